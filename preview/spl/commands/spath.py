"""spath: fields from JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.jsonpath import steps
from preview.spl.structured import extract, extract_all
from preview.spl.values import Row, collapse

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Spath(Command):
    """Extracts the values at one path, or every path."""

    source: str
    path: str
    output: str

    @classmethod
    def parse(cls, call: Call) -> Spath:
        """Check the options and the path."""
        arguments = Arguments(call, ["input", "output", "path"])
        path = arguments.options.text("path", "")
        if arguments.words:
            path = arguments.name("a path")
        arguments.end()
        output = arguments.options.text("output", path)
        if output and not path:
            raise call.error("output needs a path")
        if path:
            call.at(call.position, lambda: steps(path))
        return cls(arguments.options.text("input", "_raw"), path, output)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields added."""
        del context
        rows = [self._extracted(row) for row in table.rows]
        if self.path or table.fields is None:
            return Table(rows, table.adding(self.output), table.is_events)
        names = dict.fromkeys(name for row in rows for name in row)
        return Table(rows, table.adding(*names), table.is_events)

    def _extracted(self, row: Row) -> Row:
        text = row.get(self.source)
        if text is None:
            return row
        if isinstance(text, list):
            raise DataError(
                f"spath on the multivalue field {self.source} is not supported: use mvexpand"
            )
        if not self.path:
            return _merged(row, extract_all(text))
        value = collapse(extract(text, self.path))
        if value is not None:
            return {**row, self.output: value}
        if self.output in row:
            raise DataError(
                f"spath finds nothing at {self.path}: whether {self.output} keeps its value is "
                "not documented, so give another output"
            )
        return row


def _merged(row: Row, found: dict[str, list[str]]) -> Row:
    result = dict(row)
    for name, values in found.items():
        value = collapse(values)
        if value is None or row.get(name, value) != value:
            raise DataError(
                f"spath finds {name}, which the result has with another value: which one counts "
                "is not documented, so name the path and an output"
            )
        result[name] = value
    return result
