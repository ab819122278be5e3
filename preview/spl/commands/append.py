"""append: the rows of another search after these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.subsearch import run_subsearch

if TYPE_CHECKING:
    from preview.spl.pipeline import Call, Pipeline

LIMIT = 50_000  # append: maxout


@dataclass(frozen=True)
class Append(Command):
    """Runs a subsearch and adds its rows."""

    takes_subsearch = True
    subsearch: Pipeline
    limit: int

    @classmethod
    def parse(cls, call: Call) -> Append:
        """Check the options and the subsearch."""
        arguments = Arguments(call, ["maxout", "maxtime", "timeout"])
        word = arguments.take("a subsearch in square brackets")
        if not word.subsearch:
            raise arguments.error("append takes a subsearch in square brackets", word)
        arguments.end()
        return cls(call.subsearch(word.offset), arguments.options.integer("maxout", LIMIT, 1))

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows of both."""
        added = run_subsearch(self.subsearch, context, self.limit)
        if table.fields is None and added.fields is None:
            return Table([*table.rows, *added.rows], None, table.is_events)
        fields = list(dict.fromkeys([*table.columns(), *added.columns()]))
        return Table([*table.rows, *added.rows], fields)
