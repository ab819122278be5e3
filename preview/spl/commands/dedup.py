"""dedup: the first rows of each combination of values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.ordering import Order, ordered, parse_orders
from preview.spl.values import Row, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

Combination = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Dedup(Command):
    """Keeps so many rows of each combination; rows that lack a field go, unless keepempty."""

    names: list[str]
    count: int
    keep_empty: bool
    consecutive: bool
    orders: list[Order]

    @classmethod
    def parse(cls, call: Call) -> Dedup:
        """Check the count, the fields, the options and the SORTBY clause."""
        arguments = Arguments(call, ["keepempty", "consecutive"])
        count = arguments.count()
        if count == 0:
            raise call.error("dedup keeps at least 1 row of each combination")
        names = arguments.names(stop=["sortby"])
        if not names or any("*" in name for name in names):
            raise call.error("dedup needs the names of fields, without wildcards")
        sorts = arguments.accept("sortby")
        orders = parse_orders(arguments) if sorts else []
        if sorts and not orders:
            raise arguments.error("sortby needs a field", sorts)
        for order in orders:
            if not order.sign:
                raise arguments.error(f"sortby needs + or - before {order.name}", sorts)
        return cls(
            names,
            count or 1,
            arguments.options.boolean("keepempty", default=False),
            arguments.options.boolean("consecutive", default=False),
            orders,
        )

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([*self.names, *(order.name for order in self.orders)])

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows that are kept."""
        del context
        rows = ordered(table.rows, self.orders)
        _check_orders(rows, self.names)
        seen: Counter[Combination] = Counter()
        last: Combination | None = None
        kept: list[Row] = []
        for row in rows:
            key = tuple(tuple(texts(row.get(name))) for name in self.names)
            if () in key:
                if self.consecutive:
                    raise DataError("dedup consecutive=true needs every field in every row")
                if self.keep_empty:
                    kept.append(row)
                continue
            if self.consecutive and key != last:
                seen.clear()
            last = key
            seen[key] += 1
            if seen[key] <= self.count:
                kept.append(row)
        return Table(kept, table.fields, table.is_events)


def _check_orders(rows: list[Row], names: list[str]) -> None:
    """Refuse multivalues that differ in their order only: the page does not say they are equal."""
    for name in names:
        seen: dict[frozenset[str], list[str]] = {}
        for row in rows:
            value = row.get(name)
            if isinstance(value, list) and seen.setdefault(frozenset(value), value) != value:
                raise DataError(f"dedup: {name} has the same values in another order: use mvsort")
