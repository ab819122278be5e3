"""savedsearch: the results of a saved search."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Option, read
from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.macros import expand
from preview.spl.pipeline import parse_pipeline
from preview.spl.source import Source

if TYPE_CHECKING:
    from preview.spl.pipeline import Call, Pipeline


@dataclass(frozen=True)
class Savedsearch(Command):
    """Runs a saved search over the time range of this one; options replace its $name$."""

    generating = True
    pipeline: Pipeline

    @classmethod
    def parse(cls, call: Call) -> Savedsearch:
        """Check the name and the search itself."""
        items = read(call)
        words = [item for item in items if not isinstance(item, Option)]
        values = {item.name: item.value.text for item in items if isinstance(item, Option)}
        if len(words) != 1:
            raise call.error("savedsearch takes the name of one saved search, in double quotes")
        word = words[0]
        configuration = call.scope.configuration
        if word.text not in configuration.savedsearches:
            raise call.missing(f"the saved search {word.text!r} does not exist", word.position)
        text = configuration.savedsearches[word.text].get("search", "")
        text = re.sub(r"\$(\w+)\$", lambda found: values.get(found.group(1), found.group()), text)
        source = Source(text, [word.position] * (len(text) + 1))
        expanded = expand(source, configuration.macros, call.compiler.constant)
        return cls(parse_pipeline(expanded, call.deeper()))

    def run(self, table: Table, context: Context) -> Table:
        """Return the results of the saved search."""
        del table
        return run_pipeline(self.pipeline, context)
