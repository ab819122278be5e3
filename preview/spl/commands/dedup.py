"""dedup: the first rows of each combination of values."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
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
        count = 1
        if arguments.words and arguments.words[0].text.isdigit():
            count = int(arguments.take("a count").text)
            if count == 0:
                raise call.error("dedup keeps at least 1 row of each combination")
        names = arguments.names(stop=["sortby"])
        if not names or any("*" in name for name in names):
            raise call.error("dedup needs the names of fields, without wildcards")
        sorts = arguments.accept("sortby")
        orders = parse_orders(arguments) if sorts else []
        if sorts and not orders:
            raise arguments.error("sortby needs a field", sorts)
        return cls(
            names,
            count,
            arguments.boolean("keepempty", default=False),
            arguments.boolean("consecutive", default=False),
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
        seen: Counter[Combination] = Counter()
        last: Combination | None = None
        kept: list[Row] = []
        for row in table.rows:
            key = tuple(tuple(texts(row.get(name))) for name in self.names)
            if () in key:
                if self.keep_empty:
                    kept.append(row)
                continue
            if self.consecutive and key != last:
                seen.clear()
            last = key
            seen[key] += 1
            if seen[key] <= self.count:
                kept.append(row)
        return Table(ordered(kept, self.orders), table.fields, table.is_events)
