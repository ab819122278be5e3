"""Tables with one column for each value of a field, for chart and timechart.

The rules are those of the Search Reference, "chart" and "timechart": the ``limit`` series with
the largest sums stay, the rest become OTHER; rows without the field become NULL; counts are 0
where there is nothing.
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/timechart
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Optional

from preview.spl.errors import DataError
from preview.spl.grouping import Group, empty_result, refuse_empty
from preview.spl.labels import column_order
from preview.spl.values import Row, assign, joined, number, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from preview.spl.aggregation import Aggregation, Statistic
    from preview.spl.command import Context
    from preview.spl.pipeline import Call

OPTIONS = ("limit", "useother", "usenull", "otherstr", "nullstr", "dedup_splitvals")
# A merged series of any other function would need a rule, and the reference has none.
MERGED = frozenset(["count", "sum", "min", "max"])
_LIMIT = re.compile(r"(top|bottom)?(\d+)", re.IGNORECASE)

Entry = tuple[str, Optional[str], Row]  # x, value of the split field or None, row
Cells = dict[str, Row]


@dataclass(frozen=True)
class Series:
    """How the series of a split are chosen and named.

    :ivar limit: how many series stay, 0 for all.
    :ivar bottom: whether those with the smallest sums stay.
    :ivar other: the name of the rest, empty to drop them.
    :ivar null: the name of the rows without the field, empty to drop them.
    :ivar distinct: whether a value counts once where one row has it several times.
    :ivar of_timechart: whether what only the page of timechart says holds: equal sums are in the
        order of the names, and VALUE comes before a name with an underscore.
    """

    limit: int
    bottom: bool
    other: str
    null: str
    distinct: bool
    of_timechart: bool

    def values(self, row: Row, name: str) -> Sequence[str]:
        """Return the values of the field of the rows or of the columns."""
        found = texts(row.get(name))
        refuse_empty(found)
        return tuple(dict.fromkeys(found)) if self.distinct else found


def parse_series(call: Call, aggregation: Aggregation) -> Series:
    """Read the options of a split."""
    options = aggregation.options
    limit = _LIMIT.fullmatch(options.text("limit", "10"))
    if limit is None or (limit.group(1) and int(limit.group(2)) == 0):
        raise call.error(
            f"limit={options.text('limit', '')} must be a number, topN or bottomN",
            options["limit"].position,
        )
    return Series(
        int(limit.group(2)),
        (limit.group(1) or "").lower() == "bottom",
        options.text("otherstr", "OTHER") if options.boolean("useother", default=True) else "",
        options.text("nullstr", "NULL") if options.boolean("usenull", default=True) else "",
        options.boolean("dedup_splitvals", default=False),
        call.name == "timechart",
    )


def check_split(call: Call, aggregation: Aggregation, rows: str, split: str) -> None:
    """Refuse arguments that no page defines.

    :param rows: the field of the rows.
    :param split: that of the columns, empty for none.
    """
    message, refused = "", ""
    if any("*" in (statistic.field or "") for statistic in aggregation.statistics):
        refused = "a function of a field with wildcards"
    elif any({rows, split} & statistic.inputs for statistic in aggregation.statistics):
        message = "a function takes neither the field of the rows nor that of the columns: copy it"
    elif rows == split:
        message = "the rows and the columns are of one field"
    elif split and len(aggregation.statistics) > 1:
        # The pages tell neither the names nor the order of the columns.
        refused = "more than one function with a split field"
    elif not split and {*OPTIONS} & {*aggregation.options}:
        message = "the options of series need a field that makes the columns"
    if message:
        raise call.error(message)
    if refused:
        raise call.unsupported(refused, instead="use stats")


def entries(rows: Iterable[tuple[str, Row]], split: str, series: Series) -> list[Entry]:
    """Return each row with its x and each of its series."""
    found: list[Entry] = []
    for x, row in rows:
        values = series.values(row, split)
        if series.null and not values:
            found.append((x, None, row))
        found.extend((x, text, row) for text in values)
    return found


def check_bins(name: str, labels: Iterable[str], most: int) -> None:
    """Refuse so many numbers that Splunk puts them into bins."""
    found = set(labels)
    if len(found) > most and all(number(label) is not None for label in found):
        raise DataError(f"{name} has more than {most} numbers: use bin before")


def single(
    pairs: Iterable[tuple[str, Row]], statistics: Sequence[Statistic]
) -> tuple[Cells, list[str]]:
    """Return the cells of each x without a split, and their columns."""
    groups: dict[str, Group] = {}
    for x, row in pairs:
        groups.setdefault(x, Group(statistics)).add(row)
    names = [statistic.name for statistic in statistics]
    cells: Cells = {}
    for x, group in groups.items():
        cells[x] = {}
        for name, value in zip(names, group.results()):
            assign(cells[x], name, value)
    return cells, names


def pivot(
    found: Sequence[Entry], statistic: Statistic, series: Series, context: Context
) -> tuple[Cells, list[str]]:
    """Return the cells of each x that has any, and the columns in order.

    :param context: what is told where no page tells the order of the columns.
    :raises DataError: no page tells which series stay, or how the columns are named.
    """
    names = {name for _, name, _ in found if name is not None}
    kept = _kept(found, names, statistic, series)
    labels: dict[Optional[str], str] = {name: _label(name, series) for name in kept}
    added: dict[Optional[str], str] = dict.fromkeys(names - kept, series.other)
    if len(names) < len({name for _, name, _ in found}):
        added[None] = series.null
    merged = {text for text in added.values() if text}
    _check_names(merged, names)
    columns = column_order(labels.values(), context, last=merged)
    labels.update(added)
    groups = _groups([(x, labels[name], row) for x, name, row in found if labels[name]], statistic)
    cells: Cells = {}
    for (x, column), group in groups.items():
        row = cells.setdefault(x, empty_cells(columns, [statistic]))
        assign(row, column, group.results()[0])
    return cells, columns


def empty_cells(columns: Iterable[str], statistics: Sequence[Statistic]) -> Row:
    """Return the cells of an x without rows.

    :param statistics: that of each column, or the one of all.
    """
    cells: Row = {}
    for column, statistic in zip(columns, cycle(statistics)):
        assign(cells, column, empty_result(statistic))
    return cells


def _groups(found: Iterable[Entry], statistic: Statistic) -> dict[tuple[str, str], Group]:
    groups: dict[tuple[str, str], Group] = {}
    for x, name, row in found:
        if name is not None:
            groups.setdefault((x, name), Group([statistic])).add(row)
    return groups


def _kept(
    found: Sequence[Entry], names: set[str], statistic: Statistic, series: Series
) -> set[str]:
    """Return the series that stay: those with the largest sums of their cells."""
    if not series.limit or len(names) <= series.limit:
        return names
    if series.other and statistic.function not in MERGED:
        raise DataError(
            f"no page says what {statistic.name} of {series.other} is: use useother=f or limit=0"
        )
    scores = dict.fromkeys(names, 0.0)
    for (_, name), group in _groups(found, statistic).items():
        cell = joined(group.results()[0])
        value = number(cell) if cell else 0
        if value is None:
            raise DataError(f"limit needs a function that gives numbers, not {cell!r}: use limit=0")
        scores[name] += value
    sign = 1 if series.bottom else -1
    ranked = sorted(names, key=lambda name: (sign * scores[name], name))
    last, first_out = ranked[series.limit - 1 : series.limit + 1]
    if scores[last] == scores[first_out] and not series.of_timechart:
        raise DataError(f"{last!r} and {first_out!r} have equal sums at the limit: use limit=0")
    return set(ranked[: series.limit])


def _label(name: str, series: Series) -> str:
    """Return the column of a value."""
    if not name.startswith("_"):
        return name
    if not series.of_timechart:
        raise DataError(f"no page says how the column of {name} is named: rename the value")
    # timechart, "Prepending VALUE to the names of some fields that begin with underscore".
    return f"VALUE{name}"


def _check_names(merged: set[str], names: set[str]) -> None:
    """Refuse values that have the name of a column of the rest or of the rows without the field."""
    for text in merged & names:
        raise DataError(f"a value of the split field is {text!r}, which no page gives a column")
