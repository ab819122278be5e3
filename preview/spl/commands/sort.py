"""sort: rows in the order of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.ordering import Order, ordered, parse_orders

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

DEFAULT_LIMIT = 10_000


@dataclass(frozen=True)
class Sort(Command):
    """Sorts rows and keeps the first so many; 0 keeps all."""

    orders: list[Order]
    limit: int
    explicit: bool

    @classmethod
    def parse(cls, call: Call) -> Sort:
        """Check the count and the fields."""
        arguments = Arguments(call, ["limit"])
        explicit = "limit" in arguments.options
        limit = arguments.integer("limit", DEFAULT_LIMIT)
        if arguments.words and arguments.words[0].text.isdigit():
            limit, explicit = int(arguments.take("a count").text), True
        reverse = bool(
            len(arguments.words) > 1
            and arguments.words[-1].says("d", "desc")
            and arguments.words.pop()
        )
        orders = parse_orders(arguments)
        if not orders:
            raise call.error("sort needs at least one field")
        if reverse:
            orders = [Order(each.name, not each.descending, each.kind) for each in orders]
        return cls(orders, limit, explicit)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset(order.name for order in self.orders)

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows in order; the default limit is named where it cuts."""
        rows = ordered(table.rows, self.orders)
        if 0 < self.limit < len(rows):
            if not self.explicit:
                context.report(
                    "WARN",
                    f"sort kept the first {self.limit} of {len(rows)} results: use sort 0 for all.",
                )
            rows = rows[: self.limit]
        return Table(rows, table.fields, table.is_events)
