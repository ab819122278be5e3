"""Tables with one column for each value of a field, for chart and timechart.

The rules are those of the Search Reference, "chart" and "timechart": the ``limit`` series with
the largest sums stay, the rest become OTHER; rows without the field become NULL; counts are 0
where there is nothing.
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/chart
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Group, Statistic, empty_result
from preview.spl.values import Row, assign, joined, number, sort_key, texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from preview.spl.aggregation import Aggregation
    from preview.spl.command import Context
    from preview.spl.pipeline import Call

OPTIONS = ("limit", "useother", "usenull", "otherstr", "nullstr")
Entry = tuple[str, str, Row]  # x, series, row


@dataclass(frozen=True)
class Series:
    """How the series of a split are chosen and named.

    :ivar limit: how many series stay, 0 for all.
    :ivar bottom: whether those with the smallest sums stay.
    :ivar other: the name of the rest, empty to drop them.
    :ivar null: the name of the rows without the field, empty to drop them.
    """

    limit: int
    bottom: bool
    other: str
    null: str


def parse_series(call: Call, aggregation: Aggregation) -> Series:
    """Read the options of a split."""
    options = {**aggregation.options, **aggregation.by_options}

    def text(name: str, default: str) -> str:
        return options[name].value.text if name in options else default

    def wanted(name: str) -> bool:
        value = text(name, "true").lower()
        if value not in ("t", "true", "1", "f", "false", "0"):
            raise call.error(f"{name}={value} must be true or false", options[name].position)
        return value in ("t", "true", "1")

    limit = text("limit", "10").lower()
    digits = limit[3:] if limit.startswith("top") else limit.replace("bottom", "", 1)
    if not digits.isdigit():
        raise call.error(
            f"limit={limit} must be a number, topN or bottomN", options["limit"].position
        )
    return Series(
        int(digits),
        limit.startswith("bottom"),
        text("otherstr", "OTHER") if wanted("useother") else "",
        text("nullstr", "NULL") if wanted("usenull") else "",
    )


def entries(rows: Iterable[tuple[str, Row]], split: str, series: Series) -> list[Entry]:
    """Return each row with its x and each of its series."""
    found: list[Entry] = []
    for x, row in rows:
        values = texts(row.get(split)) or ((series.null,) if series.null else ())
        found.extend((x, text, row) for text in values)
    return found


def pivot(
    found: Sequence[Entry],
    statistics: Sequence[Statistic],
    series: Series,
    across: Iterable[str],
    context: Context,
) -> tuple[dict[str, Row], list[str]]:
    """Return the cells of each x, and the columns in order.

    :param across: every x, those without an entry included.
    """
    groups = _groups(found, statistics)
    kept = _kept(groups, series, context)
    names = {name for _, name in groups}
    rest = names - kept - {series.null}
    if rest:
        merged = [(x, series.other if name in rest else name, row) for x, name, row in found]
        groups = _groups([entry for entry in merged if entry[1]], statistics)
    ordered = sorted(kept, key=sort_key)
    ordered += [n for n in (series.null,) if n in names and n not in kept]
    ordered += [series.other] if rest and series.other else []
    columns = [_column(statistic, name, statistics) for statistic in statistics for name in ordered]
    cells: dict[str, Row] = {x: {} for x in across}
    for row in cells.values():
        for statistic in statistics:
            for name in ordered:
                assign(row, _column(statistic, name, statistics), empty_result(statistic))
    for (x, name), group in groups.items():
        for statistic, value in zip(statistics, group.results()):
            assign(cells[x], _column(statistic, name, statistics), value)
    return cells, columns


def _groups(
    found: Iterable[Entry], statistics: Sequence[Statistic]
) -> dict[tuple[str, str], Group]:
    groups: dict[tuple[str, str], Group] = {}
    for x, name, row in found:
        group = groups.get((x, name))
        if group is None:
            group = groups[(x, name)] = Group(statistics)
        group.add(row)
    return groups


def _kept(groups: dict[tuple[str, str], Group], series: Series, context: Context) -> set[str]:
    """Return the series that stay: those whose first statistic has the largest sum."""
    scores: dict[str, float] = {}
    for (_, name), group in groups.items():
        if name != series.null:
            value = number(joined(group.results()[0]))
            scores[name] = scores.get(name, 0) + (value or 0)
    sign = 1 if series.bottom else -1
    ranked = sorted(scores, key=lambda name: (sign * scores[name], sort_key(name)))
    kept = ranked[: series.limit or None]
    if len(kept) < len(ranked) and scores[kept[-1]] == scores[ranked[len(kept)]]:
        context.report_tie("the series of a chart")
    return set(kept)


def _column(statistic: Statistic, name: str, statistics: Sequence[Statistic]) -> str:
    return name if len(statistics) == 1 else f"{statistic.name}: {name}"
