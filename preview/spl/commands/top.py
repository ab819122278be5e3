"""top: the most common values of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Fields, Table
from preview.spl.ranking import Ranking

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Top(Command):
    """Counts combinations of values, the most common first."""

    closed = True
    ranking: Ranking

    @classmethod
    def parse(cls, call: Call) -> Top:
        """Check the options and the fields."""
        return cls(Ranking.parse(call))

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([*self.ranking.names, *self.ranking.by])

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns of the table."""
        del known
        return frozenset(self.ranking.columns())

    def run(self, table: Table, context: Context) -> Table:
        """Return the values with their counts."""
        return self.ranking.table(table.rows, context, rarest=False)
