"""bin: times rounded down to the start of their bin.

The Search Reference names the bins of numbers in two ways, ``0-9`` ("bin", start-end) and ``1-2``,
``2-4`` ("chart", extended example 3): the preview has bins of time only.
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/bin
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.spans import span_option
from preview.spl.values import Row, format_number, joined, number

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span


@dataclass(frozen=True)
class Bin(Command):
    """Rounds _time down to the start of its bin."""

    output: str
    span: Span

    @classmethod
    def parse(cls, call: Call) -> Bin:
        """Check the span, the field and the new name."""
        arguments = Arguments(call, ["span"])
        name = arguments.name()
        output = arguments.name("a name after AS") if arguments.accept("as") else name
        arguments.end()
        if name != "_time":
            raise arguments.unsupported(f"bin of another field than _time ({name}): use eval; it")
        if "span" not in arguments.options:
            raise arguments.unsupported("bin without span")
        return cls(output, span_option(arguments.options["span"], call))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset(["_time"])

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {self.output}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the field binned."""
        del context
        rows = [self._binned(row) for row in table.rows]
        return Table(rows, table.adding(self.output), table.is_events)

    def _binned(self, row: Row) -> Row:
        if "_time" not in row:
            return row
        moment = number(joined(row["_time"]))
        if moment is None:
            raise DataError(f"no page says what the bin of {joined(row['_time'])!r} is")
        return {**row, self.output: format_number(self.span.floor(moment))}
