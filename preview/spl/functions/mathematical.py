"""Mathematical functions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError
from preview.spl.functions.registry import function
from preview.spl.typed import Typed, as_number, figures, rounded

if TYPE_CHECKING:
    from preview.spl.values import Number


def _finite(apply: Callable[[], Number]) -> Number | None:
    """Return a result, null where mathematics has none."""
    try:
        result = apply()
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    if isinstance(result, complex) or not math.isfinite(result):
        return None
    return int(result) if float(result).is_integer() and abs(result) < 2**53 else result


function("abs", "n")(abs)
function("ceil", "n")(math.ceil)
function("ceiling", "n")(math.ceil)
function("floor", "n")(math.floor)
function("exp", "n")(lambda value: _finite(lambda: math.exp(value)))
function("ln", "n")(lambda value: _finite(lambda: math.log(value)))
function("sqrt", "n")(lambda value: _finite(lambda: math.sqrt(value)))
function("pow", "nn")(lambda value, power: _finite(lambda: value**power))
function("pi")(lambda: math.pi)
function("sin", "n")(math.sin)
function("cos", "n")(math.cos)
function("asin", "n")(lambda value: _finite(lambda: math.asin(value)))


@function("log", "nn?")
def log(value: Number, base: Number = 10) -> Number | None:
    """Return the logarithm to a base."""
    if base == 10:
        return _finite(lambda: math.log10(value))
    return _finite(lambda: math.log(value, base))


@function("round", "nn?")
def round_(value: Number, digits: Number = 0) -> Number:
    """Return a number rounded half up, printed with that many decimals."""
    if digits < 0:
        raise DataError("round to a negative count of decimals is not supported")
    scale = 10 ** int(digits)
    scaled = abs(value) * scale
    whole = math.floor(scaled + 0.5)
    return rounded(math.copysign(whole / scale, value), int(digits))


@function("exact", "n")
def exact(value: Number) -> Number:
    """Return a number that prints with all its figures."""
    return float(value) if isinstance(value, float) else value


@function("sigfig", "v")
def sigfig(value: Typed) -> Number | None:
    """Return a number rounded to its significant figures."""
    known, count = as_number(value), figures(value)
    if known is None or count is None or known == 0:
        return known
    return float(f"{known:.{count}g}")
