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
    difference of squares. Where that difference cancels out, its digits are noise.
    """
    count = len(values)
    if count <= less:
        return 0
    middle = mean(values)
    spread = added(value * value for value in values) - count * middle * middle
    exact = math.fsum((value - middle) ** 2 for value in values)
    if not math.isclose(spread, exact, rel_tol=1e-3):
        raise DataError("the variance is lost in the rounding of the squares: take a part off all")
    return spread / (count - less)


def deviation(values: list[Number], less: int) -> Number:
    """Return the standard deviation, the root of the variance."""
    return math.sqrt(variance(values, less))


def percentile(values: list[Number], percent: float) -> Number:
    """Return a percentile between the two nearest values, as the examples show it.

    Of exactperc() the reference has no other: it is "more exact" than the higher of two values.

    :raises DataError: its last digits depend on the way of the calculation, which is not known.
    """
    ordered = sorted(values)
    ways = set()
    for place in ((len(ordered) - 1) * percent / 100, (len(ordered) - 1) * (percent / 100)):
        low, high = ordered[math.floor(place)], ordered[math.ceil(place)]
        part = place - math.floor(place)
        ways |= {low + (high - low) * part, low * (1 - part) + high * part}
    if len(ways) > 1:
        raise DataError(
            f"the last digits of percentile {format_number(percent)} are not documented"
        )
    return ways.pop()


def estimated(values: list[str]) -> Value:
    """Return the distinct count, which estdc() only estimates from 1,000 values on."""
    found = len(set(values))
    if found >= EXACT_VALUES:
        raise DataError(f"Splunk estimates estdc of {EXACT_VALUES} values or more: use dc")
    return str(found)


def approximate_percentile(percent: float) -> Callable[[list[Number]], Number]:
    """Return a percentile that Splunk only computes exactly up to 1,000 distinct values.

    Of perc() and median() the reference says several things: the nearest rank, of an even count
    the higher value, and in its examples a value between two. So all have to agree.
    """

    def summary(values: list[Number]) -> Number:
        exact = f"use exactperc{format_number(percent)}"
        if len(set(values)) > EXACT_VALUES:
            raise DataError(
                f"Splunk approximates percentiles of more than {EXACT_VALUES} values: {exact}"
            )
        ordered = sorted(values)
        place, rank = (len(ordered) - 1) * percent / 100, len(ordered) * percent / 100
        ranks = (math.floor(place), math.ceil(place), math.floor(rank), math.ceil(rank) - 1)
        if len({ordered[each] for each in ranks}) > 1:
            raise DataError(f"percentile {format_number(percent)} is between two values: {exact}")
        return ordered[ranks[0]]

    return summary


def mode(values: list[str]) -> Value | None:
    """Return the most frequent value; the reference does not say which of several it is."""
    common = Counter(values).most_common(2)
    if len(common) == 2 and common[0][1] == common[1][1]:
        raise DataError("mode: several values are the most frequent, and any may be Splunk's")
    return common[0][0] if common else None
