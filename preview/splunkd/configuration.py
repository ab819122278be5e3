"""``configs/conf-NAME``: an app's configuration, default overlaid by local.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTconf
"""

from __future__ import annotations

import re
from configparser import ConfigParser
from typing import TYPE_CHECKING, Dict, List, Optional

from preview.spl.conf import read_conf
from preview.splunkd.messages import Content, Request, Response, RestError, entries

if TYPE_CHECKING:
    from pathlib import Path

_NOT_SETTINGS = {"output_mode", "name", "count"}


class Configuration:
    """The .conf files of an app.

    :param app: the folder of the app.
    :param local: the folder that what is posted is written to, by default its ``local``.
    """

    def __init__(self, app: Path, local: Optional[Path] = None) -> None:
        self._default = app / "default"
        self._local = local or app / "local"

    def answer(self, request: Request) -> Response:
        """Answer a request below ``configs``, or ``properties``, which lists the same."""
        name = request.path[1].removeprefix("conf-") if len(request.path) > 1 else ""
        if not name:
            return entries(request, {each: {} for each in self._names()})
        stanza = request.path[2] if len(request.path) > 2 else ""
        stanzas = self.read(name)
        if stanza and stanza not in stanzas:
            raise RestError(404, f"Could not find object id={stanza}")
        if request.method == "POST":
            if "admin_all_objects" not in request.user.capabilities:
                raise RestError(403, "You do not have permission to edit this configuration.")
            self._write(name, stanza or request.arguments.get("name", ""), request)
            stanzas = self.read(name)
        return entries(request, {stanza: stanzas[stanza]} if stanza else stanzas)

    def _names(self) -> List[str]:
        """Return the names of the .conf files."""
        paths = [*self._default.glob("*.conf"), *self._local.glob("*.conf")]
        return sorted({path.stem for path in paths})

    def read(self, name: str) -> Dict[str, Content]:
        """Return the settings of NAME.conf by stanza.

        :raises RestError: 404, there is no such file.
        """
        paths = [layer / f"{name}.conf" for layer in (self._default, self._local)]
        # A name with a slash would lead out of the app.
        if not re.fullmatch(r"[\w-]+", name) or not any(path.is_file() for path in paths):
            raise RestError(404, f"There is no {name}.conf.")
        merged: Dict[str, Content] = {}
        for path in paths:
            for stanza, settings in read_conf(path).items():
                merged.setdefault(stanza, {}).update(settings)
        return {stanza: settings for stanza, settings in merged.items() if settings}

    def _write(self, name: str, stanza: str, request: Request) -> None:
        path = self._local / f"{name}.conf"
        parser = _parser()
        parser.read(path, encoding="utf-8")
        if not parser.has_section(stanza):
            parser.add_section(stanza)
        for key, value in request.arguments.items():
            if key not in _NOT_SETTINGS:
                parser.set(stanza, key, value)
        path.parent.mkdir(exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            parser.write(file)


def _parser() -> ConfigParser:
    parser = ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign] # settings keep their case
    return parser
