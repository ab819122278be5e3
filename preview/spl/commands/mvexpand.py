"""mvexpand: one row for each value of a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.values import texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row


@dataclass(frozen=True)
class Mvexpand(Command):
    """Repeats a row for each value, or the first so many."""

    name: str
    limit: int

    @classmethod
    def parse(cls, call: Call) -> Mvexpand:
        """Check the field and the limit."""
        arguments = Arguments(call, ["limit"])
        name = arguments.name()
        arguments.end()
        if name.startswith("_"):
            raise call.error(f"mvexpand cannot be applied to internal fields such as {name}")
        return cls(name, arguments.options.integer("limit", 0))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.name])

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the expanded rows."""
        del context
        rows: list[Row] = []
        for row in table.rows:
            values = texts(row.get(self.name))
            if not values:
                raise DataError(
                    f"a result has no {self.name}: whether mvexpand keeps it is not documented, "
                    f"so put where isnotnull({self.name}) or fillnull before it"
                )
            rows.extend({**row, self.name: text} for text in values[: self.limit or None])
        return Table(rows, table.fields, table.is_events)
