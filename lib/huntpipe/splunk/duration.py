"""Durations as Splunk's users write them: ``30s``, ``15m``, ``12h``, ``7d``, ``2w``."""

from __future__ import annotations

import re

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_duration = re.compile(r"([0-9]{1,9})([smhdw]?)").fullmatch


def parse_duration(text: str) -> float:
    """Return the seconds.

    :raises ValueError: the text is no duration.
    """
    match = _duration(text.strip().lower())
    if match is None:
        raise ValueError(f"{text!r} is no duration: write 30s, 15m, 12h, 7d or 2w.")
    return float(int(match[1]) * _SECONDS[match[2]])
