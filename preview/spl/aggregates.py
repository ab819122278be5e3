"""The statistical functions of stats, chart and timechart, one accumulator each.

Follows the Search Reference, "Statistical and charting functions":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/statistical-and-charting-functions
"""

from __future__ import annotations

import math
import re
from abc import ABC, abstractmethod
from collections import Counter
from typing import TYPE_CHECKING, Any, Callable

from preview.spl.errors import DataError
from preview.spl.values import Number, Row, Value, collapse, format_number, number, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

EXACT_VALUES = 1000  # perc: approximate beyond this count of distinct values
LIST_LIMIT = 100  # list(): "only the first 100 are returned"


class Aggregate(ABC):
    """Collects the values of one field over the rows of a group."""

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
    """The largest or smallest value: by number where all are numbers, else lexicographically."""

    def __init__(self, pick: Callable[..., Any]) -> None:
        self._pick = pick
        self._number: tuple[Number, str] | None = None
        self._text: str | None = None
        self._numeric = True

    def add(self, values: Sequence[str], row: Row) -> None:
        """Compare the values."""
        del row
        for text in values:
            value = number(text)
            self._text = text if self._text is None else self._pick(self._text, text)
            if value is None:
                self._numeric = False
            elif self._number is None or self._pick(self._number[0], value) != self._number[0]:
                self._number = (value, text)

    def result(self) -> Value | None:
        """Return the extreme."""
        if self._numeric:
            return None if self._number is None else format_number(self._number[0])
        return self._text


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
    """The value of the row with the earliest or latest ``_time``, or that time itself."""

    def __init__(self, *, latest: bool, time: bool) -> None:
        self._latest = latest
        self._time = time
        self._best: tuple[Number, str] | None = None
        self._value: Value | None = None

    def add(self, values: Sequence[str], row: Row) -> None:
        """Remember the values where their row is the earliest or latest so far."""
        moment = texts(row.get("_time"))
        time = number(moment[0]) if moment else None
        if not values or time is None:
            return
        better = self._best is None or (
            time > self._best[0] if self._latest else time < self._best[0]
        )
        if better:
            self._best = (time, moment[0])
            self._value = _single(values)

    def result(self) -> Value | None:
        """Return the value, or the time."""
        if self._best is None:
            return None
        return self._best[1] if self._time else self._value


def _single(values: Sequence[str]) -> str:
    """Return the one value of a row; the reference does not say which of several counts."""
    if len(values) > 1:
        raise DataError("first, last, earliest and latest of a multivalue field are not supported")
    return values[0]


def _mean(values: list[Number]) -> Number:
    return sum(values) / len(values)


def _variance(values: list[Number], less: int) -> Number | None:
    """Return the variance over n (less=0) or n-1 (less=1); of one value it is 0."""
    if len(values) <= less:
        return 0
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - less)


def _deviation(values: list[Number], less: int) -> Number | None:
    variance = _variance(values, less)
    return None if variance is None else math.sqrt(variance)


def percentile(values: list[Number], percent: float) -> Number:
    """Return a percentile, interpolated between the two nearest values as exactperc does."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _approximate(percent: float) -> Aggregate:
    """Return a percentile that Splunk only computes exactly up to 1,000 distinct values."""

    def summary(values: list[Number]) -> Number:
        if len(set(values)) > EXACT_VALUES:
            raise DataError(
                f"Splunk approximates percentiles of more than {EXACT_VALUES} distinct values: "
                f"use exactperc{format_number(percent)}"
            )
        return percentile(values, percent)

    return Numbers(summary)


def _mode(values: list[str]) -> Value | None:
    """Return the most frequent value; the reference does not say which of several it is."""
    common = Counter(values).most_common(2)
    if len(common) == 2 and common[0][1] == common[1][1]:
        raise DataError("mode: several values are the most frequent, and any may be Splunk's")
    return common[0][0] if common else None


_Make = Callable[[], Aggregate]
FUNCTIONS: dict[str, _Make] = {
    "count": Count,
    "dc": lambda: Collected(lambda values: str(len(set(values)))),
    "values": lambda: Collected(lambda values: collapse(sorted(set(values)))),
    "list": lambda: Collected(lambda values: collapse(values[:LIST_LIMIT])),
    "mode": lambda: Collected(_mode),
    "sum": Sum,
    "sumsq": lambda: Numbers(lambda values: sum(value * value for value in values)),
    "avg": lambda: Numbers(_mean),
    "min": lambda: Extreme(min),
    "max": lambda: Extreme(max),
    "range": lambda: Numbers(lambda values: max(values) - min(values)),
    "stdev": lambda: Numbers(lambda values: _deviation(values, 1)),
    "stdevp": lambda: Numbers(lambda values: _deviation(values, 0)),
    "var": lambda: Numbers(lambda values: _variance(values, 1)),
    "varp": lambda: Numbers(lambda values: _variance(values, 0)),
    "median": lambda: _approximate(50),
    "first": lambda: Position(last=False),
    "last": lambda: Position(last=True),
    "earliest": lambda: Chronological(latest=False, time=False),
    "latest": lambda: Chronological(latest=True, time=False),
    "earliest_time": lambda: Chronological(latest=False, time=True),
    "latest_time": lambda: Chronological(latest=True, time=True),
}
_ALIASES = {"c": "count", "distinct_count": "dc", "mean": "avg"}
_PERCENTILE = re.compile(r"(?:(exact)perc|perc|p)(\d{1,3}(?:\.\d+)?)")
COUNTS = {"count", "dc"}  # zero, not null, where there is nothing
TIMED = {"earliest", "latest", "earliest_time", "latest_time"}

UNSUPPORTED = frozenset(
    """estdc estdc_error rate rate_avg rate_sum per_day per_hour per_minute per_second sparkline
    upperperc""".split()  # noqa: SIM905 # a list is a page long
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
    if found is None or not 0 < float(found.group(2)) <= 100:
        return None
    percent = float(found.group(2))
    if found.group(1):
        return lambda: Numbers(lambda values: percentile(values, percent))
    return lambda: _approximate(percent)
