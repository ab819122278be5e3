"""fields: keeps or removes fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.command import Fields as Known
from preview.spl.wildcards import check_internal, matching_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Fields(Command):
    """Keeps the named fields and the internal ones, or removes the named ones."""

    names: list[str]
    remove: bool

    @classmethod
    def parse(cls, call: Call) -> Fields:
        """Check the field names."""
        arguments = Arguments(call)
        sign = arguments.accept("+", "-")
        if arguments.words and arguments.words[0].text.startswith(("+", "-")):
            raise arguments.error("fields needs a space after the sign")
        names = arguments.names()
        if not names:
            raise call.error("fields needs at least one field")
        if any("\\" in name for name in names):
            raise arguments.unsupported("a backslash in fields")
        return cls(names, sign is not None and sign.text == "-")

    def mentions(self) -> Iterable[str]:
        """Return the fields that are kept."""
        return () if self.remove else self.names

    def fields_after(self, known: Known) -> Known:
        """Return the fields that are left."""
        if any("*" in name for name in self.names):
            return None
        if self.remove:
            return None if known is None else known - set(self.names)
        return (
            frozenset([*self.names, "_time", "_raw"])
            if known is None
            else known & {*self.names, "_time", "_raw"}
        )

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with fewer fields."""
        del context
        columns = list(dict.fromkeys(name for row in table.rows for name in row))
        columns = list(dict.fromkeys([*(table.fields or []), *columns]))
        named = [each for name in self.names for each in matching_fields(name, columns)]
        if self.remove:
            check_internal(self.names, columns)
            gone = set(named)
            kept = [name for name in table.fields or [] if name not in gone]
            rows = [{k: v for k, v in row.items() if k not in gone} for row in table.rows]
        else:
            internal = [name for name in columns if name.startswith("_") and name not in named]
            kept = list(dict.fromkeys([*internal, *named]))
            rows = [{name: row[name] for name in kept if name in row} for row in table.rows]
        return Table(rows, None if table.fields is None else kept, table.is_events)
