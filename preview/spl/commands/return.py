# ruff: noqa: N999 # the module has the name of the command
"""return: the first rows of a subsearch as conditions or plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Option, Word, read
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.values import texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row


@dataclass(frozen=True)
class Return(Command):
    """Joins field=value, alias=value or, for $field, the value of the first rows by OR."""

    count: int
    fields: list[tuple[str, str]]

    @classmethod
    def parse(cls, call: Call) -> Return:
        """Check the count and the fields; the label of a plain value is empty."""
        items = read(call)
        count = 1
        if items and isinstance(items[0], Word) and items[0].text.isdigit():
            count = int(items[0].text)
            items = items[1:]
        fields: list[tuple[str, str]] = []
        for item in items:
            if isinstance(item, Option):
                fields.append((item.name, item.value.text))
            elif item.text.startswith("$"):
                fields.append(("", item.text[1:]))
            elif not item.says(","):
                fields.append((item.text, item.text))
        if not fields:
            raise call.error("return needs at least one field")
        return cls(count, fields)

    def run(self, table: Table, context: Context) -> Table:
        """Return one row whose field search holds the text; nothing found matches nothing."""
        del context
        parts = [part for part in map(self._part, table.rows[: self.count]) if part]
        text = " OR ".join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)
        return Table([{"search": text or "NOT ()"}], ["search"])

    def _part(self, row: Row) -> str:
        parts: list[str] = []
        for label, name in self.fields:
            if isinstance(row.get(name), list):
                raise DataError(f"return of the multivalue field {name} is not supported")
            for text in texts(row.get(name)):
                quoted = text.replace("\\", "\\\\").replace('"', '\\"')
                parts.append(f'{label}="{quoted}"' if label else text)
        return " ".join(parts)
