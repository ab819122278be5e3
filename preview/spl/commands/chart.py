"""chart: statistics by one field as rows and another as columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, grouped, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError, UnsupportedError
from preview.spl.pivot import OPTIONS, Series, entries, parse_series, pivot
from preview.spl.spans import span_option
from preview.spl.values import Row, assign, format_number, joined, number, sort_key, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span

MAX_BINS = 300  # chart: numeric rows beyond this are put into bins


@dataclass(frozen=True)
class Chart(Command):
    """Makes one row for each value of the first field, one column for each of the second."""

    closed = True
    aggregation: Aggregation
    across: str
    split: str
    series: Series
    span: Span | None

    @classmethod
    def parse(cls, call: Call) -> Chart:
        """Check the options, the functions and the clauses."""
        aggregation = parse_aggregation(call, OPTIONS, ["span"])
        fields = [*([aggregation.over] if aggregation.over else []), *aggregation.by]
        refused = ""
        if not fields:
            refused = "chart without OVER or BY"
        elif "where" in (name.lower() for name in fields):
            refused = "a WHERE clause"
        elif len(fields) > 2:
            raise call.error("chart takes one field for the rows and one for the columns")
        span = aggregation.by_options.get("span")
        if span and fields[0] != "_time":
            refused = "span for another field than _time"
        if refused:
            message = f"{refused} is not supported by the preview"
            raise UnsupportedError(message, call.name, call.position)
        return cls(
            aggregation,
            fields[0],
            fields[1] if len(fields) > 1 else "",
            parse_series(call, aggregation),
            span_option(span, call) if span else None,
        )

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return self.aggregation.inputs()

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns, where no field makes them."""
        del known
        return None if self.split else self.aggregation.columns(self.across)

    def run(self, table: Table, context: Context) -> Table:
        """Return the chart in the order of its rows."""
        statistics = self.aggregation.expanded(table.columns())
        pairs = [
            (self._binned(text), row) for row in table.rows for text in texts(row.get(self.across))
        ]
        found = {x for x, _ in pairs}
        if (
            self.across != "_time"
            and len(found) > MAX_BINS
            and all(number(x) is not None for x in found)
        ):
            raise DataError(f"{self.across} has more than {MAX_BINS} numbers: use bin before chart")
        if not self.split:
            return self._single(pairs, table)
        split = entries(pairs, self.split, self.series)
        cells, columns = pivot(
            split, statistics, self.series, dict.fromkeys(x for x, _, _ in split), context
        )
        rows: list[Row] = [{self.across: x, **cells[x]} for x in sorted(cells, key=sort_key)]
        return Table(rows, [self.across, *columns])

    def _single(self, pairs: list[tuple[str, Row]], table: Table) -> Table:
        statistics = self.aggregation.expanded(table.columns())
        rows: list[Row] = []
        keyed = [{**row, self.across: x} for x, row in pairs]
        for key, group in grouped(keyed, [self.across], statistics).items():
            out: Row = {self.across: key[0]}
            for statistic, value in zip(statistics, group.results()):
                assign(out, statistic.name, value)
            rows.append(out)
        return Table(rows, [self.across, *(statistic.name for statistic in statistics)])

    def _binned(self, text: str) -> str:
        moment = number(joined(text)) if self.span else None
        return (
            text if self.span is None or moment is None else format_number(self.span.floor(moment))
        )
