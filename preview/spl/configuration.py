"""The app's configuration, as the search language needs it: read from default/*.conf only."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from preview.spl.conf import Stanzas, read_conf

if TYPE_CHECKING:
    from pathlib import Path


class Configuration:
    """The .conf files of an app, each read when it is first asked for.

    :ivar folder: the app's root folder.
    :ivar accepted: calls of the app's own commands, with their arguments, that they have accepted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.accepted: set[tuple[str, ...]] = set()

    def _read(self, name: str) -> Stanzas:
        stanzas = read_conf(self.folder / "default" / f"{name}.conf")
        shared = stanzas.pop("default", {})
        return {stanza: {**shared, **settings} for stanza, settings in stanzas.items()}

    @cached_property
    def app(self) -> Stanzas:
        """What the app says of itself."""
        return self._read("app")

    @cached_property
    def macros(self) -> Stanzas:
        """The search macros."""
        return self._read("macros")

    @cached_property
    def savedsearches(self) -> Stanzas:
        """The saved searches."""
        return self._read("savedsearches")

    @cached_property
    def commands(self) -> Stanzas:
        """The app's own search commands."""
        return self._read("commands")

    @cached_property
    def props(self) -> Stanzas:
        """The search-time field extractions by sourcetype."""
        return self._read("props")

    @cached_property
    def transforms(self) -> Stanzas:
        """The lookup definitions and the extractions that props.conf names."""
        return self._read("transforms")

    @cached_property
    def collections(self) -> Stanzas:
        """The KV store collections."""
        return self._read("collections")
