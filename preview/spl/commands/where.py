"""where: keeps the rows for which an eval expression is true."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.expression import Expression
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Where(Command):
    """Keeps rows by a Boolean expression; null is not true."""

    condition: Expression

    @classmethod
    def parse(cls, call: Call) -> Where:
        """Check the expression."""
        return cls(call.compiler.condition(call.arguments))

    def reads(self) -> Iterable[str]:
        """Return the fields of the condition."""
        return self.condition.fields

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return self.condition.fields

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows for which the condition is true."""
        del context
        test = self.condition.evaluate
        rows = [row for row in table.rows if test(row) is True]
        return Table(rows, table.fields, table.is_events)
