"""Informational functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.spl.errors import DataError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.registry import function, special
from preview.spl.typed import Numeral, Typed, as_number, as_text, has_exponent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.values import Row

_NO_NUMBERS = {"nan", "inf", "infinity"}


@function("isnull", "e", boolean=True)
def isnull(value: Typed) -> bool:
    """Return whether the value is null; the empty string is not."""
    return value is None


@function("isnotnull", "e", boolean=True)
def isnotnull(value: Typed) -> bool:
    """Return whether there is a value; the empty string is one."""
    return value is not None


def _is_number(value: Typed) -> bool:
    """Return whether a value is a number, as a field with the text of one is.

    :raises DataError: the text names no number or an infinite one (isnum(), NaN), or has an
        exponent; there are several values.
    """
    if isinstance(value, list):
        raise DataError("the type of a multivalue field is not documented: use mvcount() or mvmap")
    if isinstance(value, str) and (
        value.strip().lstrip("+-").lower() in _NO_NUMBERS or has_exponent(value)
    ):
        raise DataError(f"the type of {value!r} depends on where it comes from")
    return isinstance(value, (int, float, Numeral)) and not isinstance(value, bool)


@function("isnum", "e", boolean=True)
def isnum(value: Typed) -> bool:
    """Return whether the value is a number."""
    return _is_number(value)


@function("isint", "e", boolean=True)
def isint(value: Typed) -> bool:
    """Return whether the value is a whole number.

    :raises DataError: it has decimals that are all zero.
    """
    known = as_number(value) if _is_number(value) else None
    if isinstance(known, float) and known.is_integer():
        raise DataError(f"whether {as_text(value)} is an integer is not documented: use floor()")
    return isinstance(known, int)


@function("isstr", "e", boolean=True)
def isstr(value: Typed) -> bool:
    """Return whether the value is text that is no number."""
    return not _is_number(value) and isinstance(value, str)


@function("isbool", "e", boolean=True)
def isbool(value: Typed) -> bool:
    """Return whether the value is Boolean."""
    return isinstance(value, bool)


@special("typeof", 1, 1)
def build_typeof(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return "Number", "String" or "Invalid" (null).

    The reference gives both "Bool" and "Boolean", and no name for a multivalue field.
    """
    (subject,) = arguments
    if subject.boolean:
        raise compiler.unsupported("typeof() of a Boolean", position)

    def evaluate(row: Row) -> str:
        value = subject.evaluate(row)
        return "Invalid" if value is None else "Number" if _is_number(value) else "String"

    return Expression(evaluate, False, subject.fields, position)
