"""What top and rare share: the most or least common values of fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from preview.spl.aggregation import group_order
from preview.spl.arguments import Arguments
from preview.spl.command import Table
from preview.spl.values import Row, texts

if TYPE_CHECKING:
    from preview.spl.aggregation import GroupKey
    from preview.spl.command import Context
    from preview.spl.pipeline import Call

_OPTIONS = ("limit", "showperc", "showcount", "countfield", "percentfield")


@dataclass(frozen=True)
class Ranking:
    """The arguments of top and rare, and the table they make.

    :ivar percent: the name of the percentage column, empty for none.
    :ivar count: the name of the count column, empty for none.
    """

    names: list[str]
    by: list[str]
    limit: int
    count: str
    percent: str

    @classmethod
    def parse(cls, call: Call) -> Ranking:
        """Check the options, the fields and the BY clause."""
        arguments = Arguments(call, _OPTIONS)
        limit = arguments.integer("limit", 10)
        if arguments.words and arguments.words[0].text.isdigit():
            limit = int(arguments.take("a limit").text)
        names = arguments.names(stop=["by"])
        by = arguments.names() if arguments.accept("by") else []
        if not names:
            raise call.error(f"{call.name} needs at least one field")
        if any("*" in name for name in [*names, *by]):
            raise call.error(f"{call.name} takes no wildcards")
        count = arguments.text("countfield", "count")
        percent = arguments.text("percentfield", "percent")
        return cls(
            names,
            by,
            limit,
            count if arguments.boolean("showcount", default=True) else "",
            percent if arguments.boolean("showperc", default=True) else "",
        )

    def table(self, rows: list[Row], context: Context, *, rarest: bool) -> Table:
        """Return the values with their counts and percentages, in each group of the BY clause."""
        counts: dict[GroupKey, Counter[GroupKey]] = {}
        for row in rows:
            for group in product(*(texts(row.get(name)) for name in self.by)):
                for values in product(*(texts(row.get(name)) for name in self.names)):
                    counts.setdefault(group, Counter())[values] += 1
        out: list[Row] = []
        for group, found in sorted(counts.items(), key=lambda item: group_order(item[0])):
            ranked = _ranked(found, rarest=rarest)
            kept = ranked[: self.limit or None]
            if len(kept) < len(ranked) and found[kept[-1]] == found[ranked[len(kept)]]:
                context.report_tie("rare" if rarest else "top")
            out += [self._row(group, values, found) for values in kept]
        return Table(out, self.columns())

    def columns(self) -> list[str]:
        """Return the columns of the table."""
        extra = [name for name in (self.count, self.percent) if name]
        return [*self.by, *self.names, *extra]

    def _row(self, group: GroupKey, values: GroupKey, found: Counter[GroupKey]) -> Row:
        row: Row = dict(zip([*self.by, *self.names], [*group, *values]))
        if self.count:
            row[self.count] = str(found[values])
        if self.percent:
            row[self.percent] = f"{100 * found[values] / sum(found.values()):.6f}"
        return row


def _ranked(found: Counter[GroupKey], *, rarest: bool) -> list[GroupKey]:
    sign = 1 if rarest else -1
    return sorted(found, key=lambda values: (sign * found[values], group_order(values)))
