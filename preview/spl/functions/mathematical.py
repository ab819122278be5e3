"""Mathematical functions, and the trigonometric ones that searches of this app use."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError
from preview.spl.functions.registry import function
from preview.spl.typed import figures, least, printed_like, rounded, significant
from preview.spl.values import EXACT

if TYPE_CHECKING:
    from preview.spl.values import Number

_MOST_DECIMALS = 15  # a double has no more figures that mean something


def _real(apply: Callable[..., Number]) -> Callable[..., Number]:
    """Return a function of real numbers that is as precise as its arguments.

    As the examples of the trigonometric functions show: ``atan(0.50)`` is ``0.46``.

    :raises DataError: the result is infinite or no number.
    """

    def evaluate(*values: Number) -> Number:
        try:
            result = apply(*values)
        except (ValueError, OverflowError, ZeroDivisionError):
            result = math.nan
        if isinstance(result, complex) or not math.isfinite(result):
            raise DataError(f"{apply.__name__} of {values[0]} is infinite or no number")
        whole = float(result).is_integer() and abs(result) < EXACT
        return significant(int(result) if whole else result, least(map(figures, values)))

    return evaluate


def log(value: Number, base: Number = 10) -> Number:
    """Return the logarithm to a base."""
    return math.log10(value) if base == 10 else math.log(value, base)


function("abs", "n")(lambda value: printed_like(value, abs(value)))
function("ceil", "n")(math.ceil)
function("ceiling", "n")(math.ceil)
function("floor", "n")(math.floor)
function("exp", "n")(_real(math.exp))
function("ln", "n")(_real(math.log))
function("log", "nn?")(_real(log))
function("sqrt", "n")(_real(math.sqrt))
function("pow", "nn")(_real(math.pow))
function("sin", "n")(_real(math.sin))
function("cos", "n")(_real(math.cos))
function("asin", "n")(_real(math.asin))


@function("pi")
def pi() -> Number:
    """Return pi to 11 decimals, cut off: ``acos(0)*180/pi()`` is ``90.0000000003``."""
    return rounded(3.14159265358, 11)


@function("round", "nn?")
def round_(value: Number, digits: Number = 0) -> Number:
    """Return a number rounded half up, printed with that many decimals.

    :raises DataError: the count of decimals is negative or too large, or the number lies so
        close to the middle that its decimal and its double are rounded to different numbers,
        or it is negative and rounded to zero or from the middle.
    """
    if not isinstance(digits, int) or not 0 <= digits <= _MOST_DECIMALS:
        raise DataError(f"round takes a whole number of decimals from 0 to {_MOST_DECIMALS}")
    scale = 10**digits
    by_double = math.floor(abs(value) * scale + 0.5)
    exact = Decimal(repr(float(value))).copy_abs() * scale
    middle = exact % 1 == Decimal("0.5")
    if by_double != exact.to_integral_value(ROUND_HALF_UP) or (
        value < 0 and (middle or by_double == 0)
    ):
        raise DataError(f"how Splunk rounds {value!r} to {digits} decimals is not documented")
    return rounded(math.copysign(by_double / scale, value), digits)


@function("exact", "n")
def exact(value: Number) -> Number:
    """Return a number that prints with all its figures."""
    return float(value) if isinstance(value, float) else value
