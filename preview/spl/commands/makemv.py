"""makemv: a multivalue field from one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.pcre import compile_pcre
from preview.spl.values import Row, assign, collapse, texts

if TYPE_CHECKING:
    import re

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Makemv(Command):
    """Splits a field by a delimiter, or takes the first group of every match."""

    name: str
    delimiter: str
    tokenizer: re.Pattern[str] | None
    allow_empty: bool

    @classmethod
    def parse(cls, call: Call) -> Makemv:
        """Check the options and the field."""
        arguments = Arguments(call, ["delim", "tokenizer", "allowempty"])
        name = arguments.name()
        arguments.end()
        tokenizer = None
        if "tokenizer" in arguments.options:
            option = arguments.options["tokenizer"]
            try:
                tokenizer = compile_pcre(option.value.text)
            except ValueError as error:
                raise call.error(str(error), option.value.position) from error
            if not tokenizer.groups:
                raise call.error("the tokenizer needs a group", option.value.position)
        delimiter = arguments.text("delim", " ")
        if not delimiter:
            raise call.error("delim must not be empty")
        return cls(name, delimiter, tokenizer, arguments.boolean("allowempty", default=False))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.name])

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the field split."""
        del context
        return Table([self._split(row) for row in table.rows], table.fields, table.is_events)

    def _split(self, row: Row) -> Row:
        if self.name not in row:
            return row
        values = [part for text in texts(row[self.name]) for part in self._parts(text)]
        result = dict(row)
        assign(result, self.name, collapse(values))
        return result

    def _parts(self, text: str) -> list[str]:
        if self.tokenizer is not None:
            return [found.group(1) or "" for found in self.tokenizer.finditer(text)]
        return [part for part in text.split(self.delimiter) if part or self.allow_empty]
