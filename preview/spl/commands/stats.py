"""stats: statistics over all rows, or over each group of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.grouping import empty_result, grouped, in_order
from preview.spl.values import Row, assign

if TYPE_CHECKING:
    from preview.spl.aggregation import Statistic
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Stats(Command):
    """Groups rows by fields and computes statistics of each group; null groups are dropped."""

    closed = True
    aggregation: Aggregation

    @classmethod
    def parse(cls, call: Call) -> Stats:
        """Check the functions and the BY clause."""
        return cls(parse_aggregation(call))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return self.aggregation.inputs()

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns of the table."""
        del known
        return self.aggregation.columns()

    def run(self, table: Table, context: Context) -> Table:
        """Return one row for each group, in the order of the groups."""
        by = list(self.aggregation.by)
        statistics = self.aggregation.expanded(table.columns())
        names = [statistic.name for statistic in statistics]
        rows: list[Row] = []
        groups = grouped(table.rows, by, statistics)
        for key in in_order(groups, context):
            row: Row = dict(zip(by, key))
            for name, value in zip(names, groups[key].results()):
                assign(row, name, value)
            rows.append(row)
        if not rows and not by:
            rows.append(_nothing(statistics))
        return Table(rows, [*by, *names])


def _nothing(statistics: list[Statistic]) -> Row:
    """Return the row of statistics over no rows.

    :raises DataError: it would have no value; the page does not say whether there is a row.
    """
    row: Row = {}
    for statistic in statistics:
        assign(row, statistic.name, empty_result(statistic))
    if not row:
        raise DataError("statistics of no results are not supported: add count")
    return row
