"""makemv: a multivalue field from one text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.pcre import Pcre, compile_pcre
from preview.spl.values import Row, collapse

if TYPE_CHECKING:
    from preview.spl.arguments import Word
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Makemv(Command):
    """Splits a field by a delimiter, or takes the first group of every match."""

    name: str
    delimiter: str
    tokenizer: Pcre | None
    allow_empty: bool

    @classmethod
    def parse(cls, call: Call) -> Makemv:
        """Check the options and the field."""
        arguments = Arguments(call, ["delim", "tokenizer", "allowempty"])
        name = arguments.name()
        arguments.end()
        if name.startswith("_"):
            raise call.error(f"makemv does not apply to internal fields such as {name}")
        delimiter = arguments.options.text("delim", " ")
        if not delimiter:
            raise call.error("delim must not be empty")
        if "\\" in delimiter:
            raise arguments.unsupported("a backslash in delim", arguments.options["delim"].value)
        tokenizer = None
        if "tokenizer" in arguments.options:
            if "delim" in arguments.options:
                raise call.error("makemv takes delim or tokenizer, not both")
            tokenizer = _tokenizer(arguments.options["tokenizer"].value, call)
        return cls(
            name, delimiter, tokenizer, arguments.options.boolean("allowempty", default=False)
        )

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
        text = row.get(self.name)
        if text is None:
            return row
        if isinstance(text, list):
            raise DataError(f"makemv of {self.name}, which is multivalue, is not supported")
        value = collapse([part for part in self._parts(text) if part or self.allow_empty])
        if value is None:
            raise DataError(
                f"makemv finds no value in {self.name}={text[:50]!r}: what becomes of the field "
                "is not documented, so set it to null() before"
            )
        return {**row, self.name: value}

    def _parts(self, text: str) -> list[str]:
        if self.tokenizer is None:
            return text.split(self.delimiter)
        found = list(self.tokenizer.finditer(text))
        if any(match[1] is None or (self.allow_empty and not match[0]) for match in found):
            raise DataError("a tokenizer that matches without its group is not supported")
        return [match[1] for match in found]


def _tokenizer(word: Word, call: Call) -> Pcre:
    pattern = call.at(word.position, lambda: compile_pcre(word.text))
    if not pattern.groups:
        raise call.error("the tokenizer needs a group", word.position)
    return pattern
