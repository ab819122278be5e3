"""savedsearch: the results of a saved search.

Follows the Search Reference, "savedsearch":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/savedsearch
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.arguments import Option, read
from preview.spl.clock import ALL_TIME, clock
from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.macros import expand
from preview.spl.pipeline import parse_pipeline
from preview.spl.source import Source

if TYPE_CHECKING:
    from preview.spl.pipeline import Call, Pipeline


@dataclass(frozen=True)
class Savedsearch(Command):
    """Runs a saved search; options replace its $name$.

    :ivar time_range: that of the search around it, or where that is for all time, its own.
    """

    generating = True
    pipeline: Pipeline
    time_range: tuple[float, float]

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
        settings = configuration.savedsearches[word.text]
        scope = call.deeper()
        if (scope.clock.earliest, scope.clock.latest) == ALL_TIME:
            earliest = settings.get("dispatch.earliest_time", "")
            latest = settings.get("dispatch.latest_time", "")
            scope = replace(scope, clock=clock(earliest, latest, scope.clock.now))
        text = settings.get("search", "")
        text = re.sub(r"\$(\w+)\$", lambda found: values.get(found.group(1), found.group()), text)
        source = Source(text, [word.position] * (len(text) + 1))
        expanded = expand(source, configuration.macros, call.compiler.constant)
        return cls(parse_pipeline(expanded, scope), (scope.clock.earliest, scope.clock.latest))

    def run(self, table: Table, context: Context) -> Table:
        """Return the results of the saved search."""
        del table
        return run_pipeline(self.pipeline, replace(context, time_range=self.time_range))
