"""format: the rows as conditions of a search, in one field named search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.subsearch import FORMAT, NOTHING, format_rows

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Format(Command):
    """Puts brackets, AND and OR around the fields of the rows."""

    marks: tuple[str, ...]
    separator: str
    maximum: int
    empty: str

    @classmethod
    def parse(cls, call: Call) -> Format:
        """Check the options and the six marks."""
        arguments = Arguments(call, ["mvsep", "maxresults", "emptystr"])
        marks = tuple(word.text for word in arguments.words)
        if marks and (len(marks) != len(FORMAT) or not all(w.quoted for w in arguments.words)):
            raise arguments.error("format takes no marks, or all six in double quotes")
        return cls(
            marks or FORMAT,
            arguments.options.text("mvsep", "OR"),
            arguments.options.integer("maxresults", 0),
            arguments.options.text("emptystr", NOTHING),
        )

    def fields_after(self, known: Fields) -> Fields:
        """Return the one field with the text."""
        del known
        return frozenset(["search"])

    def run(self, table: Table, context: Context) -> Table:
        """Return one row with the conditions."""
        del context
        text = format_rows(
            table.rows[: self.maximum or None],
            table.columns(),
            self.marks,
            separator=self.separator,
            empty=self.empty,
        )
        return Table([{"search": text}], ["search"])
