"""Windows events as XML: one a line, or a document ``<Events>`` as the event viewer saves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Iterator, Union

from preview.ingest.record import Record, Trouble
from preview.ingest.text import line_of, read_text
from preview.ingest.times import parse_time

if TYPE_CHECKING:
    from pathlib import Path

_START = re.compile(r"<Event[\s>]")
_END = "</Event>"
_TIME = re.compile(r"<TimeCreated\s+SystemTime\s*=\s*['\"]([^'\"]+)")
_COMPUTER = re.compile(r"<Computer>([^<]+)<")
_CHANNEL = re.compile(r"<Channel>([^<]+)<")
_SYSMON = "Microsoft-Windows-Sysmon/Operational"


def read(path: Path) -> Iterator[Union[Record, Trouble]]:
    """Yield the events of a file; one that has no end is kept up to the next.

    :raises UnreadableError: the file is no text.
    """
    text, troubles = read_text(path)
    yield from troubles
    starts = [match.start() for match in _START.finditer(text)]
    if not starts:
        yield Trouble(0, "no <Event> in it, left out.")
    for start, following in zip(starts, [*starts[1:], len(text)]):
        piece = text[start:following]
        end = piece.find(_END)
        if end < 0:
            yield Trouble(line_of(text, start), "an event without its end, kept as far as it goes.")
            yield record(piece.rstrip())
        else:
            yield record(piece[: end + len(_END)])


def record(xml: str) -> Record:
    """Return an event with the sourcetype that Splunk's input gives its channel."""
    channel = _first(_CHANNEL, xml)
    name = f"XmlWinEventLog:{channel}" if channel else "XmlWinEventLog"
    return Record(
        raw=xml,
        sourcetype=name if channel == _SYSMON else "XmlWinEventLog",
        time=parse_time(_first(_TIME, xml)),
        host=_first(_COMPUTER, xml),
        source=name if channel else "",
    )


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match else ""
