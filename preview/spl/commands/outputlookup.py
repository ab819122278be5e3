"""outputlookup: rows into a lookup table; the files of the app are not touched.

Follows the Search Reference, "outputlookup":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/outputlookup
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError, MissingError
from preview.spl.lookups import Definition, definition

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row


@dataclass(frozen=True)
class Outputlookup(Command):
    """Writes the rows, which go on unchanged.

    :ivar maximum: how many of them, 0 for all.
    """

    table: Definition
    append: bool
    override_if_empty: bool
    maximum: int

    @classmethod
    def parse(cls, call: Call) -> Outputlookup:
        """Check the table and the options."""
        options = ["append", "override_if_empty", "create_empty", "createinapp", "max", "key_field"]
        arguments = Arguments(call, options)
        word = arguments.take("the name of a lookup table")
        arguments.end()
        try:
            table = call.at(word.position, lambda: definition(word.text, call.scope.configuration))
        except MissingError:
            if not word.text.endswith(".csv") or "/" in word.text:
                raise
            table = Definition(word.text, word.text)
        key = arguments.options.text("key_field", "")
        if key not in ("", "_key") or (key and not table.collection):
            raise arguments.unsupported("key_field other than _key, of a collection,", word)
        if arguments.options.boolean("create_empty", default=False):
            raise arguments.unsupported("create_empty=true", word)
        return cls(
            table,
            arguments.options.boolean("append", default=bool(key)),
            arguments.options.boolean("override_if_empty", default=True),
            arguments.options.integer("max", 0),
        )

    def run(self, table: Table, context: Context) -> Table:
        """Write the table and return the rows."""
        if not table.rows and not self.override_if_empty:
            return table
        columns, rows = table.columns(), table.rows[: self.maximum or None]
        if self.append:
            columns, rows = self._appended(columns, rows, context)
        place = context.tables.save(self.table, columns, rows)
        context.report("INFO", f"The rows are written to {place}.")
        return table

    def _appended(
        self, columns: list[str], rows: list[Row], context: Context
    ) -> tuple[list[str], list[Row]]:
        """Return the table with the rows at its end: a file keeps the columns that it has."""
        try:
            known, before = context.tables.load(self.table)
        except MissingError:
            return columns, rows
        _check_updates(before, rows)
        return known, [*before, *rows]


def _check_updates(before: list[Row], rows: list[Row]) -> None:
    """Refuse to update a document of a collection by a row that lacks some of its fields."""
    known = {str(row["_key"]): row for row in before if "_key" in row}
    for row in rows:
        lost = known.get(str(row.get("_key")), {}).keys() - row.keys()
        if lost:
            raise DataError(
                f"an update of {row['_key']} without its {', '.join(sorted(lost))} is not "
                "supported: whether Splunk keeps those is not documented"
            )
