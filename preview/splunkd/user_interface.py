"""``data/ui``: the views, the navigation and the time ranges of Splunk Web.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTknowledge#data.2Fui.2Fviews
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict
from xml.etree import ElementTree as ET

from preview.splunkd.messages import Content, Request, Response, RestError, entries

if TYPE_CHECKING:
    from pathlib import Path

# times.conf as Splunk ships it, the usual part.
_TIMES = [
    ("last_15_minutes", "Last 15 minutes", "-15m", "now"),
    ("last_60_minutes", "Last 60 minutes", "-60m@m", "now"),
    ("last_4_hours", "Last 4 hours", "-4h@m", "now"),
    ("last_24_hours", "Last 24 hours", "-24h@h", "now"),
    ("last_7_days", "Last 7 days", "-7d@h", "now"),
    ("last_30_days", "Last 30 days", "-30d@d", "now"),
    ("all_time", "All time", "0", ""),
]


class UserInterface:
    """What an app brings for Splunk Web, read anew at each request.

    :param app: the folder of the app.
    """

    def __init__(self, app: Path) -> None:
        self._folder = app / "default" / "data" / "ui"

    def answer(self, request: Request) -> Response:
        """Answer a request below ``data/ui``."""
        kind, name = [*request.path[2:], "", ""][:2]
        if kind == "times":
            found: Dict[str, Content] = _times()
        elif kind in {"views", "nav"}:
            # A file is only ever found by listing the folder: no name can lead out of it.
            paths = sorted((self._folder / kind).glob("*.xml"))
            found = {path.stem: _describe(path) for path in paths}
        else:
            raise RestError(404, "Not found: " + "/".join(request.path))
        if name and name not in found:
            raise RestError(404, f"Could not find object id={name}")
        return entries(request, {name: found[name]} if name else found)


def _describe(path: Path) -> Content:
    text = path.read_text(encoding="utf-8")
    root = ET.fromstring(text)  # noqa: S314 - a file of the app
    return {
        "eai:data": text,
        "eai:type": "views",
        "label": root.findtext("label", ""),
        "isDashboard": root.tag in {"dashboard", "form"},
        "isVisible": True,
        "rootNode": root.tag,
        "version": root.get("version", "1"),
    }


def _times() -> Dict[str, Content]:
    return {
        name: {
            "label": label,
            "earliest_time": earliest,
            "latest_time": latest,
            "order": order,
            "disabled": False,
            "is_sub_menu": False,
        }
        for order, (name, label, earliest, latest) in enumerate(_TIMES)
    }
