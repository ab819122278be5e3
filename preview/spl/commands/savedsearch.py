"""savedsearch: the results of a saved search.

Follows the Search Reference, "savedsearch":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/savedsearch
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.arguments import read
from preview.spl.clock import ALL_TIME, Clock, clock
from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.macros import expand
from preview.spl.options import Option
from preview.spl.pipeline import parse_pipeline
from preview.spl.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from preview.spl.pipeline import Call, Pipeline


@dataclass(frozen=True)
class Savedsearch(Command):
    """Runs a saved search; options replace its $name$.

    :ivar clock: has the time range of the search around it or, where that is all time, its own.
    """

    generating = True
    pipeline: Pipeline
    clock: Clock

    @classmethod
    def parse(cls, call: Call) -> Savedsearch:
        """Check the name and the search itself."""
        items = read(call)
        words = [item for item in items if not isinstance(item, Option)]
        values = {item.name: item.value.text for item in items if isinstance(item, Option)}
        if "nosubstitution" in values:
            raise call.unsupported("nosubstitution=")
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
        text = re.sub(r"\$(\w+)\$", lambda found: _value(found.group(1), values, call), text)
        source = Source.made(text, word.position)
        expanded = expand(source, configuration.macros, call.compiler.typed)
        return cls(parse_pipeline(expanded, scope), scope.clock)

    def run(self, table: Table, context: Context) -> Table:
        """Return the results of the saved search."""
        del table
        time_range = (self.clock.earliest, self.clock.latest)
        own = replace(context, clock=self.clock, time_range=time_range)
        return run_pipeline(self.pipeline, own)


def _value(name: str, values: Mapping[str, str], call: Call) -> str:
    """Return what replaces a placeholder, for which savedsearch has to have a value."""
    if name not in values:
        raise call.missing(f"the saved search needs {name}= for its ${name}$", call.position)
    return values[name]
