"""``configs/conf-NAME``: an app's configuration, default overlaid by local.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTconf
"""

from __future__ import annotations

from configparser import ConfigParser
from typing import TYPE_CHECKING

from preview.splunkd.messages import Content, Request, Response, RestError, entries

if TYPE_CHECKING:
    from pathlib import Path

_NOT_SETTINGS = {"output_mode", "name", "count"}


class Configuration:
    """The .conf files of an app.

    :param app: the folder of the app; what is posted is written to its ``local``.
    """

    def __init__(self, app: Path) -> None:
        self._app = app

    def answer(self, request: Request) -> Response:
        """Answer a request below ``configs``, or ``properties``, which lists the same."""
        name = request.path[1].removeprefix("conf-") if len(request.path) > 1 else ""
        stanza = request.path[2] if len(request.path) > 2 else ""
        stanzas = self._stanzas(name)
        if stanza and stanza not in stanzas:
            raise RestError(404, f"Could not find object id={stanza}")
        if request.method == "POST":
            if "admin_all_objects" not in request.user.capabilities:
                raise RestError(403, "You do not have permission to edit this configuration.")
            self._write(name, stanza or request.arguments.get("name", ""), request)
            stanzas = self._stanzas(name)
        return entries(request, {stanza: stanzas[stanza]} if stanza else stanzas)

    def _stanzas(self, name: str) -> dict[str, Content]:
        parser = _parser()
        layers = [self._app / layer / f"{name}.conf" for layer in ("default", "local")]
        if not parser.read(layers, encoding="utf-8"):
            raise RestError(404, f"There is no {name}.conf.")
        return {stanza: dict(parser.items(stanza)) for stanza in parser.sections()}

    def _write(self, name: str, stanza: str, request: Request) -> None:
        path = self._app / "local" / f"{name}.conf"
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
