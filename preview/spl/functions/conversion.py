"""Conversion functions; printf has its own module."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError, SearchError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.registry import function, special
from preview.spl.typed import Typed, as_number, as_text, has_exponent, parse_number
from preview.spl.values import EXACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.values import Number, Row

_LARGEST = EXACT - 1
_DAY = 86400


@special("tonumber", 1, 2)
def build_tonumber(
    compiler: Compiler, arguments: Sequence[Expression], position: int
) -> Expression:
    """Return a text as a number of a base from 2 to 36, null where it is none.

    A text in the search itself that is none is an error.
    """
    subject, *bases = (compiler.value(argument) for argument in arguments)

    def evaluate(row: Row) -> Number | None:
        value = subject.evaluate(row)
        base = as_number(bases[0].evaluate(row)) if bases else 10
        if not isinstance(base, int) or not 2 <= base <= 36:
            raise SearchError("tonumber takes a base from 2 to 36")
        if isinstance(value, (int, float)):
            return value
        text = as_text(value)
        return None if text is None else _of_base(text, base)

    if isinstance(subject.literal, str) and not bases and evaluate({}) is None:
        raise compiler.error(f"{subject.literal!r} is no number", subject.position)
    return Expression(evaluate, False, subject.fields, position)


def _of_base(text: str, base: int) -> Number | None:
    if has_exponent(text):
        raise DataError(f"tonumber of {text!r}, with an exponent, is not documented")
    if base == 10:
        return parse_number(text)
    if re.match(r"\s*([+-]|0[xX])", text):
        raise DataError(f"tonumber of {text!r} with a sign or 0x is not documented: remove it")
    try:
        return int(text, base) if text.isalnum() else None
    except ValueError:
        return None


@function("tostring", "et?")
def tostring(value: Typed, form: str | None = None) -> str:
    """Return a value as text: plain, or "binary", "hex", "commas" or "duration" of a number.

    :raises DataError: the value is null, of which the reference does not say the text, or a
        number that a format does not take.
    """
    if value is None:
        raise DataError("tostring of null is not documented: use coalesce()")
    if form is not None and form not in _FORMS:
        raise SearchError(f"tostring: the format {form!r} is not one of {', '.join(_FORMS)}")
    known = as_number(value) if form is not None else None
    if form is None or known is None:
        return str(as_text(value))
    if not 0 <= known <= _LARGEST:
        raise DataError(f"tostring takes numbers from 0 to {_LARGEST} only, not {known}")
    return _FORMS[form](known)


def _whole(render: Callable[[int], str]) -> Callable[[Number], str]:
    def apply(value: Number) -> str:
        if not isinstance(value, int):
            raise DataError(f"this format of tostring takes integers, not {value}")
        return render(value)

    return apply


def _commas(value: Number) -> str:
    """Group thousands; numbers with decimals are rounded to two places."""
    if isinstance(value, int):
        return f"{value:,}"
    if Decimal(repr(float(value))) * 1000 % 10 == 5:
        raise DataError(f"how Splunk rounds {value!r} to two decimals is not documented")
    return f"{value:,.2f}"


def _duration(seconds: int) -> str:
    """Print seconds as HH:MM:SS."""
    if seconds >= _DAY:
        raise DataError("a duration of a day and more is not documented: divide it yourself")
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


_FORMS: dict[str, Callable[[Number], str]] = {
    "binary": _whole(lambda value: f"{value:b}"),
    "hex": _whole(lambda value: f"0x{value:X}"),
    "commas": _commas,
    "duration": _whole(_duration),
}
