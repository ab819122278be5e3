"""Statistical functions over the arguments of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.spl.functions.registry import function
from preview.spl.typed import Numeral, Typed, as_number, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from preview.spl.values import Number


def _flat(values: tuple[Typed, ...]) -> Iterator[Typed]:
    for value in values:
        if isinstance(value, list):
            yield from (read(each) for each in value)
        elif value is not None:
            yield value


def _order(value: Typed) -> tuple[bool, Number, str]:
    """Order numbers before strings, as the reference says of max()."""
    if isinstance(value, (int, float, Numeral)):
        return (False, as_number(value) or 0, "")
    return (True, 0, str(value))


@function("max", "v+")
def maximum(*values: Typed) -> Typed:
    """Return the largest value; strings are greater than numbers."""
    return max(_flat(values), key=_order, default=None)


@function("min", "v+")
def minimum(*values: Typed) -> Typed:
    """Return the smallest value; numbers are smaller than strings."""
    return min(_flat(values), key=_order, default=None)


@function("sum", "v+")
def total(*values: Typed) -> Number | None:
    """Return the sum of the numbers among the values."""
    known = [each for each in map(as_number, _flat(values)) if each is not None]
    return sum(known) if known else None


@function("avg", "v+")
def average(*values: Typed) -> Number | None:
    """Return the mean of the numbers among the values."""
    known = [each for each in map(as_number, _flat(values)) if each is not None]
    return sum(known) / len(known) if known else None
