"""The values inside an eval expression: null, Boolean, number, text or a list of texts.

Numbers remember what Splunk prints. ``8.250`` has four significant figures, and the result of a
calculation has those of its least precise operand; integers, and numbers of which all figures
are shown, such as ``10/3`` or ``exact(0.2)``, limit nothing. Search Reference, "eval", Rounding,
and the examples of "Trig and Hyperbolic functions" (``cos(pi())`` is ``-1.00000000000``):
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eval
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from preview.spl.errors import DataError
from preview.spl.values import EXACT, Number, Value, collapse, format_number, number

if TYPE_CHECKING:
    from collections.abc import Iterable

# None, bool, int, float, str or list of str. Any, because every function narrows it itself.
Typed = Any


class Numeral(str):
    """Text of a field that reads as a number: text to text functions, number to the others."""

    __slots__ = ("number",)
    number: Number


class Rounded(float):
    """A number printed with a fixed count of decimals, all of which it has."""

    places: int


class Calculated(Rounded):
    """A result of a calculation with decimals, which Splunk prints rounded to those it is sure of.

    The count is negative where even some of the digits before the point are not.
    """


def read(value: Value | None) -> Typed:
    """Return a field's value as an expression sees it."""
    if value.__class__ is str and value and value[0] in "0123456789+-.":
        parsed = parse_number(value)  # type: ignore[arg-type] # the class was just compared
        if parsed is not None:
            numeral = Numeral(value)
            numeral.number = parsed
            return numeral
    return value


def parse_number(text: str) -> Number | None:
    """Return the number that a text reads as, which prints with the decimals of the text.

    Spaces around it make it no number: Search Reference, tonumber(). Of exponents the reference
    says nothing: they are left to those who refuse them.
    """
    parsed = number(text)
    if parsed is None or has_exponent(text) or text[:1].isspace() or text[-1:].isspace():
        return None
    decimals = text.partition(".")[2]
    if decimals.isdigit():
        return rounded(parsed, len(decimals))
    return as_double(parsed)


def has_exponent(text: str) -> bool:
    """Return whether a text is a number such as 1e3, of which the reference says nothing."""
    return "e" in text.lower() and number(text) is not None


def as_double(value: Number) -> Number:
    """Return a number as Splunk calculates with it: an integer up to 2^53, else a double."""
    return float(value) if abs(value) > EXACT else value


def as_number(value: Typed) -> Number | None:
    """Return a value as a number, None where it is none.

    :raises DataError: it is text that a function made of digits, or a multivalue field.
    """
    if isinstance(value, Numeral):
        return value.number
    if isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        if number(value) is not None:
            raise DataError(
                f"{value!r} is text here, not a number: use tonumber(), or replace() and tonumber()"
            )
        return None
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
    """Return a value as a row holds it."""
    if value is None or value.__class__ is str:
        return value  # type: ignore[no-any-return] # None or str
    if isinstance(value, list):
        return collapse(value)
    return str(as_text(value))


def print_number(value: Number) -> str:
    """Return a number as Splunk prints it.

    :raises DataError: what Splunk prints is not the number, and whether commands that follow
        read the one or the other is not documented.
    """
    if not isinstance(value, Rounded):
        return format_number(value)
    text = f"{float(value):.{max(value.places, 0)}f}"
    if isinstance(value, Calculated) and (not value or float(text) != float(value)):
        raise DataError(
            f"Splunk shows {float(value)!r} with its significant figures only: "
            "wrap the calculation in exact() or round()"
        )
    return text


def rounded(value: float, places: int) -> Rounded | int:
    """Return a number that prints with a count of decimals."""
    if places <= 0:
        return int(value)
    result = Rounded(value)
    result.places = places
    return result


def printed_like(model: Number, value: Number) -> Number:
    """Return a number that prints with the decimals of another, if that has a count of them."""
    if not isinstance(model, Rounded):
        return value
    result = type(model)(value)
    result.places = model.places
    return result


def calculated(value: Number, places: int | None) -> Number:
    """Return the result of a calculation that is sure of so many decimals, None for all."""
    if places is None:
        return value
    result = Calculated(value)
    result.places = places
    return result


def significant(value: Number, figures: int | None) -> Number:
    """Return the result of a calculation that is sure of so many figures, None for all."""
    return calculated(value, None if figures is None else figures - 1 - _magnitude(value))


def figures(value: Number) -> int | None:
    """Return the significant figures of a number, None where nothing limits them."""
    return value.places + 1 + _magnitude(value) if isinstance(value, Rounded) else None


def places(value: Number) -> int | None:
    """Return the decimals of a number, None where nothing limits them."""
    return value.places if isinstance(value, Rounded) else None


def least(counts: Iterable[int | None]) -> int | None:
    """Return the count of the least precise operand, None where none limits the result."""
    return min((count for count in counts if count is not None), default=None)


def _magnitude(value: Number) -> int:
    """Return the power of ten of the first figure; 0 for 0."""
    return int(f"{abs(float(value)):e}".partition("e")[2])
