"""timechart: statistics over bins of time, one column for each value of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.pivot import (
    OPTIONS,
    Cells,
    Series,
    check_bins,
    check_split,
    empty_cells,
    entries,
    parse_series,
    pivot,
    single,
)
from preview.spl.spans import fitting_span, span_option
from preview.spl.values import Row, format_number, joined, number, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span

BINS = 100
MAX_BINS = 50_000
_OF_TIME = ("span", "bins", "cont", "fixedrange", "partial")


@dataclass(frozen=True)
class Timechart(Command):
    """Makes one row for each bin of the time range, with 0 or null where nothing happened."""

    closed = True
    aggregation: Aggregation
    split: str
    series: Series
    span: Span | None
    bins: int
    continuous: bool
    fixed_range: bool

    @classmethod
    def parse(cls, call: Call) -> Timechart:
        """Check the options, the functions and the BY clause."""
        aggregation = parse_aggregation(call, [*OPTIONS, *_OF_TIME])
        if aggregation.over:
            raise call.error("timechart takes no OVER clause")
        if len(aggregation.by) > 1:
            if aggregation.by[1].lower() == "where":
                raise call.unsupported("a WHERE clause")
            raise call.error("timechart takes one field in its BY clause")
        options = aggregation.options
        for name in aggregation.of_clauses & {*_OF_TIME}:
            # "Split-by fields": there it would be an option of the split field.
            raise call.unsupported(f"{name}= after BY", options[name].position, "put it before BY")
        split = aggregation.by[0] if aggregation.by else ""
        check_split(call, aggregation, "_time", split)
        if not options.boolean("partial", default=True):
            raise call.unsupported("partial=false")
        return cls(
            aggregation,
            split,
            parse_series(call, aggregation),
            span_option(options["span"], call) if "span" in options else None,
            options.integer("bins", BINS, 1),
            options.boolean("cont", default=True),
            options.boolean("fixedrange", default=True),
        )

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return self.aggregation.inputs("_time")

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns, where no field makes them."""
        del known
        return None if self.split else self.aggregation.columns("_time")

    def run(self, table: Table, context: Context) -> Table:
        """Return the chart, oldest bin first."""
        moments = ((number(joined(row.get("_time"))), row) for row in table.rows)
        timed = [(moment, row) for moment, row in moments if moment is not None]
        if not timed:
            return Table([], ["_time"])
        earliest, latest = self._range([moment for moment, _ in timed], context)
        span = self.span or fitting_span(earliest, latest, self.bins)
        pairs = [(format_number(span.floor(moment)), row) for moment, row in timed]
        cells, columns = (
            self._split(pairs, context)
            if self.split
            else single(pairs, self.aggregation.statistics)
        )
        starts = self._starts(pairs, span, earliest, latest)
        if not self.continuous and len(cells) < len(starts):
            raise DataError("no page says whether cont=false keeps a bin without series")
        nothing = empty_cells(columns, self.aggregation.statistics)
        rows: list[Row] = [{"_time": start, **cells.get(start, nothing)} for start in starts]
        return Table(rows, ["_time", *columns])

    def _range(self, moments: list[float], context: Context) -> tuple[float, float]:
        """Return the time range of the search; where it has no bounds, that of the rows."""
        oldest, newest = min(moments), max(moments)
        earliest, latest = context.time_range
        if not self.fixed_range or (not earliest and latest == float("inf")):
            return oldest, newest
        if not earliest:
            raise DataError("no page says where a chart without an earliest time starts: give it")
        # Time modifiers: without a latest time a search ends now.
        latest = min(latest, context.clock.now) if latest == float("inf") else latest
        if oldest < earliest or newest > latest:
            raise DataError(
                "a time is outside of the time range of the search: _time must not be changed "
                "before timechart"
            )
        return earliest, latest

    def _split(self, pairs: list[tuple[str, Row]], context: Context) -> tuple[Cells, list[str]]:
        check_bins(
            self.split, (text for _, row in pairs for text in texts(row.get(self.split))), BINS
        )
        (statistic,) = self.aggregation.statistics
        return pivot(entries(pairs, self.split, self.series), statistic, self.series, context)

    def _starts(
        self, pairs: list[tuple[str, Row]], span: Span, earliest: float, latest: float
    ) -> list[str]:
        if not self.continuous:
            return sorted({start for start, _ in pairs}, key=float)
        starts: list[str] = []
        start = span.floor(earliest)
        newest = max(float(start) for start, _ in pairs)
        while start < latest or start <= newest:
            starts.append(format_number(start))
            start = span.next(start)
            if len(starts) > MAX_BINS:
                raise DataError(f"more than {MAX_BINS} bins of time: use a wider span")
        return starts
