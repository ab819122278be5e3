"""Relative time modifiers, absolute times and time spans, in UTC.

Follows the Search Manual, "Specify time modifiers in your search", and the Search Reference,
"Date and time format variables" and "Time modifiers":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/time-format-variables-and-modifiers/time-modifiers
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNITS = {
    **dict.fromkeys(["s", "sec", "secs", "second", "seconds"], "s"),
    **dict.fromkeys(["m", "min", "minute", "minutes", "mins"], "m"),
    **dict.fromkeys(["h", "hr", "hrs", "hour", "hours"], "h"),
    **dict.fromkeys(["d", "day", "days"], "d"),
    **dict.fromkeys(["w", "week", "weeks"], "w"),
    **dict.fromkeys(["mon", "month", "months"], "mon"),
    **dict.fromkeys(["q", "qtr", "qtrs", "quarter", "quarters"], "q"),
    **dict.fromkeys(["y", "yr", "yrs", "year", "years"], "y"),
}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_MONTHS = {"mon": 1, "q": 3, "y": 12}
_OFFSET = r"([+-])(\d*)([a-z]+)"
_RELATIVE = re.compile(rf"(?:{_OFFSET})?(?:@(?:w([0-7])|([a-z]+))(?:{_OFFSET})?)?")
_SPAN = re.compile(r"(\d+)([a-zA-Z]+)?")


class TimeModifierError(ValueError):
    """A time modifier or span that does not follow the reference."""


def resolve(modifier: str, now: float) -> float:
    """Return the epoch seconds that a modifier means.

    :param modifier: ``now``, epoch seconds, ``MM/DD/YYYY:HH:MM:SS``, ISO 8601, or an offset, a
        unit to snap to and another offset, such as ``-1d@d+2h``, each of which may be missing.
    :raises TimeModifierError: where it is none of these.
    """
    text = modifier.strip()
    if text in ("now", "now()"):
        return now
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    absolute = _absolute(text)
    if absolute is not None:
        return absolute
    return relative(text, now)


def relative(modifier: str, start: float) -> float:
    """Return a moment moved by a modifier such as ``-1d@d+2h``, in epoch seconds.

    :raises TimeModifierError: the modifier is none, or ends on a day that its month lacks.
    """
    found = _RELATIVE.fullmatch(modifier)
    if not modifier or found is None:
        raise TimeModifierError(f"{modifier!r} is no time: use a form such as -24h@h or @d")
    before, (weekday, snap), after = found.groups()[:3], found.groups()[3:5], found.groups()[5:]
    moment = _offset(datetime.fromtimestamp(start, timezone.utc), before, modifier)
    if weekday or snap:
        moment = _snap(moment, "w" if weekday else _unit(snap, modifier), int(weekday or 0))
    return _offset(moment, after, modifier).timestamp()


def _absolute(text: str) -> float | None:
    for template in ("%m/%d/%Y:%H:%M:%S", "%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"):
        try:
            moment = datetime.strptime(text, template)  # noqa: DTZ007 # the zone is set below
        except ValueError:
            continue
        return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()
    return None


def _offset(moment: datetime, parts: Sequence[str | None], modifier: str) -> datetime:
    """Move a moment by a sign, a count, by default one, and a unit, where there are any."""
    sign, count, unit = parts
    if sign is None or unit is None:
        return moment
    return _move(moment, int(f"{sign}{count or 1}"), _unit(unit, modifier))


def _unit(text: str, modifier: str) -> str:
    unit = _UNITS.get(text)
    if unit is None:
        raise TimeModifierError(f"{text!r} in {modifier!r} is no unit of time")
    return unit


def _move(moment: datetime, amount: int, unit: str) -> datetime:
    try:
        if unit in _SECONDS:
            return moment + timedelta(seconds=amount * _SECONDS[unit])
        months = moment.year * 12 + moment.month - 1 + amount * _MONTHS[unit]
        year, month = divmod(months, 12)
        return moment.replace(year=year, month=month + 1)
    except OverflowError as error:
        raise TimeModifierError(f"{amount} {unit} is beyond all time") from error
    except ValueError as error:
        raise TimeModifierError(
            f"{amount} {unit} from {moment:%Y-%m-%d} is a day that the month does not have: "
            "start from the first of a month"
        ) from error


def _snap(moment: datetime, unit: str, weekday: int = 0) -> datetime:
    """Round down to the start of a unit; weeks start on Sunday, or the given day (1 Monday)."""
    parts = ("microsecond", "second", "minute", "hour")
    finer = parts[: "smhdw".index(unit) + 1] if unit in _SECONDS else parts
    zeros: dict[str, Any] = dict.fromkeys(finer, 0)
    start = moment.replace(**zeros)
    if unit == "w":
        return start - timedelta(days=(start.isoweekday() - weekday) % 7)
    if unit in _SECONDS:
        return start
    months = _MONTHS[unit]
    return start.replace(day=1, month=(start.month - 1) // months * months + 1)


@dataclass(frozen=True)
class Span:
    """A width of time bins: so many seconds from the epoch, or whole calendar months."""

    seconds: float
    months: int = 0

    @property
    def microseconds(self) -> int:
        """The width as a whole number: fractions of a second are not exact as floats."""
        return round(self.seconds * 1_000_000)

    def floor(self, moment: float) -> float:
        """Return the start of the bin that holds a moment."""
        if not self.months:
            exact = round(moment * 1_000_000)
            return exact // self.microseconds * self.microseconds / 1_000_000
        start = _snap(datetime.fromtimestamp(moment, timezone.utc), "mon")
        index = start.year * 12 + start.month - 1
        year, month = divmod(index - index % self.months, 12)
        return datetime(year, month + 1, 1, tzinfo=timezone.utc).timestamp()

    def next(self, start: float) -> float:
        """Return the start of the bin after the one that starts at a moment."""
        if not self.months:
            return (round(start * 1_000_000) + self.microseconds) / 1_000_000
        return _move(datetime.fromtimestamp(start, timezone.utc), self.months, "mon").timestamp()


_FRACTIONS = {"us": 1e-6, "ms": 1e-3, "cs": 1e-2, "ds": 1e-1}


def parse_span(text: str) -> Span:
    """Return the span that a text such as ``5m`` or ``1mon`` means; a bare number is seconds.

    :raises TimeModifierError: where it is none, or is one whose alignment is not documented.
    """
    found = _SPAN.fullmatch(text)
    if found is None or int(found.group(1)) == 0:
        raise TimeModifierError(f"{text!r} is no time span: use a form such as 5m or 1h")
    count, unit_text = int(found.group(1)), found.group(2) or "s"
    if unit_text in _FRACTIONS:
        return Span(count * _FRACTIONS[unit_text])
    unit = _unit(unit_text, text)
    if unit == "w":
        raise TimeModifierError(
            f"the span {text} is not supported by the preview: weeks have no fixed first day"
        )
    if unit in _MONTHS:
        return Span(0, count * _MONTHS[unit])
    return Span(count * _SECONDS[unit])


def span_seconds(text: str) -> float | None:
    """Return the seconds of a span of fixed width, None where the text is none."""
    try:
        span = parse_span(text)
    except TimeModifierError:
        return None
    return (int(span.seconds) if float(span.seconds).is_integer() else span.seconds) or None
