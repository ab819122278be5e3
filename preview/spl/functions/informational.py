"""Informational functions."""

from __future__ import annotations

from preview.spl.functions.registry import function
from preview.spl.typed import Numeral, Typed


@function("isnull", "v", boolean=True)
def isnull(value: Typed) -> bool:
    """Return whether the value is null; the empty string is not."""
    return value is None


@function("isnotnull", "v", boolean=True)
def isnotnull(value: Typed) -> bool:
    """Return whether there is a value; the empty string is one."""
    return value is not None


@function("isnum", "v", boolean=True)
def isnum(value: Typed) -> bool:
    """Return whether the value is a number."""
    return isinstance(value, (int, float, Numeral)) and not isinstance(value, bool)


@function("isint", "v", boolean=True)
def isint(value: Typed) -> bool:
    """Return whether the value is a whole number."""
    known = value.number if isinstance(value, Numeral) else value
    return isinstance(known, int) and not isinstance(known, bool)


@function("isstr", "v", boolean=True)
def isstr(value: Typed) -> bool:
    """Return whether the value is text that is no number."""
    return isinstance(value, str) and not isinstance(value, Numeral)


@function("isbool", "v", boolean=True)
def isbool(value: Typed) -> bool:
    """Return whether the value is Boolean."""
    return isinstance(value, bool)


@function("typeof", "v")
def typeof(value: Typed) -> str:
    """Return "Number", "String", "Boolean", "Multivalue" or "Invalid" (null)."""
    if value is None:
        return "Invalid"
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, list):
        return "Multivalue"
    return "Number" if isinstance(value, (int, float, Numeral)) else "String"
