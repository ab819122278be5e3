"""head: the first rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

DEFAULT_LIMIT = 10


@dataclass(frozen=True)
class Head(Command):
    """Keeps so many rows."""

    limit: int

    @classmethod
    def parse(cls, call: Call) -> Head:
        """Check the count."""
        if "(" in call.arguments.text:
            raise call.unsupported("head with an expression")
        arguments = Arguments(call, ["limit"])
        limit = arguments.count()
        arguments.end()
        if limit == 0:
            raise call.error("head takes a number of rows from 1")
        return cls(DEFAULT_LIMIT if limit is None else limit)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset()

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the first rows."""
        del context
        return Table(table.rows[: self.limit], table.fields, table.is_events)
