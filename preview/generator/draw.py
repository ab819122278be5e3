"""Seeded draws. Every part of the sample has its own stream, so that one does not move another.

Only methods of :class:`random.Random` whose results are the same on Python 3.9 to 3.13 are used:
``random``, ``uniform``, ``randrange``, ``choice``, ``choices``, ``sample`` and ``getrandbits``.
"""

from __future__ import annotations

import uuid
from random import Random
from typing import List

from preview.generator import clock

SEED = 20180820

BUSINESS = (8, 18)
"""Working hours of the company, on the clock of the data (UTC)."""


def stream(name: str) -> Random:
    """Return the source of randomness of one named part of the sample."""
    return Random(f"{SEED}/{name}")


def guid(rng: Random) -> str:
    """Return a random version 4 UUID in lower case."""
    return str(uuid.UUID(int=rng.getrandbits(128), version=4))


def in_business_hours(rng: Random, count: int) -> List[float]:
    """Return ``count`` times in working hours, fewer of them at lunch, sorted."""
    start, end = BUSINESS
    times: List[float] = []
    while len(times) < count:
        hour = rng.uniform(start, end)
        if not (12 <= hour < 13 and rng.random() < 0.6):
            times.append(clock.DAY_START + hour * 3600)
    return sorted(times)


def any_time(rng: Random, count: int) -> List[float]:
    """Return ``count`` times spread over the whole day, sorted."""
    return sorted(rng.uniform(clock.DAY_START + 60, clock.DAY_END - 60) for _ in range(count))


def every(rng: Random, start: float, end: float, interval: float, jitter: float) -> List[float]:
    """Return times from start to end, one per interval, each off by up to ``jitter`` seconds."""
    times = []
    time = start
    while time < end:
        times.append(time + rng.uniform(0, jitter))
        time += interval
    return times
