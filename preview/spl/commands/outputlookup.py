"""outputlookup: rows into a lookup table; the files of the app are not touched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import MissingError
from preview.spl.lookups import Definition, definition

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Outputlookup(Command):
    """Writes the rows, which go on unchanged."""

    table: Definition
    append: bool
    override_if_empty: bool

    @classmethod
    def parse(cls, call: Call) -> Outputlookup:
        """Check the table and the options."""
        arguments = Arguments(call, ["append", "override_if_empty", "create_empty", "createinapp"])
        word = arguments.take("the name of a lookup table")
        arguments.end()
        try:
            table = call.at(word.position, lambda: definition(word.text, call.scope.configuration))
        except MissingError:
            if not word.text.endswith(".csv") or "/" in word.text:
                raise
            table = Definition(word.text, word.text)
        return cls(
            table,
            arguments.boolean("append", default=False),
            arguments.boolean("override_if_empty", default=True),
        )

    def run(self, table: Table, context: Context) -> Table:
        """Write the table and return the rows."""
        if not table.rows and not self.override_if_empty:
            return table
        columns, rows = table.columns(), table.rows
        if self.append:
            try:
                known, before = context.tables.load(self.table)
            except MissingError:
                known, before = [], []
            columns, rows = list(dict.fromkeys([*known, *columns])), [*before, *rows]
        place = context.tables.save(self.table, columns, rows)
        context.report("INFO", f"The rows are written to {place}.")
        return table
