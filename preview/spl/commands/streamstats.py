"""streamstats: statistics of the rows so far, added to each row."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.grouping import Group, GroupKey, groups_of
from preview.spl.values import Row, assign

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.aggregation import Statistic
    from preview.spl.pipeline import Call

_OPTIONS = ("current", "window", "global", "reset_on_change")
MAX_WINDOW = 10_000  # streamstats: window, by limits.conf


@dataclass(frozen=True)
class Streamstats(Command):
    """Computes statistics over all rows before, or a window of them, in each group.

    :ivar current: whether the row itself counts.
    :ivar window: how many rows count, 0 for all.
    :ivar shared: whether the window is over the rows of all groups.
    """

    aggregation: Aggregation
    current: bool
    window: int
    shared: bool
    reset_on_change: bool

    @classmethod
    def parse(cls, call: Call) -> Streamstats:
        """Check the options, the functions and the BY clause."""
        aggregation = parse_aggregation(call, _OPTIONS)
        options = aggregation.options
        return cls(
            aggregation,
            options.boolean("current", default=True),
            options.integer("window", 0, maximum=MAX_WINDOW),
            options.boolean("global", default=True),
            options.boolean("reset_on_change", default=False),
        )

    def mentions(self) -> Iterable[str]:
        """Return the fields of the functions and of the BY clause."""
        return self.aggregation.inputs() or ()

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with the statistics."""
        return self.aggregation.added_to(known)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the statistics; a row without a group has none."""
        del context
        statistics = self.aggregation.expanded(table.columns())
        names = [statistic.name for statistic in statistics]
        running = _Windowed(self, statistics) if self.window else _Running(self, statistics)
        last: GroupKey | None = None
        rows: list[Row] = []
        for before in table.rows:
            row = dict(before)
            keys = list(groups_of(row, self.aggregation.by))
            if len(keys) > 1:
                raise DataError("streamstats by a multivalue field is not supported: use mvexpand")
            if self.window and self.shared and not keys:
                raise DataError(
                    "whether a result without the BY field counts in the window of all groups is "
                    "not documented: use global=false"
                )
            for key in keys:
                if self.reset_on_change and last not in (None, key):
                    running.reset()
                last = key
                for name, value in zip(names, running.results(key, before)):
                    assign(row, name, value)
            rows.append(row)
        return Table(rows, table.adding(*names), table.is_events)


class _Running:
    """All rows of a group so far."""

    def __init__(self, command: Streamstats, statistics: list[Statistic]) -> None:
        self._current = command.current
        self._statistics = statistics
        self._groups: dict[GroupKey, Group] = {}

    def reset(self) -> None:
        """Forget every row."""
        self._groups.clear()

    def results(self, key: GroupKey, row: Row) -> list[str | list[str] | None]:
        """Take a row of a group and return the statistics."""
        group = self._groups.setdefault(key, Group(self._statistics))
        if self._current:
            group.add(row)
            return group.results()
        results = group.results()
        group.add(row)
        return results


class _Windowed:
    """The last rows, of all groups or of each."""

    def __init__(self, command: Streamstats, statistics: list[Statistic]) -> None:
        self._command = command
        self._statistics = statistics
        self._windows: dict[GroupKey, deque[tuple[GroupKey, Row]]] = {}

    def reset(self) -> None:
        """Forget every row."""
        self._windows.clear()

    def results(self, key: GroupKey, row: Row) -> list[str | list[str] | None]:
        """Take a row of a group and return the statistics."""
        place = () if self._command.shared else key
        window = self._windows.setdefault(place, deque(maxlen=self._command.window))
        if self._command.current:
            window.append((key, row))
        group = Group(self._statistics)
        for other, each in window:
            if other == key:
                group.add(each)
        if not self._command.current:
            window.append((key, row))
        return group.results()
