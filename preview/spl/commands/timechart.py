"""timechart: statistics over bins of time, one column for each value of a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, Group, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError, UnsupportedError
from preview.spl.pivot import OPTIONS, Series, entries, parse_series, pivot
from preview.spl.spans import fitting_span, span_option
from preview.spl.values import Row, assign, format_number, joined, number

if TYPE_CHECKING:
    from preview.spl.aggregation import Statistic
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span

BINS = 100
MAX_BINS = 50_000
_BOOLEAN = {"t": True, "true": True, "1": True, "f": False, "false": False, "0": False}


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
        names = [*OPTIONS, "span", "bins", "cont", "fixedrange", "partial"]
        aggregation = parse_aggregation(call, names)
        if aggregation.over:
            raise call.error("timechart takes no OVER clause")
        if len(aggregation.by) > 1:
            if aggregation.by[1].lower() == "where":
                raise UnsupportedError(
                    "a WHERE clause is not supported by the preview", call.name, call.position
                )
            raise call.error("timechart takes one field in its BY clause")
        options = {**aggregation.options, **aggregation.by_options}

        def boolean(name: str) -> bool:
            if name not in options:
                return True
            value = options[name].value
            if value.text.lower() not in _BOOLEAN:
                raise call.error(f"{name} must be true or false", value.position)
            return _BOOLEAN[value.text.lower()]

        if not boolean("partial"):
            raise UnsupportedError(
                "partial=false is not supported by the preview", call.name, call.position
            )
        bins = options["bins"].value.text if "bins" in options else str(BINS)
        if not bins.isdigit() or int(bins) < 1:
            raise call.error("bins must be a whole number", options["bins"].position)
        return cls(
            aggregation,
            aggregation.by[0] if aggregation.by else "",
            parse_series(call, aggregation),
            span_option(options["span"], call) if "span" in options else None,
            int(bins),
            boolean("cont"),
            boolean("fixedrange"),
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
        starts = self._starts(pairs, span, earliest, latest)
        statistics = self.aggregation.expanded(table.columns())
        if self.split:
            found = entries(pairs, self.split, self.series)
            cells, columns = pivot(found, statistics, self.series, starts, context)
        else:
            columns = [statistic.name for statistic in statistics]
            cells = _cells(pairs, starts, statistics)
        return Table([{"_time": start, **cells[start]} for start in starts], ["_time", *columns])

    def _range(self, moments: list[float], context: Context) -> tuple[float, float]:
        """Return the time range of the search; where it has no bounds, that of the rows."""
        earliest, latest = context.time_range
        oldest, newest = min(moments), max(moments)
        start = earliest if self.fixed_range and earliest else oldest
        end = latest if self.fixed_range and latest != float("inf") else newest
        return min(start, oldest), max(end, newest)

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


def _cells(
    pairs: list[tuple[str, Row]], starts: list[str], statistics: list[Statistic]
) -> dict[str, Row]:
    """Return the statistics of each bin."""
    groups = {start: Group(statistics) for start in starts}
    for start, row in pairs:
        groups[start].add(row)
    cells: dict[str, Row] = {start: {} for start in starts}
    for start, group in groups.items():
        for statistic, value in zip(statistics, group.results()):
            assign(cells[start], statistic.name, value)
    return cells
