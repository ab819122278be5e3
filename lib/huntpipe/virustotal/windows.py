"""The arithmetic of a quota: how many requests are left now, and when there will be more.

https://docs.virustotal.com/reference/public-vs-premium-api
"""

from __future__ import annotations

import calendar
import sys
import time
from dataclasses import dataclass

MINUTE = 60.0
_DAY = 86400


@dataclass(frozen=True)
class Limits:
    """Requests allowed in a time, 0 for any number. The defaults are those of the public tier.

    :param minute: in any 60 seconds.
    :param day: in a day of UTC: VirusTotal starts anew at 00:00 UTC.
    :param month: in a month of UTC.
    """

    minute: int = 4
    day: int = 500
    month: int = 15500


@dataclass(frozen=True)
class Usage:
    """Requests already sent, or reserved, in each of the times of ``Limits``.

    :param minute_frees: when the oldest of the last minute leaves it, seconds since 1970 UTC.
    """

    minute: int
    day: int
    month: int
    minute_frees: float


def available(limits: Limits, usage: Usage, now: float) -> tuple[int, float]:
    """Return how many requests may be sent now and, where none may, in how many seconds some may.

    :param now: seconds since 1970 UTC.
    """
    windows = (
        (limits.minute, usage.minute, usage.minute_frees),
        (limits.day, usage.day, next_day(now)),
        (limits.month, usage.month, next_month(now)),
    )
    left = [limit - used for limit, used, _ in windows if limit]
    spent_until = [frees for limit, used, frees in windows if limit and used >= limit]
    count = max(min(left, default=sys.maxsize), 0)
    return count, max(max(spent_until, default=now) - now, 0.0)


def day_of(now: float) -> str:
    """Return the day of UTC, such as ``2026-11-23``."""
    return time.strftime("%Y-%m-%d", time.gmtime(now))


def this_day(now: float) -> float:
    """Return the last 00:00 UTC, in seconds since 1970 UTC."""
    return now // _DAY * _DAY


def next_day(now: float) -> float:
    """Return the next 00:00 UTC, in seconds since 1970 UTC."""
    return this_day(now) + _DAY


def next_month(now: float) -> float:
    """Return the next first of a month, 00:00 UTC, in seconds since 1970 UTC."""
    year, month = time.gmtime(now)[:2]
    return float(calendar.timegm((year + month // 12, month % 12 + 1, 1, 0, 0, 0)))
