"""The values inside an eval expression: null, Boolean, number, text or a list of texts.

Numbers remember what Splunk prints: ``round(5, 2)`` is ``5.00``, and the product of short
decimals has only their significant figures (Search Reference, Mathematical functions, sigfig:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/mathematical-functions).
"""

from __future__ import annotations

from typing import Any

from preview.spl.errors import DataError
from preview.spl.values import Number, Value, collapse, format_number, number

# None, bool, int, float, str or list of str. Any, because every function narrows it itself.
Typed = Any

_EXACT_FIGURES = 15  # decimal figures that a double holds whatever the number


class Numeral(str):
    """Text of a field that reads as a number: text to text functions, number to the others."""

    __slots__ = ("number",)
    number: Number


class Rounded(float):
    """A number printed with a fixed count of decimals."""

    places: int


class Approximate(float):
    """A result of arithmetic on short decimals, with the figures that are significant."""

    figures: int


def read(value: Value | None) -> Typed:
    """Return a field's value as an expression sees it."""
    if value.__class__ is str and value and value[0] in "0123456789+-. ":
        parsed = number(value)  # type: ignore[arg-type] # the class was just compared
        if parsed is not None:
            numeral = Numeral(value)
            numeral.number = parsed
            return numeral
    return value


def as_number(value: Typed) -> Number | None:
    """Return a value as a number, None where it is none."""
    if isinstance(value, Numeral):
        return value.number
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return number(value)
    if isinstance(value, list):
        raise DataError("arithmetic on a multivalue field is not supported: use mvmap or mvindex")
    return None


def as_text(value: Typed) -> str | None:
    """Return a single value as text, None for null."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, list):
        raise DataError(
            "the function takes one value, the field is multivalue: use mvmap, mvindex or mvjoin"
        )
    return print_number(value)


def as_list(value: Typed) -> list[str]:
    """Return the values of a single or multivalue value, none for null."""
    if isinstance(value, list):
        return value
    text = as_text(value)
    return [] if text is None else [text]


def as_field(value: Typed) -> Value | None:
    """Return a value as a row holds it.

    :raises DataError: where Splunk shows the significant figures only.
    """
    if value is None or value.__class__ is str:
        return value  # type: ignore[no-any-return] # None or str
    if isinstance(value, list):
        return collapse(value)
    if isinstance(value, Approximate):
        integral = len(str(int(abs(value))))
        kept = f"{float(value):.{max(value.figures, integral)}g}"
        if float(kept) != float(value):
            raise DataError(
                f"Splunk shows {format_number(float(value))} with its significant figures only: "
                "wrap the calculation in exact() or round()"
            )
    return str(as_text(value))


def print_number(value: Number) -> str:
    """Return a number as Splunk prints it."""
    if isinstance(value, Rounded):
        return f"{float(value):.{value.places}f}"
    return format_number(value)


def rounded(value: float, places: int) -> Rounded | int:
    """Return a number that prints with a count of decimals."""
    if places <= 0:
        return int(value)
    result = Rounded(value)
    result.places = places
    return result


def approximate(value: float, figures: int | None) -> Number:
    """Return a result of arithmetic with its significant figures (None: all of a double)."""
    if figures is None or figures >= _EXACT_FIGURES:
        return value
    result = Approximate(value)
    result.figures = max(figures, 1)
    return result


def figures(value: Typed) -> int | None:
    """Return the significant figures of an operand, None where it is exact (an integer)."""
    if isinstance(value, Approximate):
        return value.figures
    decimals = _decimal_text(value)
    return None if decimals is None else len(decimals.replace(".", "").lstrip("0")) or 1


def places(value: Typed) -> int | None:
    """Return the decimal places of an operand, None where it is exact."""
    if isinstance(value, Approximate):
        return max(value.figures - len(str(int(abs(value)))), 0)
    decimals = _decimal_text(value)
    return None if decimals is None else len(decimals.partition(".")[2])


def _decimal_text(value: Typed) -> str | None:
    """Return the digits of a number that is written with a decimal point."""
    text = value if isinstance(value, str) else print_number(value)
    mantissa = text.strip().lower().partition("e")[0].lstrip("+-")
    return mantissa if "." in mantissa else None
