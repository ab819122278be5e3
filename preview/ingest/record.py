"""What a reader finds in a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional


@dataclass(frozen=True)
class Record:
    """One event; empty where the file does not say.

    :param time: epoch seconds; None where no time was found.
    """

    raw: str
    sourcetype: str
    time: Optional[float] = None
    index: str = ""
    host: str = ""
    source: str = ""


@dataclass(frozen=True)
class Trouble:
    """Something that could not be read, or not quite.

    :param line: number of the line, from 1; 0 for the whole file.
    """

    line: int
    reason: str
