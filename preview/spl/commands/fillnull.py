"""fillnull: a value where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Fillnull(Command):
    """Sets null fields: the named ones, or every field that some result has."""

    value: str
    names: list[str]

    @classmethod
    def parse(cls, call: Call) -> Fillnull:
        """Check the option and the field names."""
        arguments = Arguments(call, ["value"])
        names = arguments.names()
        if any("*" in name for name in names):
            raise call.error("fillnull takes no wildcards")
        return cls(arguments.options.text("value", "0"), names)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset(self.names) if self.names else None

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {*self.names}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows without null in those fields."""
        del context
        found = {name for row in table.rows for name in row}
        names = self.names or [name for name in table.columns() if name in found]
        defaults = dict.fromkeys(names, self.value)
        rows = [
            {**row, **{k: v for k, v in defaults.items() if k not in row}} for row in table.rows
        ]
        return Table(rows, table.adding(*self.names), table.is_events)
