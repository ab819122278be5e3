"""eval: fields from expressions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Fields, Table
from preview.spl.typed import as_field
from preview.spl.values import assign

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.expression import Expression
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Eval(Command):
    """Assigns expressions to fields, each seeing those before it."""

    assignments: Sequence[tuple[str, Expression]]

    @classmethod
    def parse(cls, call: Call) -> Eval:
        """Check the expressions."""
        return cls(call.compiler.assignments(call.arguments))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset().union(*(expression.fields for _, expression in self.assignments))

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {*(name for name, _ in self.assignments)}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields set; a null result removes the field."""
        del context
        steps = [(name, expression.evaluate) for name, expression in self.assignments]
        rows = []
        for before in table.rows:
            row = dict(before)
            for name, evaluate in steps:
                assign(row, name, as_field(evaluate(row)))
            rows.append(row)
        return Table(rows, table.adding(*(name for name, _ in steps)), table.is_events)
