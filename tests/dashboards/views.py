"""The Dashboard Studio views of the app, and what each of their data sources searches."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Dict, Iterator
from xml.etree import ElementTree as ET

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

FOLDER = REPOSITORY / "default" / "data" / "ui" / "views"
TOKEN = re.compile(r"\$(?P<name>[A-Za-z_][\w.]*)(?:\|(?P<filter>\w+))?\$")

Definition = Dict[str, Any]

# What tokens hold that nobody has given a value yet: it finds nothing and is sent nowhere.
PLACEHOLDERS = {"nothing", "example.invalid", "192[.]0[.]2[.]1"}


@dataclass(frozen=True)
class View:
    """A view of version 2.

    :ivar definition: the JSON inside the XML.
    """

    name: str
    label: str
    definition: Definition

    @property
    def sources(self) -> Definition:
        return self.part("dataSources")

    def part(self, name: str) -> Definition:
        found: Definition = self.definition.get(name, {})
        return found

    def spl(self, source: str) -> str:
        """Return the search of a data source, a chain behind its base, tokens as they are."""
        options = self.sources[source]["options"]
        if self.sources[source]["type"] == "ds.chain":
            return f"{self.spl(options['extend'])}\n{options['query']}"
        query: str = options["query"]
        return query

    def tokens_read(self, source: str) -> set[str]:
        """Return the tokens that a data source and its bases read."""
        return {token["name"] for token in TOKEN.finditer(self.spl(source))}

    def empty_messages(self, *sources: str) -> list[str]:
        """Return what the panels of these data sources, or of all, say with nothing to show."""
        spl = "`".join(self.spl(source) for source in sources or self.sources)
        return [part.split('"')[3] for part in spl.split("`") if part.startswith("huntpipe_empty")]

    def unasked(self) -> list[str]:
        """Return the data sources that have nothing to search for before a click."""
        given = {name for name, value in self.defaults().items() if value == "nothing"}
        return [source for source in self.sources if self.tokens_read(source) & given]

    def handlers(self) -> Iterator[Definition]:
        for visualization in self.part("visualizations").values():
            yield from visualization.get("eventHandlers", [])

    def defaults(self) -> Dict[str, str]:
        """Return the values that tokens have when the page opens."""
        given = self.definition.get("defaults", {}).get("tokens", {}).get("default", {})
        values = {name: token["value"] for name, token in given.items()}
        for each in self.part("inputs").values():
            options = each["options"]
            if options.get("defaultValue"):
                values[options["token"]] = options["defaultValue"]
        return values

    def tokens_set(self) -> set[str]:
        """Return the tokens that an input, a default or a click sets."""
        clicked = {
            token["token"]
            for handler in self.handlers()
            if handler["type"] == "drilldown.setToken"
            for token in handler["options"]["tokens"]
        }
        inputs = {each["options"]["token"] for each in self.part("inputs").values()}
        return clicked | inputs | set(self.defaults())


def read(path: Path) -> View:
    """Read a view.

    :raises ValueError: its definition is no JSON.
    """
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - a file of the app
    definition = json.loads(root.findtext("definition", ""))
    return View(path.stem, root.findtext("label", ""), definition)


def studio_views() -> list[View]:
    """Return the app's views of version 2."""
    return [
        read(path)
        for path in sorted(FOLDER.glob("*.xml"))
        if 'version="2"' in path.read_text(encoding="utf-8")
    ]


def with_tokens(spl: str, values: Mapping[str, str]) -> str:
    """Return a search as Studio sends it; ``|s`` puts a value into quotation marks."""

    def value(token: re.Match[str]) -> str:
        text = values[token["name"]]
        if token["filter"] == "s":
            return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
        return text

    return TOKEN.sub(value, spl)
