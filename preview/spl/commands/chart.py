"""chart: statistics by one field as rows and another as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.labels import label_order
from preview.spl.pivot import (
    OPTIONS,
    Series,
    check_bins,
    check_split,
    entries,
    parse_series,
    pivot,
    single,
)
from preview.spl.values import Row, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

MAX_BINS = 300  # chart: numbers beyond this are put into bins


@dataclass(frozen=True)
class Chart(Command):
    """Makes one row for each value of the first field, one column for each of the second."""

    closed = True
    aggregation: Aggregation
    across: str
    split: str
    series: Series

    @classmethod
    def parse(cls, call: Call) -> Chart:
        """Check the options, the functions and the clauses."""
        aggregation = parse_aggregation(call, OPTIONS)
        fields = [*([aggregation.over] if aggregation.over else []), *aggregation.by]
        refused = ""
        if not fields:
            refused = "chart without OVER or BY"
        elif "where" in (name.lower() for name in fields):
            refused = "a WHERE clause"
        elif "_time" in fields:
            # The page shows charts with and without the bins that cont=true promises.
            refused = "chart over _time, other than by timechart,"
        elif len(fields) > 2:
            raise call.error("chart takes one field for the rows and one for the columns")
        if refused:
            raise call.unsupported(refused)
        split = fields[1] if len(fields) > 1 else ""
        check_split(call, aggregation, fields[0], split)
        return cls(aggregation, fields[0], split, parse_series(call, aggregation))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return self.aggregation.inputs()

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns, where no field makes them."""
        del known
        return None if self.split else self.aggregation.columns(self.across)

    def run(self, table: Table, context: Context) -> Table:
        """Return the chart in the order of its rows."""
        pairs = [(text, row) for row in table.rows for text in self.series.values(row, self.across)]
        for name in (self.across, self.split):
            check_bins(name, (text for _, row in pairs for text in texts(row.get(name))), MAX_BINS)
        statistics = self.aggregation.statistics
        if self.split:
            found = entries(pairs, self.split, self.series)
            cells, columns = pivot(found, statistics[0], self.series, context)
        else:
            cells, columns = single(pairs, statistics)
        labels = {x for x, _ in pairs}
        if len(cells) < len(labels):
            raise DataError("no page says whether a row without any of the series stays")
        if self.across in columns:
            raise DataError(f"a column would have the name of the rows, {self.across}: use AS")
        # Extended examples 5 and 6 have numbers in their order.
        ordered = label_order(labels, numeric=True)
        rows: list[Row] = [{self.across: x, **cells[x]} for x in ordered]
        return Table(rows, [self.across, *columns])
