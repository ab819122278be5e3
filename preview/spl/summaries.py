"""What a statistic is of all values of a group.

Follows the Search Reference, "Aggregate functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/aggregate-functions
"""

from __future__ import annotations

import math
import operator
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError
from preview.spl.values import Number, Value, format_number

if TYPE_CHECKING:
    from collections.abc import Iterable

EXACT_VALUES = 1000  # perc: approximate beyond this count of distinct values


def mean(values: list[Number]) -> Number:
    """Return the average of one or more numbers."""
    return added(values) / len(values)


def added(values: Iterable[Number]) -> Number:
    """Add up in doubles as the reference shows for avg(); the sum of Python 3.12 is more exact."""
    return reduce(operator.add, values)


def variance(values: list[Number], less: int) -> Number:
    """Return the variance over n (less=0) or n-1 (less=1); of one value it is 0.

    The example of sumsq() has a standard deviation to the last digit, which is that of the
    difference of squares. Where that difference is lost in rounding, this is the exact one.
    """
    count = len(values)
    if count <= less:
        return 0
    middle = mean(values)
    spread = added(value * value for value in values) - count * middle * middle
    exact = math.fsum((value - middle) ** 2 for value in values)
    return (spread if math.isclose(spread, exact, rel_tol=1e-9) else exact) / (count - less)


def deviation(values: list[Number], less: int) -> Number:
    """Return the standard deviation, the root of the variance."""
    return math.sqrt(variance(values, less))


def percentile(values: list[Number], percent: float) -> Number:
    """Return a percentile: between two values where none stands at its place.

    So are all results of the page's examples, to their last digit: 5.5, 9.55, 1996.5, 3858.35.
    """
    ordered = sorted(values)
    place, part = divmod((len(ordered) - 1) * percent, 100)
    low, high = ordered[int(place)], ordered[math.ceil(place + part / 100)]
    return low + (high - low) * (part / 100)


def approximate_percentile(percent: float) -> Callable[[list[Number]], Number]:
    """Return a percentile that Splunk only computes exactly up to 1,000 distinct values."""

    def summary(values: list[Number]) -> Number:
        if len(set(values)) > EXACT_VALUES:
            raise DataError(
                f"Splunk approximates percentiles of more than {EXACT_VALUES} values: "
                f"use exactperc{format_number(percent)}"
            )
        return percentile(values, percent)

    return summary


def median(values: list[Number]) -> Number:
    """Return the middle value.

    Of an even count the text has the higher of two values, the example of perc50 their mean.
    """
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2 == 0 and ordered[middle - 1] != ordered[middle]:
        raise DataError("the median of an even count is between two values: use perc50")
    if len(set(values)) > EXACT_VALUES:
        raise DataError(
            f"Splunk approximates the median of more than {EXACT_VALUES} values: use exactperc50"
        )
    return ordered[middle]


def estimated(values: list[str]) -> Value:
    """Return the distinct count, which estdc() only estimates from 1,000 values on."""
    found = len(set(values))
    if found >= EXACT_VALUES:
        raise DataError(f"Splunk estimates estdc of {EXACT_VALUES} values or more: use dc")
    return str(found)


def mode(values: list[str]) -> Value | None:
    """Return the most frequent value; the reference does not say which of several it is."""
    common = Counter(values).most_common(2)
    if len(common) == 2 and common[0][1] == common[1][1]:
        raise DataError("mode: several values are the most frequent, and any may be Splunk's")
    return common[0][0] if common else None
