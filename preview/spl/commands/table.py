"""table: the named columns, in the named order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields
from preview.spl.command import Table as Rows
from preview.spl.wildcards import check_internal, matching_fields

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Table(Command):
    """Keeps the named fields only; a wildcard stands for the fields that match it."""

    closed = True
    names: list[str]

    @classmethod
    def parse(cls, call: Call) -> Table:
        """Check the field names."""
        arguments = Arguments(call)
        if any(word.says("as") for word in arguments.words):
            raise call.error("table cannot rename a field: use rename before")
        names = arguments.names()
        if not names:
            raise call.error("table needs at least one field")
        return cls(names)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return None if any("*" in name for name in self.names) else frozenset(self.names)

    def fields_after(self, known: Fields) -> Fields:
        """Return the named fields."""
        del known
        return None if any("*" in name for name in self.names) else frozenset(self.names)

    def run(self, table: Rows, context: Context) -> Rows:
        """Return the rows with those columns."""
        del context
        columns = table.columns() if any("*" in name for name in self.names) else []
        check_internal(self.names, columns)
        fields = list(
            dict.fromkeys(each for name in self.names for each in matching_fields(name, columns))
        )
        rows = [{name: row[name] for name in fields if name in row} for row in table.rows]
        return Rows(rows, fields)
