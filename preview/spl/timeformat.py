"""Times as text by Splunk's variables, in UTC.

Follows the Search Reference, "Date and time format variables":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/time-format-variables-and-modifiers/date-and-time-format-variables
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from operator import methodcaller
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError, UnsupportedError
from preview.spl.values import number

if TYPE_CHECKING:
    from preview.spl.values import Number

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
_END = 253_402_300_800  # the year 10000

VARIABLE = re.compile(r"%(\d*)(:*z|E?.|\Z)", re.DOTALL)
_ALIASES = {"%F": "%Y-%m-%d", "%T": "%H:%M:%S"}
_SUBSECONDS = {"N": 9, "Q": 3, "f": 6}  # with their digits by default


def _iso_week(moment: datetime) -> str:
    if moment.isoweekday() == 7:
        raise DataError(
            "%V of a Sunday is not supported: one page of the reference has it in the ISO week, "
            "another in the week after"
        )
    return f"{moment.isocalendar()[1]:02d}"


_PRINT: dict[str, Callable[[datetime], str]] = {
    **{name: methodcaller("strftime", f"%{name}") for name in "aAbBdHIjmMpSyUwgG"},
    "Y": lambda moment: f"{moment.year:04d}",
    "C": lambda moment: f"{moment.year // 100:02d}",
    "e": lambda moment: f"{moment.day:2d}",
    "k": lambda moment: f"{moment.hour:2d}",
    "s": lambda moment: str((moment - EPOCH) // timedelta(seconds=1)),
    "V": _iso_week,
    "Z": lambda _: "UTC",
    "z": lambda _: "+0000",
    ":z": lambda _: "+00:00",
    "::z": lambda _: "+00:00:00",
    ":::z": lambda _: "+00",
    "%": lambda _: "%",
}


def expanded(template: str) -> str:
    """Replace the variables that stand for several others."""
    return re.sub("%[FT%]", lambda found: _ALIASES.get(found.group(), found.group()), template)


def unsupported(variable: str) -> UnsupportedError:
    """Make the refusal of a variable."""
    why = ": it depends on the locale of the server" if variable[-1:] in "cxX+" else ""
    return UnsupportedError(f"the time variable {variable} is not supported by the preview{why}")


def subsecond_digits(width: str, name: str) -> int | None:
    """Return how many digits of a second a variable stands for, None where it is none.

    :raises UnsupportedError: the reference does not name the count.
    """
    if name not in _SUBSECONDS:
        return None
    digits = int(width or _SUBSECONDS[name])
    if digits not in (3, 6, 9) or (width and name == "f"):
        raise unsupported(f"%{width}{name}")
    return digits


def check_format(template: str) -> None:
    """Refuse a template that cannot be written.

    :raises UnsupportedError: it has a variable that is not supported.
    """
    format_time(0, template)


def format_time(moment: Number, template: str) -> str:
    """Return epoch seconds as text.

    :raises UnsupportedError: the template has a variable that is not supported.
    :raises DataError: the moment is no year from 1970 to 9999, or is cut to fewer digits, where
        the reference does not say whether it is rounded.
    """
    if not 0 <= moment < _END:
        raise DataError(f"the time {moment} is not supported: is it in seconds?")
    when = EPOCH + timedelta(microseconds=round(moment * 1_000_000))

    def variable(found: re.Match[str]) -> str:
        width, name = found.groups()
        digits = subsecond_digits(width, name)
        if digits:
            return _subseconds(when, digits)
        if name not in _PRINT or width:
            raise unsupported(found.group())
        return _PRINT[name](when)

    return VARIABLE.sub(variable, expanded(template))


def _subseconds(moment: datetime, digits: int) -> str:
    text = f"{moment.microsecond:06d}000"
    if text[digits : digits + 1] >= "5":
        raise DataError(
            f"a time of {text[:6]} microseconds in {digits} digits is not supported: whether "
            "Splunk rounds it is not documented, so take %6N"
        )
    return text[:digits]


def milliseconds(text: str) -> float | None:
    """Return the moment of _time without what is finer than milliseconds, as results show it."""
    moment = number(text)
    if moment is None or not 0 <= moment < _END:
        return None
    return round(moment * 1_000_000) // 1000 / 1000
