"""What top and rare share: the most or least common values of fields."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.grouping import in_order, refuse_empty

if TYPE_CHECKING:
    from preview.spl.grouping import GroupKey
    from preview.spl.pipeline import Call
    from preview.spl.values import Row

_OPTIONS = ("limit", "showperc", "showcount", "countfield", "percentfield")
MAXIMUM = 50_000  # "By default the top command returns a maximum of 50,000 results"


@dataclass(frozen=True)
class Ranking(Command):
    """Counts combinations of values.

    :cvar rarest: whether the least common come first.
    :ivar percent: the name of the percentage column, empty for none.
    :ivar count: the name of the count column, empty for none.
    """

    closed = True
    rarest: ClassVar[bool]
    names: list[str]
    by: list[str]
    limit: int
    count: str
    percent: str

    @classmethod
    def parse(cls, call: Call) -> Ranking:
        """Check the options, the fields and the BY clause."""
        arguments = Arguments(call, _OPTIONS)
        if cls.rarest and arguments.words and arguments.words[0].whole is not None:
            raise arguments.unsupported("rare with a number first, in place of limit=,")
        limit = arguments.count()
        names = arguments.names(stop=["by"])
        by = arguments.names() if arguments.accept("by") else []
        if not names:
            raise call.error(f"{call.name} needs at least one field")
        if any("*" in name for name in [*names, *by]):
            raise call.error(f"{call.name} takes no wildcards")
        if limit is not None and limit > MAXIMUM:
            raise call.error(f"{call.name} returns at most {MAXIMUM} results")
        count = arguments.options.text("countfield", "count")
        percent = arguments.options.text("percentfield", "percent")
        ranking = cls(
            names,
            by,
            10 if limit is None else limit,
            count if arguments.options.boolean("showcount", default=True) else "",
            percent if arguments.options.boolean("showperc", default=True) else "",
        )
        columns = ranking.columns()
        if len(set(columns)) < len(columns):
            raise call.error(f"{call.name} has two columns of one name: use countfield=")
        return ranking

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([*self.names, *self.by])

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns of the table."""
        del known
        return frozenset(self.columns())

    def run(self, table: Table, context: Context) -> Table:
        """Return the values with their counts and percentages, in each group of the BY clause.

        :raises DataError: the reference does not say what Splunk gives for such rows.
        """
        counts: dict[GroupKey, Counter[GroupKey]] = {}
        for row in table.rows:
            values = self._values(row, self.names)
            group = self._values(row, self.by)
            if values is None and self.percent:
                raise DataError(
                    "whether results without the field count in the percentage is not "
                    "documented: leave them out before, or use showperc=false"
                )
            if values is not None and group is not None:
                counts.setdefault(group, Counter())[values] += 1
        out: list[Row] = []
        for group in in_order(counts, context):
            found = counts[group]
            ranked = _ranked(found, context, rarest=self.rarest)
            kept = ranked[: self.limit or None]
            if (
                self.rarest
                and len(kept) < len(ranked)
                and found[kept[-1]] == found[ranked[len(kept)]]
            ):
                raise DataError(
                    "the limit of rare parts equals, and any of them may stay: use limit=0"
                )
            out += [self._row(group, values, found) for values in kept]
        if len(out) > MAXIMUM:
            raise DataError(f"Splunk returns at most {MAXIMUM} results")
        return Table(out, self.columns())

    @staticmethod
    def _values(row: Row, names: list[str]) -> GroupKey | None:
        """Return the values of a row, None where it lacks one."""
        values = [row.get(name) for name in names]
        if any(isinstance(value, list) for value in values):
            raise DataError("top and rare of a multivalue field are not supported: use mvexpand")
        if None in values:
            return None
        found = tuple(str(value) for value in values)
        refuse_empty(found)
        return found

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


def _ranked(found: Counter[GroupKey], context: Context, *, rarest: bool) -> list[GroupKey]:
    """Return the values by their count.

    Of equals the last in lexicographical order comes first: Search Reference, top,
    "Lexicographic order of results". Of rare it says nothing.
    """
    ranked = sorted(sorted(found, reverse=not rarest), key=found.__getitem__, reverse=not rarest)
    if rarest and len(set(found.values())) < len(found):
        context.report("INFO", "rare: equals are in the order of their values, which may differ.")
    return ranked
