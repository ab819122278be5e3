"""The statistical functions of stats, chart and timechart, one accumulator each.

Follows the Search Reference, "Statistical and charting functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Callable, ClassVar

from preview.spl.errors import DataError
from preview.spl.summaries import (
    added,
    approximate_percentile,
    deviation,
    estimated,
    mean,
    median,
    mode,
    percentile,
    variance,
)
from preview.spl.values import Number, Row, Value, collapse, format_number, number, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

LIST_LIMIT = 100  # list(): "only the first 100 are returned"


class Aggregate(ABC):
    """Collects the values of one field over the rows of a group.

    :cvar literal: whether texts count, and not numbers alone.
    """

    literal: ClassVar[bool] = True

    @abstractmethod
    def add(self, values: Sequence[str], row: Row) -> None:
        """Take the values that one row has, none where the field is null."""

    @abstractmethod
    def result(self) -> Value | None:
        """Return the statistic, None where there is nothing to say."""


class Count(Aggregate):
    """How many values there are."""

    def __init__(self) -> None:
        self._count = 0

    def add(self, values: Sequence[str], row: Row) -> None:
        """Count the values."""
        del row
        self._count += len(values)

    def result(self) -> Value | None:
        """Return the count."""
        return str(self._count)


class Collected(Aggregate):
    """Keeps all values, in order."""

    def __init__(self, summary: Callable[[list[str]], Value | None]) -> None:
        self._values: list[str] = []
        self._summary = summary

    def add(self, values: Sequence[str], row: Row) -> None:
        """Keep the values."""
        del row
        self._values.extend(values)

    def result(self) -> Value | None:
        """Return the summary of all values."""
        return self._summary(self._values)


class Numbers(Aggregate):
    """Keeps the values that are numbers; the others do not count."""

    literal = False

    def __init__(self, summary: Callable[[list[Number]], Number | None]) -> None:
        self._numbers: list[Number] = []
        self._summary = summary

    def add(self, values: Sequence[str], row: Row) -> None:
        """Keep the numbers."""
        del row
        for text in values:
            value = number(text)
            if value is not None:
                self._numbers.append(value)

    def result(self) -> Value | None:
        """Return the summary of all numbers."""
        summary = self._summary(self._numbers) if self._numbers else None
        return None if summary is None else format_number(summary)


class Sum(Aggregate):
    """The sum of the values that are numbers."""

    literal = False

    def __init__(self) -> None:
        self._sum: Number | None = None

    def add(self, values: Sequence[str], row: Row) -> None:
        """Add the numbers."""
        del row
        for text in values:
            value = number(text)
            if value is not None:
                self._sum = value if self._sum is None else self._sum + value

    def result(self) -> Value | None:
        """Return the sum."""
        return None if self._sum is None else format_number(self._sum)


class Extreme(Aggregate):
    """The largest or smallest value: numbers come before texts, which are in lexical order.

    A number stays as it was written: a table of the reference has 0 and 0.0 as smallest values.
    """

    def __init__(self, pick: Callable[..., Any]) -> None:
        self._pick = pick
        self._number: Number | None = None
        self._written: set[str] = set()
        self._text: str | None = None

    def add(self, values: Sequence[str], row: Row) -> None:
        """Compare the values."""
        del row
        for text in values:
            value = number(text)
            if value is None:
                self._text = text if self._text is None else self._pick(self._text, text)
            elif value == self._number:
                self._written.add(text)
            elif self._number is None or self._pick(self._number, value) == value:
                self._number, self._written = value, {text}

    def result(self) -> Value | None:
        """Return the extreme."""
        if self._number is None or (self._text is not None and self._pick is max):
            return self._text
        if len(self._written) > 1:
            several = ", ".join(sorted(self._written))
            raise DataError(f"min and max of one number written as {several}: use tonumber()")
        return next(iter(self._written))


class Position(Aggregate):
    """The first or last value in the order of the rows."""

    def __init__(self, *, last: bool) -> None:
        self._last = last
        self._value: Value | None = None

    def add(self, values: Sequence[str], row: Row) -> None:
        """Remember the values where they are the first, or the last so far."""
        del row
        if values and (self._last or self._value is None):
            self._value = _single(values)

    def result(self) -> Value | None:
        """Return the value."""
        return self._value


class Chronological(Aggregate):
    """The value of the row with the earliest or latest ``_time``."""

    def __init__(self, *, latest: bool) -> None:
        self._latest = latest
        self._best: Number | None = None
        self._found: set[str] = set()

    def add(self, values: Sequence[str], row: Row) -> None:
        """Remember the values where their row is the earliest or latest so far."""
        if not values:
            return
        moment = texts(row.get("_time"))
        time = number(moment[0]) if moment else None
        if time is None:
            # stats, "Ensure correct search behavior when time fields are missing": "random".
            raise DataError("earliest and latest need _time, which a result lacks")
        if self._best is None or (time > self._best if self._latest else time < self._best):
            self._best, self._found = time, {_single(values)}
        elif time == self._best:
            self._found.add(_single(values))

    def result(self) -> Value | None:
        """Return the value."""
        if len(self._found) > 1:
            name = "latest" if self._latest else "earliest"
            raise DataError(f"{name}: several values have the same _time, and any may be Splunk's")
        return next(iter(self._found), None)


def _single(values: Sequence[str]) -> str:
    """Return the one value of a row; the reference does not say which of several counts."""
    if len(values) > 1:
        raise DataError("first, last, earliest and latest of a multivalue field are not supported")
    return values[0]


_Make = Callable[[], Aggregate]
FUNCTIONS: dict[str, _Make] = {
    "count": Count,
    "dc": lambda: Collected(lambda values: str(len(set(values)))),
    "estdc": lambda: Collected(estimated),
    "values": lambda: Collected(lambda values: collapse(sorted(set(values)))),
    "list": lambda: Collected(lambda values: collapse(values[:LIST_LIMIT])),
    "mode": lambda: Collected(mode),
    "sum": Sum,
    "sumsq": lambda: Numbers(lambda values: added(value * value for value in values)),
    "avg": lambda: Numbers(mean),
    "min": lambda: Extreme(min),
    "max": lambda: Extreme(max),
    "range": lambda: Numbers(lambda values: max(values) - min(values)),
    "stdev": lambda: Numbers(lambda values: deviation(values, 1)),
    "stdevp": lambda: Numbers(lambda values: deviation(values, 0)),
    "var": lambda: Numbers(lambda values: variance(values, 1)),
    "varp": lambda: Numbers(lambda values: variance(values, 0)),
    "median": lambda: Numbers(median),
    "first": lambda: Position(last=False),
    "last": lambda: Position(last=True),
    "earliest": lambda: Chronological(latest=False),
    "latest": lambda: Chronological(latest=True),
}
_ALIASES = {"c": "count", "distinct_count": "dc", "mean": "avg"}
_PERCENTILE = re.compile(r"(?:(exact)perc|(?:upper)?perc|p)(\d{1,3}(?:\.\d+)?)")
COUNTS = {"count", "dc", "estdc"}  # zero, not null, where there is nothing
TIMED = {"earliest", "latest"}

UNSUPPORTED = frozenset(
    """earliest_time estdc_error latest_time rate rate_avg rate_sum per_day per_hour per_minute
    per_second sparkline""".split()  # noqa: SIM905 # a list is a page long
)


def canonical(name: str) -> str:
    """Return the name of a function without its aliases."""
    return _ALIASES.get(name.lower(), name.lower())


def maker(name: str) -> _Make | None:
    """Return what makes the accumulator of a function, None where there is no such function."""
    known = FUNCTIONS.get(canonical(name))
    if known is not None:
        return known
    found = _PERCENTILE.fullmatch(name.lower())
    if found is None or not 0 < float(found.group(2)) < 100:
        return None
    percent = float(found.group(2))
    if found.group(1):
        return lambda: Numbers(lambda values: percentile(values, percent))
    return lambda: Numbers(approximate_percentile(percent))
