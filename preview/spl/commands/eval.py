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
    from preview.spl.target import Target
    from preview.spl.values import Row


@dataclass(frozen=True)
class Eval(Command):
    """Assigns expressions to fields, each seeing those before it."""

    assignments: Sequence[tuple[Target, Expression]]

    @classmethod
    def parse(cls, call: Call) -> Eval:
        """Check the expressions."""
        return cls(call.compiler.assignments(call.arguments))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset().union(
            *(expression.fields | {*target.fields} for target, expression in self.assignments)
        )

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own, None where these depend on values."""
        if known is None or any(target.fields for target, _ in self.assignments):
            return None
        return known | {target.name for target, _ in self.assignments}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields set; a null result removes the field."""
        del context
        steps = [(target.of, expression.evaluate) for target, expression in self.assignments]
        rows: list[Row] = []
        names: dict[str, None] = {}
        for before in table.rows:
            row = dict(before)
            for name_of, evaluate in steps:
                name = name_of(row)
                assign(row, name, as_field(evaluate(row)))
                names[name] = None
            rows.append(row)
        return Table(rows, table.adding(*names), table.is_events)
