"""bin: times and numbers put into bins of a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.spans import fitting_span, span_option
from preview.spl.values import Number, Row, collapse, format_number, joined, number, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span

TIME_BINS = 100


@dataclass(frozen=True)
class Bin(Command):
    """Rounds _time down to the start of its bin; a number becomes the range ``start-end``."""

    name: str
    output: str
    span: Span | None
    width: Number | None
    bins: int

    @classmethod
    def parse(cls, call: Call) -> Bin:
        """Check the span, the field and the new name."""
        arguments = Arguments(call, ["span", "bins"])
        name = arguments.name()
        output = arguments.name("a name after AS") if arguments.accept("as") else name
        arguments.end()
        bins = arguments.integer("bins", TIME_BINS, 2)
        if name == "_time":
            option = arguments.options.get("span")
            return cls(name, output, span_option(option, call) if option else None, None, bins)
        if "span" not in arguments.options:
            raise arguments.unsupported(f"bin of {name} without span")
        option = arguments.options["span"]
        width = number(option.value.text)
        if width is None or width <= 0:
            if (
                any(mark in option.value.text for mark in ("log", "@"))
                or option.value.text[0].isdigit()
            ):
                raise arguments.unsupported(f"span={option.value.text} of {name}", option.value)
            raise call.error("span must be a number", option.value.position)
        return cls(name, output, None, width, bins)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.name])

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {self.output}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the field binned."""
        if self.width is None:
            span = self.span or self._fitting(table, context)
            rows = [self._timed(row, span) for row in table.rows]
        else:
            rows = [self._numbered(row, self.width) for row in table.rows]
        return Table(rows, table.adding(self.output), table.is_events)

    def _fitting(self, table: Table, context: Context) -> Span:
        times = [
            t for t in (number(joined(row.get("_time"))) for row in table.rows) if t is not None
        ]
        earliest, latest = context.time_range
        if not earliest or latest == float("inf"):
            earliest, latest = min(times, default=0), max(times, default=0)
        return fitting_span(earliest, latest, self.bins)

    def _timed(self, row: Row, span: Span) -> Row:
        found = [number(text) for text in texts(row.get(self.name))]
        starts = [format_number(span.floor(moment)) for moment in found if moment is not None]
        value = collapse(starts)
        return row if value is None else {**row, self.output: value}

    def _numbered(self, row: Row, width: Number) -> Row:
        value = row.get(self.name)
        if isinstance(value, list):
            raise DataError(f"bin on the multivalue field {self.name} is not supported")
        known = None if value is None else number(value)
        if known is None:
            return row
        start = known // width * width
        return {**row, self.output: f"{format_number(start)}-{format_number(start + width)}"}
