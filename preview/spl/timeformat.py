"""strftime and strptime with Splunk's variables, in UTC.

Follows the Search Reference, "Date and time format variables":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/time-format-variables-and-modifiers/date-and-time-format-variables
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from re import Pattern
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import UnsupportedError

if TYPE_CHECKING:
    from preview.spl.values import Number

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

_VARIABLE = re.compile(r"%([1-9][0-9]?)?(:*z|E?[a-zA-Z%+])")
_ALIASES = {
    "F": "%Y-%m-%d",
    "T": "%H:%M:%S",
    "D": "%m/%d/%y",
    "R": "%H:%M",
    "c": "%a %b %e %H:%M:%S %Y",
    "x": "%m/%d/%Y",
    "X": "%H:%M:%S",
    "+": "%a %b %e %H:%M:%S %Z %Y",
    "h": "%b",
}
_PLAIN = set("aAbBdHIjmMpSyYUVWuwGgC")


def _digits(moment: datetime, width: int) -> str:
    return f"{moment.microsecond:06d}000"[:width]


_PRINT: dict[str, Callable[[datetime], str]] = {
    "e": lambda moment: f"{moment.day:2d}",
    "k": lambda moment: f"{moment.hour:2d}",
    "l": lambda moment: f"{(moment.hour - 1) % 12 + 1:2d}",
    "s": lambda moment: str((moment - EPOCH) // timedelta(seconds=1)),
    "Z": lambda _: "UTC",
    "z": lambda _: "+0000",
    ":z": lambda _: "+00:00",
    "f": lambda moment: _digits(moment, 6),
    "C": lambda moment: f"{moment.year // 100:02d}",
    "n": lambda _: "\n",
    "t": lambda _: "\t",
    "%": lambda _: "%",
}


def _expanded(template: str) -> str:
    """Replace the variables that stand for several others."""

    def alias(found: re.Match[str]) -> str:
        return found.group() if found.group(1) else _ALIASES.get(found.group(2), found.group())

    return _VARIABLE.sub(alias, template)


def _unsupported(found: re.Match[str]) -> UnsupportedError:
    return UnsupportedError(f"the time variable {found.group()} is not supported by the preview")


def format_time(moment: Number, template: str) -> str:
    """Return epoch seconds as text."""
    when = EPOCH + timedelta(microseconds=round(moment * 1_000_000))

    def variable(found: re.Match[str]) -> str:
        width, name = found.groups()
        if name in ("N", "Q"):
            return _digits(when, int(width or ("9" if name == "N" else "3")))
        if name in _PRINT and not width:
            return _PRINT[name](when)
        if name in _PLAIN and not width:
            return when.strftime("%" + name) if name != "Y" else f"{when.year:04d}"
        raise _unsupported(found)

    return _VARIABLE.sub(variable, _expanded(template))


_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAME = r"(?P<b>[A-Za-z]{3})[a-z]*"
_READ = {
    "Y": r"(?P<Y>\d{4})",
    "y": r"(?P<y>\d{2})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "e": r"\s?(?P<d>\d{1,2})",
    "j": r"(?P<j>\d{1,3})",
    "H": r"(?P<H>\d{1,2})",
    "k": r"\s?(?P<H>\d{1,2})",
    "I": r"(?P<I>\d{1,2})",
    "l": r"\s?(?P<I>\d{1,2})",
    "M": r"(?P<M>\d{1,2})",
    "S": r"(?P<S>\d{1,2})",
    "p": r"(?P<p>[AaPp][Mm])",
    "s": r"(?P<s>\d+)",
    "b": _MONTH_NAME,
    "B": _MONTH_NAME,
    "a": r"[A-Za-z]{3}",
    "A": r"[A-Za-z]+",
    "Z": r"(?P<Z>UTC|GMT|Z)",
    "z": r"(?P<z>Z|[+-]\d{2}:?\d{2})",
    ":z": r"(?P<z>Z|[+-]\d{2}:?\d{2})",
    "%": "%",
    "n": r"\s+",
    "t": r"\s+",
}


@lru_cache(maxsize=256)
def _reader(template: str) -> Pattern[str]:
    parts: list[str] = []
    position = 0
    text = _expanded(template)
    for found in _VARIABLE.finditer(text):
        parts.append(re.escape(text[position : found.start()]))
        position = found.end()
        width, name = found.groups()
        if name in ("N", "Q", "f"):
            parts.append(rf"(?P<N>\d{{1,{width or 9}}})")
        elif name in _READ and not width:
            parts.append(_READ[name])
        else:
            raise _unsupported(found)
    try:
        return re.compile("".join(parts) + re.escape(text[position:]), re.ASCII)
    except re.error as error:
        raise UnsupportedError(f"the time format {template!r} repeats a variable") from error


def parse_time(text: str, template: str) -> float | None:
    """Return a text as epoch seconds; text after the end of the template is ignored.

    :raises UnsupportedError: the template has no year, which Splunk takes from the present.
    """
    reader = _reader(template)
    if not {"Y", "y", "s"} & reader.groupindex.keys():
        raise UnsupportedError(f"the time format {template!r} without a year is not supported")
    found = reader.match(text)
    if found is None:
        return None
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    fraction = float("0." + parts["N"]) if "N" in parts else 0.0
    if "s" in parts:
        return float(parts["s"]) + fraction
    try:
        moment = _date(parts) + timedelta(seconds=_clock(parts))
    except ValueError:
        return None
    return moment.timestamp() + fraction - _offset(parts.get("z", "Z"))


def _date(parts: dict[str, str]) -> datetime:
    """Return the day; a missing one is the first."""
    year = int(parts.get("Y", 0))
    if "y" in parts:
        year = int(parts["y"]) + (2000 if int(parts["y"]) < 69 else 1900)
    if "j" in parts:
        return datetime(year, 1, 1, tzinfo=timezone.utc) + timedelta(days=int(parts["j"]) - 1)
    month, day = parts.get("m"), parts.get("d")
    if "b" in parts:
        month = str(_MONTHS.index(parts["b"].lower()) + 1)
    return datetime(year, int(month or 1), int(day or 1), tzinfo=timezone.utc)


def _clock(parts: dict[str, str]) -> int:
    hour = int(parts.get("H", 0))
    if "I" in parts:
        hour = int(parts["I"]) % 12 + (12 if parts.get("p", "am").lower() == "pm" else 0)
    minute, second = int(parts.get("M", 0)), int(parts.get("S", 0))
    if hour > 23 or minute > 59 or second > 61:
        raise ValueError("no time of day")
    return hour * 3600 + minute * 60 + second


def _offset(zone: str) -> int:
    if zone == "Z":
        return 0
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
