"""spath: fields from JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.jsonpath import extract, flatten, loads
from preview.spl.values import Row, assign, collapse, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

CUTOFF = 5000  # limits.conf [spath] extraction_cutoff, in characters, where no path is given


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
        path = arguments.text("path", "")
        if arguments.words:
            path = arguments.name("a path")
        arguments.end()
        output = arguments.text("output", path)
        if output and not path:
            raise call.error("output needs a path")
        if "{@" in path:
            raise arguments.unsupported("a path into XML")
        return cls(arguments.text("input", "_raw"), path, output)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields added."""
        del context
        rows = [self._extracted(row) for row in table.rows]
        if self.path or table.fields is None:
            return Table(rows, table.adding(self.output), table.is_events)
        names = dict.fromkeys(name for row in rows for name in row)
        return Table(rows, table.adding(*names), table.is_events)

    def _extracted(self, row: Row) -> Row:
        values = texts(row.get(self.source))
        if any(text.lstrip().startswith("<") for text in values):
            raise DataError(f"{self.source} holds XML, which spath of the preview does not read")
        result = dict(row)
        if self.path:
            found = [each for text in values for each in extract(text, self.path)]
            if found:
                assign(result, self.output, collapse(found))
            return result
        for text in values:
            if len(text) > CUTOFF:
                raise DataError(
                    f"{self.source} has more than {CUTOFF} characters, of which Splunk reads only "
                    "the first without path=: name the path"
                )
            for name, each in flatten(loads(text)).items() if loads(text) is not None else ():
                assign(result, name, collapse(each))
        return result
