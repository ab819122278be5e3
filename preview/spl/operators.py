"""Comparison, arithmetic and concatenation of eval values."""

from __future__ import annotations

import math
import operator
from typing import TYPE_CHECKING, Callable, Optional

from preview.spl.errors import DataError
from preview.spl.typed import (
    Numeral,
    Typed,
    approximate,
    as_number,
    as_text,
    figures,
    places,
)

if TYPE_CHECKING:
    from preview.spl.values import Number

Compare = Callable[[Typed, Typed], Optional[bool]]


def _is_number(value: Typed) -> bool:
    return isinstance(value, (int, float, Numeral))


def equal(left: Typed, right: Typed) -> bool | None:
    """Compare for equality: a multivalue field equals a value that any of its values equals."""
    if isinstance(left, list):
        return None if right is None else any(equal(value, right) for value in left)
    if isinstance(right, list):
        return equal(right, left)
    return _compare(operator.eq, left, right)


def _compare(test: Callable[[Typed, Typed], bool], left: Typed, right: Typed) -> bool | None:
    """Compare numerically where one side is a number and both read as one, else as text."""
    if left is None or right is None:
        return None
    if isinstance(left, list) or isinstance(right, list):
        raise DataError(
            "only = compares a multivalue field: use mvfilter, mvfind or mvcount for the rest"
        )
    if _is_number(left) or _is_number(right):
        one, other = as_number(left), as_number(right)
        if one is not None and other is not None:
            return test(one, other)
    return test(as_text(left), as_text(right))


def _comparison(test: Callable[[Typed, Typed], bool]) -> Compare:
    return lambda left, right: _compare(test, left, right)


COMPARISONS: dict[str, Compare] = {
    "=": equal,
    "==": equal,
    "!=": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
}


def add(left: Typed, right: Typed) -> Typed:
    """Add two numbers, or join two texts (eval: "+" takes either).

    :raises DataError: one is a number and the other none.
    """
    if left is None or right is None:
        return None
    if None in (as_number(left), as_number(right)) and _is_number(left) != _is_number(right):
        raise DataError('+ between a number and a text is not supported: use "." to join them')
    if not _is_number(left) and not _is_number(right):
        if isinstance(left, list) or isinstance(right, list):
            raise DataError("+ on a multivalue field is not supported: use mvappend or mvmap")
        return str(as_text(left)) + str(as_text(right))
    return _sum(left, right, 1)


def subtract(left: Typed, right: Typed) -> Typed:
    """Subtract two numbers."""
    return _sum(left, right, -1)


def _sum(left: Typed, right: Typed, sign: int) -> Typed:
    one, other = as_number(left), as_number(right)
    if one is None or other is None:
        return None
    result = one + sign * other
    known = [count for count in (places(left), places(right)) if count is not None]
    if isinstance(result, int) or not known:
        return result
    return approximate(result, min(known) + len(str(int(abs(result)))))


def _product(
    apply: Callable[[Number, Number], Number | None],
) -> Callable[[Typed, Typed], Typed]:
    def evaluate(left: Typed, right: Typed) -> Typed:
        one, other = as_number(left), as_number(right)
        if one is None or other is None:
            return None
        result = apply(one, other)
        known = [count for count in (figures(left), figures(right)) if count is not None]
        if result is None or isinstance(result, int) or not known:
            return result
        return approximate(result, min(known))

    return evaluate


def _divide(left: Number, right: Number) -> Number | None:
    if right == 0:
        return None
    quotient = left / right
    return int(quotient) if quotient.is_integer() and abs(quotient) < 2**53 else quotient


def _remainder(left: Number, right: Number) -> Number | None:
    """Return the remainder with the sign of the dividend, as C has it."""
    if right == 0:
        return None
    result = math.fmod(left, right)
    return int(result) if result.is_integer() else result


ARITHMETIC: dict[str, Callable[[Typed, Typed], Typed]] = {
    "+": add,
    "-": subtract,
    "*": _product(operator.mul),
    "/": _product(_divide),
    "%": _product(_remainder),
}


def concatenate(left: Typed, right: Typed) -> str | None:
    """Join two values as text; null makes the whole null."""
    if isinstance(left, list) or isinstance(right, list):
        raise DataError(". on a multivalue field is not supported: use mvjoin, mvappend or mvmap")
    if left is None or right is None:
        return None
    return str(as_text(left)) + str(as_text(right))


def negate(value: Typed) -> Typed:
    """Return a number with the other sign."""
    known = as_number(value)
    return None if known is None else -known
