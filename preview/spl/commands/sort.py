"""sort: rows in the order of fields."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.ordering import Order, ordered, parse_orders

if TYPE_CHECKING:
    from preview.spl.arguments import Word
    from preview.spl.pipeline import Call

DEFAULT_LIMIT = 10_000


@dataclass(frozen=True)
class Sort(Command):
    """Sorts rows and keeps the first so many; 0 keeps all.

    :ivar reverse: whether desc stands at the end; the signs of the orders have it already.
    """

    orders: list[Order]
    limit: int
    explicit: bool
    reverse: bool

    @classmethod
    def parse(cls, call: Call) -> Sort:
        """Check the count and the fields."""
        arguments = Arguments(call, ["limit"])
        limit = arguments.count()
        reverse = _takes_desc(arguments.words)
        orders = parse_orders(arguments)
        if not orders:
            raise call.error("sort needs at least one field")
        if reverse:
            orders = [replace(each, sign="+" if each.descending else "-") for each in orders]
        return cls(orders, DEFAULT_LIMIT if limit is None else limit, limit is not None, reverse)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset(order.name for order in self.orders)

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows in order; the default limit is named where it cuts."""
        if self.reverse and any(each.name not in row for each in self.orders for row in table.rows):
            raise DataError("where desc puts results without the field is not documented: use -")
        rows = ordered(table.rows, self.orders)
        if 0 < self.limit < len(rows):
            if not self.explicit:
                context.report(
                    "WARN",
                    f"sort kept the first {self.limit} of {len(rows)} results: use sort 0 for all.",
                )
            rows = rows[: self.limit]
        return Table(rows, table.fields, table.is_events)


def _takes_desc(words: list[Word]) -> bool:
    """Remove a last word that reverses the order, and tell whether there was one."""
    if len(words) < 2 or words[-2].says(",", "+", "-") or not words[-1].says("d", "desc"):
        return False
    words.pop()
    return True
