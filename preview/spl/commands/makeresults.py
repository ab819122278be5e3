"""makeresults: rows that hold the time of the search and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

_MOST_ROWS = 1_000_000  # a limit of the preview, for the machine's memory


@dataclass(frozen=True)
class Makeresults(Command):
    """Makes so many rows."""

    generating = True
    count: int

    @classmethod
    def parse(cls, call: Call) -> Makeresults:
        """Check the count."""
        arguments = Arguments(call, ["count", "annotate"])
        arguments.end()
        if arguments.options.boolean("annotate", default=False):
            raise arguments.unsupported("annotate=true")
        count = arguments.options.integer("count", 1)
        if count > _MOST_ROWS:
            raise arguments.unsupported(f"a count of more than {_MOST_ROWS}")
        return cls(count)

    def fields_after(self, known: Fields) -> Fields:
        """Return the time alone."""
        del known
        return frozenset(["_time"])

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows."""
        del table
        return Table([{"_time": str(int(context.clock.now))} for _ in range(self.count)], ["_time"])
