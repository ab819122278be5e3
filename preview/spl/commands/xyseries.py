"""xyseries: one row for each x, one column for each y.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/xyseries
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.labels import column_order, label_order
from preview.spl.values import Row, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call
    from preview.spl.values import Value


@dataclass(frozen=True)
class Xyseries(Command):
    """Turns rows of x, y and data into a table."""

    across: str
    series: str
    data: str

    @classmethod
    def parse(cls, call: Call) -> Xyseries:
        """Check the fields."""
        arguments = Arguments(call)
        names = arguments.names()
        if len(names) < 3:
            raise call.error("xyseries takes the x field, the y field and a data field")
        if len(names) > 3:
            # The page shows neither the names nor the order of the columns but in pictures.
            raise arguments.unsupported("xyseries with more than one data field")
        return cls(*names)

    def mentions(self) -> Iterable[str]:
        """Return the fields of the table."""
        return [self.across, self.series, self.data]

    def run(self, table: Table, context: Context) -> Table:
        """Return the table, in the order of x; columns are in the order of y."""
        cells: dict[str, dict[str, Value]] = {}
        for row in table.rows:
            x, y = self._label(row, self.across), self._label(row, self.series)
            if self.data not in row:
                raise DataError(f"no page says what a result without {self.data} gives")
            if y in cells.setdefault(x, {}):
                raise DataError(f"no page says which of several results of {x!r} and {y!r} stays")
            cells[x][y] = row[self.data]
        columns = column_order((y for found in cells.values() for y in found), context)
        if any(y in ("", self.across) or y.startswith("_") for y in columns):
            raise DataError(f"a value of {self.series} is the name of no column")
        rows: list[Row] = [{self.across: x, **cells[x]} for x in label_order(cells)]
        return Table(rows, [self.across, *columns])

    @staticmethod
    def _label(row: Row, name: str) -> str:
        if not isinstance(row.get(name), str):
            raise DataError(f"xyseries needs one value of {name} in each result")
        return joined(row[name])
