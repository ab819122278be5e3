"""Rows and values: strings with numeric coercion, as the Splunk search pipeline has them.

A row is a dict of field name to text, or to a list of two or more texts where the field is
multivalue. A missing key is null; ``""`` is text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import AddressValueError, IPv4Address
from re import Pattern
from typing import TYPE_CHECKING, Union

from preview.spl.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value = Union[str, list[str]]
Row = dict[str, Value]
Number = Union[int, float]

_NUMBER = re.compile(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
_INTEGER = re.compile(r"\s*[+-]?\d+\s*", re.ASCII)
_LEADING_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
EXACT = 2**53  # a double holds every integer up to here


def number(text: str) -> Number | None:
    """Return the number that a text reads as, or None."""
    if _INTEGER.fullmatch(text):
        return int(text)
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


@lru_cache(maxsize=4096)
def wildcard(pattern: str, *, ignore_case: bool = False) -> Pattern[str]:
    """Compile a pattern in which ``*`` stands for any text."""
    body = glob([re.escape(part) for part in pattern.split("*")])
    return re.compile(body, re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def glob(parts: Sequence[str]) -> str:
    """Return the regular expression of a whole text: parts with any text between them.

    Each part in the middle only matches at its first place: none later could help, and trying
    them all takes a time that every part multiplies.
    """
    first, *middle = parts
    if not middle:
        return first
    *middle, last = middle
    steps = (f"(?=(?P<_{n}>.*?{part}))(?P=_{n})" for n, part in enumerate(middle) if part)
    return f"{first}{''.join(steps)}.*{last}"


def matching_fields(pattern: str, fields: Iterable[str]) -> list[str]:
    """Return the fields that a name with wildcards means, in their order.

    Internal fields (a leading underscore) only match a pattern that starts with one.
    """
    if "*" not in pattern:
        return [pattern]
    regex = wildcard(pattern)
    internal = pattern.startswith("_")
    return [name for name in fields if regex.fullmatch(name) and name.startswith("_") is internal]


def check_internal(names: Sequence[str], fields: Iterable[str]) -> None:
    """Refuse a wildcard that may or may not stand for internal fields that a search does not name.

    :raises DataError: some of the fields are such; no page says what ``*`` means to them.
    """
    wide = [wildcard(name) for name in names if name.startswith("*")]
    for field in fields:
        if (
            field.startswith("_")
            and field not in names
            and any(each.fullmatch(field) for each in wide)
        ):
            raise DataError(
                f"whether * stands for {field} is not documented: use fields - _* before"
            )
