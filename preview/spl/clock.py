"""The moments of a search: when it runs, and its time range from its time modifiers."""

from __future__ import annotations

import time
from dataclasses import dataclass

from preview.spl.errors import SearchError
from preview.spl.timemodifier import TimeModifierError, resolve

ALL_TIME = (0.0, float("inf"))


@dataclass(frozen=True)
class Clock:
    """The moments a search is about, in epoch seconds: when it runs and its time range.

    ``latest`` may be infinite, ``earliest`` 0, for all time.
    """

    now: float
    earliest: float
    latest: float


def clock(earliest: str, latest: str, now: float | None) -> Clock:
    """Return the moments of a search.

    :raises SearchError: a time modifier is malformed.
    """
    moment = time.time() if now is None else now
    try:
        start = resolve(earliest, moment) if earliest else ALL_TIME[0]
        end = resolve(latest, moment) if latest else ALL_TIME[1]
    except TimeModifierError as error:
        raise SearchError(str(error)) from error
    if start > end:
        raise SearchError(f"the time range ends before it starts: {earliest} to {latest}")
    return Clock(moment, start, end)
