"""Comparison, arithmetic and concatenation of eval values."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Callable, Optional

from preview.spl.errors import DataError
from preview.spl.typed import (
    Numeral,
    Typed,
    as_double,
    as_number,
    as_text,
    calculated,
    figures,
    least,
    places,
    printed_like,
    significant,
)
from preview.spl.values import EXACT, number

if TYPE_CHECKING:
    from preview.spl.values import Number

Compare = Callable[[Typed, Typed], Optional[bool]]


def _is_number(value: Typed) -> bool:
    return isinstance(value, (int, float, Numeral))


def equal(left: Typed, right: Typed) -> bool | None:
    """Compare for equality."""
    return _compare(operator.eq, left, right)


def _compare(test: Callable[[Typed, Typed], bool], left: Typed, right: Typed) -> bool | None:
    """Compare two numbers as numbers, two texts as texts; null makes the result null."""
    if left is None or right is None:
        return None
    if isinstance(left, list) or isinstance(right, list):
        raise DataError(
            "how a multivalue field compares is not documented: use mvfilter, mvfind or mvcount"
        )
    if _is_number(left) and _is_number(right):
        return _compare_numbers(test, left, right)
    if _is_number(left) or _is_number(right):
        return _compare_mixed(test, left, right)
    return test(as_text(left), as_text(right))


def _compare_numbers(test: Callable[[Typed, Typed], bool], left: Typed, right: Typed) -> bool:
    one, other = as_number(left), as_number(right)
    texts = isinstance(left, str) and isinstance(right, str)
    if one == other and texts and left != right:
        raise DataError(
            f"{left!r} and {right!r} are one number and two texts: "
            "compare tostring() or tonumber() of both"
        )
    if one == other and abs(one or 0) >= EXACT and not texts:
        raise DataError(f"from {EXACT} different integers are the same number, as {one} may be")
    return test(one, other)


def _compare_mixed(test: Callable[[Typed, Typed], bool], left: Typed, right: Typed) -> bool:
    """Compare a number and a text, of which the reference says nothing: all readings must agree."""
    one, other = (
        as_number(value) if _is_number(value) else number(str(as_text(value)))
        for value in (left, right)
    )
    if one is None or other is None:
        if test in (operator.eq, operator.ne):
            return test is operator.ne
        raise DataError(
            f"the order of {as_text(left)!r} and {as_text(right)!r}, a number and a text, "
            "is not documented: test isnum() first"
        )
    by_number = test(one, other)
    if test(as_text(left), as_text(right)) is not by_number:
        raise DataError(
            f"{as_text(left)!r} and {as_text(right)!r} compare otherwise as numbers than as texts: "
            "use tonumber() or tostring()"
        )
    return by_number


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
    if isinstance(left, list) or isinstance(right, list):
        raise DataError("+ on a multivalue field is not supported: use mvappend or mvmap")
    if _is_number(left) != _is_number(right):
        raise DataError('+ between a number and a text is not supported: use "." to join them')
    if _is_number(left):
        return _sum(left, right, 1)
    return str(as_text(left)) + str(as_text(right))


def subtract(left: Typed, right: Typed) -> Typed:
    """Subtract two numbers."""
    return _sum(left, right, -1)


def _sum(left: Typed, right: Typed, sign: int) -> Typed:
    one, other = as_number(left), as_number(right)
    if one is None or other is None:
        return None
    return calculated(as_double(one + sign * other), least(map(places, (one, other))))


def _product(
    apply: Callable[[Number, Number], Number | None],
) -> Callable[[Typed, Typed], Typed]:
    def evaluate(left: Typed, right: Typed) -> Typed:
        one, other = as_number(left), as_number(right)
        if one is None or other is None:
            return None
        result = apply(one, other)
        if result is None:
            return None
        return significant(as_double(result), least(map(figures, (one, other))))

    return evaluate


def _divide(left: Number, right: Number) -> Number | None:
    if right == 0:
        return None
    quotient = left / right
    return int(quotient) if quotient.is_integer() and abs(quotient) < EXACT else quotient


def _remainder(left: Number, right: Number) -> Number:
    """Return the remainder of whole numbers; the reference has no other example.

    :raises DataError: a number is negative or not whole, or the divisor is zero.
    """
    whole = isinstance(left, int) and isinstance(right, int)
    if not whole or left < 0 or right <= 0 or max(left, right) > EXACT:
        raise DataError("% takes whole numbers that are not negative: use floor() to divide")
    return left % right


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
    return None if known is None else printed_like(known, -known)
