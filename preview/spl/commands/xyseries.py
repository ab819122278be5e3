"""xyseries: one row for each x, one column for each y."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.values import Row, joined, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Xyseries(Command):
    """Turns rows of x, y and data into a table."""

    across: str
    series: str
    data: list[str]
    separator: str

    @classmethod
    def parse(cls, call: Call) -> Xyseries:
        """Check the fields."""
        arguments = Arguments(call, ["grouped", "sep"])
        if arguments.boolean("grouped", default=False):
            raise arguments.unsupported("grouped=true")
        names = arguments.names()
        if len(names) < 3:
            raise call.error("xyseries takes the x field, the y field and one or more data fields")
        return cls(names[0], names[1], names[2:], arguments.text("sep", ": "))

    def mentions(self) -> Iterable[str]:
        """Return the fields of the table."""
        return [self.across, self.series, *self.data]

    def run(self, table: Table, context: Context) -> Table:
        """Return the table, in the order of x; columns are in the order of y."""
        del context
        rows: dict[str, Row] = {}
        columns: dict[str, None] = {}
        for row in table.rows:
            if self.across not in row or self.series not in row:
                continue
            if isinstance(row[self.across], list) or isinstance(row[self.series], list):
                raise DataError("xyseries over multivalue fields is not supported: use mvexpand")
            across = joined(row[self.across])
            out = rows.setdefault(across, {self.across: row[self.across]})
            for name in self.data:
                label = joined(row[self.series])
                label = f"{name}{self.separator}{label}" if len(self.data) > 1 else label
                columns[label] = None
                if name in row:
                    out[label] = row[name]
        ordered = [rows[key] for key in sorted(rows, key=sort_key)]
        return Table(ordered, [self.across, *sorted(columns, key=sort_key)])
