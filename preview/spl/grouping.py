"""Groups of rows by the values of fields, each with the accumulators of its statistics.

Follows the Search Reference, "stats", by-clause:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/stats
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from preview.spl.aggregates import COUNTS
from preview.spl.errors import DataError
from preview.spl.values import sort_key, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from preview.spl.aggregation import Statistic
    from preview.spl.command import Context
    from preview.spl.values import Row, Value

GroupKey = tuple[str, ...]


def groups_of(row: Row, by: Sequence[str]) -> Iterable[GroupKey]:
    """Return the groups that a row belongs to: one for each value of a multivalue field.

    A value that it has twice counts twice (stats, dedup_splitvals). A row that lacks one of the
    fields belongs to none.

    :raises DataError: several of the fields are multivalue, or a value is empty.
    """
    values = [texts(row.get(name)) for name in by]
    for each in values:
        refuse_empty(each)
    if sum(len(each) > 1 for each in values) > 1:
        raise DataError("BY of several multivalue fields is not supported: use mvexpand")
    return product(*values)


def refuse_empty(values: Sequence[str]) -> None:
    """Refuse an empty text: count() is of "any value (is not empty)", the rest says nothing."""
    if "" in values:
        raise DataError('whether an empty text counts is not documented: use nullif(field, "")')


class Group:
    """The accumulators of one group of rows."""

    def __init__(self, statistics: Sequence[Statistic]) -> None:
        self._pairs = [(statistic.read, statistic.make()) for statistic in statistics]

    def add(self, row: Row) -> None:
        """Take a row."""
        for read, aggregate in self._pairs:
            values = read(row)
            if aggregate.literal:
                refuse_empty(values)
            aggregate.add(values, row)

    def results(self) -> list[Value | None]:
        """Return the statistics in their order."""
        return [aggregate.result() for _, aggregate in self._pairs]


def grouped(
    rows: Iterable[Row], by: Sequence[str], statistics: Sequence[Statistic]
) -> dict[GroupKey, Group]:
    """Return the groups of the rows, in the order in which they appear."""
    groups: dict[GroupKey, Group] = {}
    for row in rows:
        for key in groups_of(row, by):
            group = groups.get(key)
            if group is None:
                group = groups[key] = Group(statistics)
            group.add(row)
    return groups


def in_order(keys: Iterable[GroupKey], context: Context) -> list[GroupKey]:
    """Return group keys in order; the reference has numbers of the same length only."""
    found = sorted(keys, key=_numeric_order)
    if found != sorted(found):
        context.report("INFO", "The groups are in numeric order; Splunk's may differ: use sort.")
    return found


def _numeric_order(key: GroupKey) -> tuple[tuple[int, float, str], ...]:
    """Order group keys numerically, then lexically, column by column."""
    return tuple(sort_key(text) for text in key)


def empty_result(statistic: Statistic) -> str | None:
    """Return what a statistic is over no rows."""
    return "0" if statistic.function in COUNTS else None
