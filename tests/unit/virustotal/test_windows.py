from __future__ import annotations

import calendar
import sys

import pytest

from huntpipe.virustotal.windows import Limits, Usage, available, day_of, next_day, next_month

NOON = float(calendar.timegm((2026, 12, 31, 12, 0, 0)))
UNLIMITED = Limits(minute=0, day=0, month=0)


def usage(minute: int = 0, day: int = 0, month: int = 0) -> Usage:
    return Usage(minute, day, month, minute_frees=NOON + 17)


@pytest.mark.parametrize(
    ("used", "expected"),
    [
        (usage(), (4, 0.0)),
        (usage(minute=3, day=3, month=3), (1, 0.0)),
        (usage(minute=4), (0, 17.0)),
        (usage(day=498), (2, 0.0)),
        (usage(minute=4, day=500), (0, 12 * 3600.0)),
        (usage(month=15500), (0, 12 * 3600.0)),
        (usage(minute=9), (0, 17.0)),
    ],
)
def test_the_narrowest_window_decides(used: Usage, expected: tuple[int, float]) -> None:
    assert available(Limits(), used, NOON) == expected


def test_zero_means_any_number() -> None:
    assert available(UNLIMITED, usage(9, 9, 9), NOON) == (sys.maxsize, 0.0)


def test_days_and_months_start_at_midnight_utc() -> None:
    new_year = float(calendar.timegm((2027, 1, 1, 0, 0, 0)))
    assert next_day(NOON) == next_month(NOON) == new_year
    assert next_month(new_year) == float(calendar.timegm((2027, 2, 1, 0, 0, 0)))
    assert (day_of(new_year - 1), day_of(new_year)) == ("2026-12-31", "2027-01-01")
