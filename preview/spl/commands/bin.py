"""bin: times rounded down to the start of their bin, numbers put into ranges.

The bins of numbers are named as the Search Manual shows for ``bin date_hour span=2``: ``10-12`` and
``14-16``, whose end is the start of the next one.
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/bin
https://docs.splunk.com/Documentation/Splunk/8.1.0/Search/Usingbinsandtimespans
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.spans import span_option
from preview.spl.values import Number, Row, format_number, joined, number

if TYPE_CHECKING:
    from preview.spl.options import Option
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Bin(Command):
    """Gives each value of a field the name of its bin."""

    name: str
    output: str
    bin_of: Callable[[Number], str]

    @classmethod
    def parse(cls, call: Call) -> Bin:
        """Check the span, the field and the new name."""
        arguments = Arguments(call, ["span"])
        name = arguments.name()
        output = arguments.name("a name after AS") if arguments.accept("as") else name
        arguments.end()
        if "span" not in arguments.options:
            raise arguments.unsupported("bin without span")
        option = arguments.options["span"]
        if name == "_time":
            span = span_option(option, call)
            return cls(name, output, lambda moment: format_number(span.floor(moment)))
        width = _width(option, arguments)
        return cls(name, output, lambda value: _range(value, width))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.name])

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {self.output}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the field binned."""
        del context
        rows = [self._binned(row) for row in table.rows]
        return Table(rows, table.adding(self.output), table.is_events)

    def _binned(self, row: Row) -> Row:
        if self.name not in row:
            return row
        text = joined(row[self.name])
        value = number(text)
        if value is None:
            raise DataError(f"no page says what the bin of {text!r} is")
        return {**row, self.output: self.bin_of(value)}


def _width(option: Option, arguments: Arguments) -> int:
    width = option.value.whole
    if not width:
        raise arguments.unsupported(
            f"span={option.value.text} for numbers, which is no whole number above 0,", option.value
        )
    return width


def _range(value: Number, width: int) -> str:
    if value < 0:
        raise DataError(f"no page says how the bin of {format_number(value)} is named")
    start = int(value // width) * width
    return f"{start}-{start + width}"
