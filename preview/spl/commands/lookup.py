"""lookup: fields from a lookup table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.lookups import Definition, LookupCall, LookupTable, Mapped, definition
from preview.spl.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Lookup(Command):
    """Adds the columns of the matching rows of a table to each row."""

    table: Definition
    matched: list[Mapped]
    outputs: list[Mapped] | None
    only_new: bool

    @classmethod
    def parse(cls, call: Call) -> Lookup:
        """Check the table, its columns and the fields."""
        arguments = Arguments(call, ["local", "update"])
        arguments.options.boolean("local", default=False)
        arguments.options.boolean("update", default=False)
        word = arguments.take("the name of a lookup table")
        configuration = call.scope.configuration
        table = call.at(word.position, lambda: definition(word.text, configuration))
        columns, _ = call.at(word.position, lambda: Tables(configuration.folder).load(table))
        inputs = _mapped(arguments, columns, table.name, stop=["output", "outputnew"])
        if not inputs:
            raise call.error("lookup needs a field to look up")
        verb = arguments.accept("output", "outputnew")
        outputs = _mapped(arguments, columns, table.name) if verb else None
        if verb and not outputs:
            raise call.error(f"{verb.text} needs a field", verb.position)
        _check_cycle(arguments, inputs, outputs, columns)
        return cls(table, inputs, outputs, verb is not None and verb.says("outputnew"))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([*(n for _, n in self.matched), *(n for _, n in self.outputs or [])])

    def mentions(self) -> Iterable[str]:
        """Return the fields that are looked up."""
        return [name for _, name in self.matched]

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with the outputs, where they are named."""
        if known is None or self.outputs is None:
            return None
        return known | {name for _, name in self.outputs}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the outputs added."""
        loaded = LookupTable(self.table, *context.tables.load(self.table))
        call = LookupCall(loaded, self.matched, self.outputs, self.only_new)
        rows = []
        for before in table.rows:
            row = dict(before)
            call.apply(row)
            rows.append(row)
        return Table(rows, table.adding(*(name for _, name in call.pairs())), table.is_events)


def _check_cycle(
    arguments: Arguments, inputs: list[Mapped], outputs: list[Mapped] | None, columns: list[str]
) -> None:
    """Refuse a field that is both looked up and set (lookup, Avoid lookup reference cycles)."""
    matched = {column for column, _ in inputs}
    made = outputs or [(column, column) for column in columns if column not in matched]
    for name in {name for _, name in inputs} & {name for _, name in made}:
        raise arguments.unsupported(f"{name} as both input and output of a lookup")


def _mapped(
    arguments: Arguments, columns: list[str], table: str, stop: list[str] | None = None
) -> list[Mapped]:
    """Take ``column [AS field], ...``, each column one of the table."""
    pairs: list[Mapped] = []
    while arguments.words and not arguments.words[0].says(*(stop or [])):
        if pairs:
            arguments.accept(",")
        word = arguments.words[0] if arguments.words else None
        column = arguments.name("a column of the table")
        if column not in columns:
            raise arguments.error(f"the lookup table {table} has no column {column!r}", word)
        name = arguments.name("a field after AS") if arguments.accept("as") else column
        pairs.append((column, name))
    return pairs
