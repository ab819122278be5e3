"""mvexpand: one row for each value of a multivalue field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row


@dataclass(frozen=True)
class Mvexpand(Command):
    """Repeats a row for each value, or the first so many; other rows stay as they are."""

    name: str
    limit: int

    @classmethod
    def parse(cls, call: Call) -> Mvexpand:
        """Check the field and the limit."""
        arguments = Arguments(call, ["limit"])
        name = arguments.name()
        arguments.end()
        return cls(name, arguments.integer("limit", 0))

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
            value = row.get(self.name)
            if isinstance(value, list):
                rows.extend({**row, self.name: text} for text in value[: self.limit or None])
            else:
                rows.append(row)
        return Table(rows, table.fields, table.is_events)
