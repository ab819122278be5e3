"""The moments of a search, from its time modifiers."""

from __future__ import annotations

import time

from preview.spl.errors import SearchError
from preview.spl.expression import Clock
from preview.spl.timemodifier import TimeModifierError, resolve

ALL_TIME = (0.0, float("inf"))


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
