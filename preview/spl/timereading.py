"""Times read from text by Splunk's variables, in UTC.

Follows the Search Reference, "Date and time functions", strptime, and "Date and time format
variables". Text that the pages have a variable take is read; text that another reading of the
same template would take is refused; the rest is no time.
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/date-and-time-functions
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from re import Pattern
from typing import TYPE_CHECKING

from preview.spl.errors import DataError, UnsupportedError
from preview.spl.timeformat import VARIABLE, expanded, subsecond_digits, unsupported

if TYPE_CHECKING:
    from collections.abc import Iterable

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_FULL_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)
_DAYS = "Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
_ABBREVIATED = "|".join(_MONTHS)
_TWO = r"\d{1,2}"  # "Leading zeros are accepted but not required."

# For each variable what the pages have it take, and what else it could.
_READ = {
    "Y": (r"\d{4}", r"\d+"),
    "y": (_TWO, r"\d+"),
    "m": (_TWO, r"\d+"),
    "d": (r"\d{2}", r"\s*\d+"),
    "e": (r"(?: \d|\d{1,2})", r"\s*\d+"),
    "j": (r"\d{3}", r"\d+"),
    "H": (_TWO, r"\d+"),
    "k": (r"(?: \d|\d{1,2})", r"\s*\d+"),
    "I": (_TWO, r"\d+"),
    "M": (_TWO, r"\d+"),
    "S": (r"\d{2}", r"\d+"),
    "p": ("AM|PM", r"[A-Za-z.]+"),
    "s": (r"\d{1,11}", r"\d+"),
    "b": (_ABBREVIATED, "[A-Za-z]+"),
    "B": (f"{_FULL_MONTHS}|{_ABBREVIATED}", "[A-Za-z]+"),  # strptime, extended example: Aug
    "a": ("Sun|Mon|Tue|Wed|Thu|Fri|Sat", "[A-Za-z]+"),
    "A": (_DAYS, "[A-Za-z]+"),
    "Z": ("UTC|GMT", "[A-Za-z]+"),
    "z": (r"[+-]\d{4}", r"[A-Za-z]+|[+-][\d:]+"),
    ":z": (r"[+-]\d{2}:\d{2}", r"[A-Za-z]+|[+-][\d:]+"),
    "%": ("%", "%"),
}
_ADJACENT = re.compile(r"%[YymdjHIMSs]%[YymdjHIMSs]")
_PART = re.compile(rf"\.%N|{VARIABLE.pattern}|(?P<literal>[^%.]+|\.)", re.DOTALL)
_FIRST_DAY = datetime(1971, 1, 1, tzinfo=timezone.utc).timestamp()


@lru_cache(maxsize=256)
def reader(template: str) -> tuple[Pattern[str], Pattern[str]]:
    """Return what matches the texts that a template reads, and those that it could.

    :raises UnsupportedError: the template has a variable that is not supported, one twice, or
        not what a moment needs.
    """
    text = expanded(template)
    parts = [_part(found) for found in _PART.finditer(text)]
    strict = "".join(takes for takes, _ in parts)
    if _ADJACENT.search(text):
        strict = strict.replace(_TWO, r"\d{2}")
    try:
        patterns = (
            re.compile(strict, re.ASCII),
            re.compile(r"\s*" + "".join(could for _, could in parts), re.ASCII | re.IGNORECASE),
        )
    except re.error as error:
        raise UnsupportedError(f"the time format {template!r} repeats a variable") from error
    _check_names(patterns[0].groupindex.keys(), template)
    return patterns


def _part(found: re.Match[str]) -> tuple[str, str]:
    """Return the patterns of a part of a template."""
    if found["literal"]:
        literal = found["literal"]
        return re.escape(literal), re.sub(r"(?:\\\s)+", r"\\s*", re.escape(literal))
    if found.group() == ".%N":  # strptime, extended example: the text has no subseconds
        return r"(?:\.(?P<N>\d{1,9}))?", r"(?:\.?\d+)?"
    width, name = found.group(1), found.group(2)
    digits = subsecond_digits(width, name)
    if digits:
        return rf"(?P<N>\d{{1,{digits}}})", r"\d*"
    if name not in _READ or width:
        raise unsupported(found.group())
    takes, could = _READ[name]
    return (takes if name == "%" else f"(?P<{name.lstrip(':')}>{takes})"), f"(?:{could})"


def _check_names(names: Iterable[str], template: str) -> None:
    """Refuse a template without what a moment needs.

    "The timestamps must include a day"; a year that is missing Splunk takes from the present.
    """
    known = set(names)
    day = "j" in known or (known & {"d", "e"} and known & {"m", "b", "B"})
    if not (day and known & {"Y", "y"}) and "s" not in known:
        raise UnsupportedError(
            f"the time format {template!r} without a year, a month and a day is not supported"
        )
    if ("p" in known) != ("I" in known):
        raise UnsupportedError(
            f"the time format {template!r} with one of %I and %p is not supported"
        )


def check_template(template: str) -> None:
    """Refuse a template that cannot be read.

    :raises UnsupportedError: see ``reader``.
    """
    reader(template)


def parse_time(text: str, template: str) -> float | None:
    """Return a text as epoch seconds, None where the template does not fit.

    :raises UnsupportedError: see ``reader``.
    :raises DataError: the text is one that Splunk may read or not.
    """
    strict, loose = reader(template)
    found = strict.fullmatch(text)
    if found is None:
        if loose.match(text):
            raise DataError(
                f"the time {text[:50]!r} is not written as {template!r} has it: whether Splunk "
                "reads it is not documented"
            )
        return None
    parts = {name: value for name, value in found.groupdict().items() if value is not None}
    moment = _moment(parts)
    if moment is None:
        return None
    if moment < _FIRST_DAY:
        raise DataError(f"strptime of {text[:50]!r} is not supported: it reads times from 1971 on")
    return moment + float("0." + parts.get("N", "0"))


def _moment(parts: dict[str, str]) -> float | None:
    """Return the epoch seconds of the parts of a time, None where there is no such time of day."""
    if "s" in parts:
        return float(parts["s"])
    clock = _clock(parts)
    if clock is None:
        return None
    return _date(parts).timestamp() + clock - _offset(parts.get("z", "+0000"))


def _date(parts: dict[str, str]) -> datetime:
    """Return the start of the day.

    :raises DataError: the month or year does not have it, or its century is open.
    """
    year = int(parts["Y"]) if "Y" in parts else 2000 + int(parts["y"])
    if "Y" not in parts and year > 2068:
        raise DataError(f"the year {parts['y']} is not supported: its century is not documented")
    if "j" in parts:
        start = _day(year, 1, 1) + timedelta(days=int(parts["j"]) - 1)
        if start.year != year:
            raise DataError(f"there is no day {parts['j']} in {year}: is it null or moved?")
        return start
    name = parts.get("b") or parts.get("B")
    month = _MONTHS.index(name[:3]) + 1 if name else int(parts["m"])
    return _day(year, month, int(parts.get("d") or parts["e"]))


def _day(year: int, month: int, day: int) -> datetime:
    try:
        return datetime(year, month, day, tzinfo=timezone.utc)
    except ValueError as error:
        raise DataError(f"there is no day {year}-{month}-{day}: is it null or moved?") from error


def _clock(parts: dict[str, str]) -> int | None:
    """Return the seconds of the day, None where there is no such time."""
    hour = int(parts.get("H") or parts.get("k") or 0)
    if "I" in parts:
        hour = int(parts["I"])
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if parts["p"] == "PM" else 0)
    minute, second = int(parts.get("M", 0)), int(parts.get("S", 0))
    if hour > 23 or minute > 59 or second > 59:
        return None
    return hour * 3600 + minute * 60 + second


def _offset(zone: str) -> int:
    sign = -1 if zone[0] == "-" else 1
    digits = zone[1:].replace(":", "")
    return sign * (int(digits[:2]) * 3600 + int(digits[2:]) * 60)
