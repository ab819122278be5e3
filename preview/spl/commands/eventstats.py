"""eventstats: statistics of each group, added to every row of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.grouping import grouped, groups_of
from preview.spl.values import assign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Eventstats(Command):
    """Computes statistics as stats does and keeps the rows."""

    aggregation: Aggregation

    @classmethod
    def parse(cls, call: Call) -> Eventstats:
        """Check the functions and the BY clause."""
        return cls(parse_aggregation(call))

    def mentions(self) -> Iterable[str]:
        """Return the fields of the functions and of the BY clause."""
        return self.aggregation.inputs() or ()

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with the statistics."""
        return self.aggregation.added_to(known)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the statistics of their group; a row without a group has none."""
        del context
        by = self.aggregation.by
        statistics = self.aggregation.expanded(table.columns())
        names = [statistic.name for statistic in statistics]
        results = {k: g.results() for k, g in grouped(table.rows, by, statistics).items()}
        rows = []
        for before in table.rows:
            row = dict(before)
            keys = list(groups_of(row, by))
            if len(keys) > 1:
                raise DataError("eventstats by a multivalue field is not supported: use mvexpand")
            for key in keys:
                for name, value in zip(names, results[key]):
                    assign(row, name, value)
            rows.append(row)
        return Table(rows, table.adding(*names), table.is_events)
