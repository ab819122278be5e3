"""head: the first rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import UnsupportedError

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Head(Command):
    """Keeps so many rows."""

    limit: int

    @classmethod
    def parse(cls, call: Call) -> Head:
        """Check the count."""
        if "(" in call.arguments.text:
            raise UnsupportedError(
                "head with an expression is not supported by the preview", "head", call.position
            )
        arguments = Arguments(call, ["limit"])
        if arguments.words and arguments.options:
            raise arguments.error("head takes a number or limit=, not both")
        limit = arguments.integer("limit", 10)
        if arguments.words:
            word = arguments.take("a number of rows")
            if not word.text.isdigit():
                raise arguments.error(f"{word.text!r} is no number of rows", word)
            limit = int(word.text)
        arguments.end()
        if limit < 1:
            raise call.error("head takes a number of rows from 1")
        return cls(limit)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset()

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the first rows."""
        del context
        return Table(table.rows[: self.limit], table.fields, table.is_events)
