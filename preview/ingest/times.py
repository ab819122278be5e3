"""Times as data sources write them, as epoch seconds. A time without a zone is UTC."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from typing import Any, Optional

_ISO = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(\.\d+)?"
    r"\s*(?:Z|UTC|GMT|([+-])(\d\d):?(\d\d))?$"
)
_OTHERS = ("%m/%d/%Y %I:%M:%S %p", "%a %b %d %H:%M:%S %Y UTC")
_FIRST_YEARS = 1e8
"""Epoch seconds below this are before 1973: such numbers are no times of events."""


def parse_time(value: Any) -> Optional[float]:
    """Return epoch seconds, rounded to the millisecond, or None for what is no time.

    Numbers are seconds, milliseconds, microseconds or nanoseconds by their size.
    """
    if isinstance(value, bool):
        return None
    try:
        number = float(value)
    except (TypeError, ValueError):
        return _parse_text(value) if isinstance(value, str) else None
    for scale in (1, 1e3, 1e6, 1e9):
        if _FIRST_YEARS <= number / scale < _FIRST_YEARS * 1000:
            return round(number / scale, 3)
    return None


def _parse_text(text: str) -> Optional[float]:
    match = _ISO.match(text.strip())
    try:
        if match:
            return _from_iso(match)
        for form in _OTHERS:
            try:
                moment = datetime.strptime(text.strip(), form)  # noqa: DTZ007 (the next line)
            except ValueError:
                continue
            return moment.replace(tzinfo=timezone.utc).timestamp()
    except (ValueError, OverflowError):
        return None
    return None


def _from_iso(match: re.Match[str]) -> float:
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    moment = datetime(year, month, day, hour, minute, second, tzinfo=timezone.utc)
    seconds = moment.timestamp() + float(match[7] or 0)
    if match[8]:
        offset = timedelta(hours=int(match[9]), minutes=int(match[10])).total_seconds()
        seconds += -offset if match[8] == "+" else offset
    return round(seconds, 3)
