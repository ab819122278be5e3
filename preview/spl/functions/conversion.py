"""Conversion functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from preview.spl.errors import DataError, SearchError
from preview.spl.functions.registry import function
from preview.spl.typed import Typed, as_number, as_text, rounded

if TYPE_CHECKING:
    from preview.spl.values import Number

_DIRECTIVE = re.compile(r"%([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+))?([a-zA-Z%])")


@function("tonumber", "vn?")
def tonumber(value: Typed, base: Number = 10) -> Number | None:
    """Return a text as a number of a base from 2 to 36, null where it is none."""
    text = as_text(value)
    if text is None:
        return None
    if base == 10:
        known = as_number(text)
        if isinstance(known, float):
            decimals = text.strip().partition(".")[2]
            return rounded(known, len(decimals)) if decimals.isdigit() else known
        return known
    try:
        return int(text.strip(), int(base))
    except ValueError:
        return None


@function("tostring", "vt?")
def tostring(value: Typed, form: str | None = None) -> str | None:
    """Return a value as text: plain, or "hex", "commas" or "duration" of a number."""
    if value is None or form is None:
        return as_text(value)
    known = as_number(value)
    if form not in _FORMS:
        raise SearchError(f"tostring: the format {form!r} is not one of {', '.join(_FORMS)}")
    if known is None:
        return as_text(value)
    return str(_FORMS[form](known))


def _hexadecimal(value: Number) -> str:
    return f"0x{int(value):X}" if value >= 0 else f"-0x{-int(value):X}"


def _commas(value: Number) -> str:
    """Group thousands; numbers with decimals are rounded to two places."""
    if isinstance(value, int) or value.is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}"


def _duration(value: Number) -> str:
    """Print seconds as HH:MM:SS, with days before a plus sign."""
    whole, fraction = divmod(abs(value), 1)
    minutes, seconds = divmod(int(whole), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    text = f"{hours:02d}:{minutes:02d}:{seconds:02d}"
    if fraction:
        text += f"{fraction:.6f}"[1:]
    return ("-" if value < 0 else "") + (f"{days}+" if days else "") + text


_FORMS = {"hex": _hexadecimal, "commas": _commas, "duration": _duration}


@function("printf", "tv*")
def printf(template: str, *values: Typed) -> str:
    """Format values by a C-like template: %d %i %u %o %x %X %f %F %e %E %g %G %c %s %%."""
    remaining = list(values)

    def take() -> Any:
        if not remaining:
            raise SearchError(f"printf: {template!r} has more directives than arguments")
        return remaining.pop(0)

    out: list[str] = []
    position = 0
    for found in _DIRECTIVE.finditer(template):
        out.append(template[position : found.start()])
        position = found.end()
        flags, width, precision, kind = found.groups()
        if kind == "%":
            out.append("%")
            continue
        if "'" in flags:
            raise DataError("printf: the flag ' is not supported by the preview")
        size = str(as_text(take())) if width == "*" else width or ""
        point = str(as_text(take())) if precision == "*" else precision
        directive = f"%{flags}{size}" + ("" if point is None else f".{point}")
        out.append(_formatted(directive, kind, take()))
    return "".join(out) + template[position:]


def _formatted(directive: str, kind: str, value: Typed) -> str:
    if kind in "sc":
        text = as_text(value) or ""
        return (directive + "s") % (text[:1] if kind == "c" else text)
    known = as_number(value) or 0
    if kind in "diu":
        return (directive + "d") % int(known)
    if kind in "oxX":
        return (directive + kind) % int(known)
    if kind in "fFeEgG":
        return (directive + kind) % float(known)
    raise SearchError(f"printf: the conversion %{kind} is not known")
