"""Rows and values: strings with numeric coercion, as the Splunk search pipeline has them.

A row is a dict of field name to text, or to a list of two or more texts where the field is
multivalue. A missing key is null; ``""`` is text.
"""

from __future__ import annotations

import re
from ipaddress import AddressValueError, IPv4Address
from typing import TYPE_CHECKING, Union

from preview.spl.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = Union[str, list[str]]
Row = dict[str, Value]
Number = Union[int, float]

_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
_INTEGER = re.compile(r"\s*[+-]?\d+\s*", re.ASCII)
_LEADING_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_DIGITS = 308
EXACT = 2**53  # a double holds every integer up to here


def number(text: str) -> Number | None:
    """Return the number that a text reads as, or None; a double has no more than 308 digits."""
    if _INTEGER.fullmatch(text):
        return int(text) if len(text) <= _DIGITS else None
    if _NUMBER.fullmatch(text):
        value = float(text)
        return value if value - value == 0 else None
    return None


def format_number(value: Number) -> str:
    """Return a number as Splunk prints it: no decimals where there are none.

    :raises DataError: it is larger than the integers that a double holds, which Splunk rounds,
        or so small that it would need an exponent, of which the reference says nothing.
    """
    if abs(value) > EXACT:
        raise DataError(f"{value} is not supported: Splunk's numbers are exact up to {EXACT} only")
    text = str(int(value)) if value == int(value) else repr(float(value))
    if "e" in text:
        raise DataError(f"how Splunk prints {text} is not documented: use round() or printf()")
    return text


def texts(value: Value | None) -> Sequence[str]:
    """Return the values of a field: none for null, one or many."""
    if value is None:
        return ()
    return value if isinstance(value, list) else (value,)


def collapse(values: Sequence[str]) -> Value | None:
    """Return values as a row holds them: null for none, text for one, else a list."""
    if not values:
        return None
    return values[0] if len(values) == 1 else list(values)


def assign(row: Row, name: str, value: Value | None) -> None:
    """Set a field, or remove it where the value is null."""
    if value is None:
        row.pop(name, None)
    else:
        row[name] = value


def joined(value: Value | None, separator: str = "\n") -> str:
    """Return a field as one text; null is ``""``."""
    return separator.join(texts(value))


SortKey = tuple[int, Number, str]


def sort_key(text: str) -> SortKey:
    """Order texts numerically where they start with a number, lexically otherwise.

    Search Reference, sort: "If the string starts with a number, the string is sorted
    numerically based on that number alone. Otherwise, strings are sorted lexicographically."
    https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/sort
    """
    value = number(text)
    if value is not None:
        return (0, value, text)
    leading = _LEADING_NUMBER.match(text)
    if leading:
        return (0, float(leading.group()), text)
    return (1, 0, text)


def address_key(text: str) -> int | None:
    """Return an IPv4 address as a number to sort by, or None."""
    try:
        return int(IPv4Address(text))
    except AddressValueError:
        return None
