# ruff: noqa: N999 # the module has the name of the command
"""return: the first rows of a subsearch as conditions or plain values.

Follows the Search Reference, "return":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/return
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Word, read
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.options import Option

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row


# What a value may not have: return does not escape, but an escaped quotation mark is kept.
_QUOTE_OR_BACKSLASH = re.compile(r'(?<!\\)"|\\(?!")')


@dataclass(frozen=True)
class Return(Command):
    """Joins field=value, alias=value or, for $field, the value of the first rows by OR."""

    count: int
    fields: list[tuple[str, str]]

    @classmethod
    def parse(cls, call: Call) -> Return:
        """Check the count and the fields; the label of a plain value is empty."""
        if re.search(r"\s=|=\s", call.arguments.text):
            raise call.error("return takes no space around the = of an alias")
        items = read(call)
        count = 1
        if items and isinstance(items[0], Word) and items[0].whole is not None:
            count = items[0].whole
            items = items[1:]
        fields: list[tuple[str, str]] = []
        for item in items:
            if isinstance(item, Option):
                fields.append((item.name, item.value.text))
            elif item.text.startswith("$"):
                fields.append(("", item.text[1:]))
            elif not item.says(","):
                fields.append((item.text, item.text))
        if not fields or not count:
            raise call.error("return needs at least one field, and a count of one or more")
        return cls(count, fields)

    def fields_after(self, known: Fields) -> Fields:
        """Return the one field with the text."""
        del known
        return frozenset(["search"])

    def run(self, table: Table, context: Context) -> Table:
        """Return one row whose field search holds the text, which is empty where no row is."""
        del context
        parts = list(dict.fromkeys(self._part(row) for row in table.rows[: self.count]))
        text = " OR ".join(f"({part})" for part in parts) if len(parts) > 1 else "".join(parts)
        return Table([{"search": text}], ["search"])

    def _part(self, row: Row) -> str:
        parts: list[str] = []
        for label, name in self.fields:
            value = row.get(name)
            if not isinstance(value, str):
                kind = "null" if value is None else "multivalue"
                raise DataError(f"return of the {kind} field {name} is not supported")
            if label and _QUOTE_OR_BACKSLASH.search(value):
                raise DataError(
                    f"return does not escape what {name} has of quotation marks and backslashes: "
                    "use format, or escape the marks with replace()"
                )
            parts.append(f'{label}="{value}"' if label else value)
        return " ".join(parts)
