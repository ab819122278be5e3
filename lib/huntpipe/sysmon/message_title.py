"""Where the message of an event begins: its title, such as ``Process Create:``."""

from __future__ import annotations

import re
from typing import Iterator, NamedTuple

from huntpipe.sysmon.event_types import BY_TITLE, EventType

# What transports put in the place of line breaks: escapes, those of rsyslog, blanks.
_BREAK = r"\\r\\n|\\n|#015#012|#015|#012|[ \t]+"
_COLON = re.compile(rf":(?:[ \t\r]*(?:\n|\Z)|({_BREAK})(?=(\w+):))")
_NAMES = tuple(BY_TITLE)


class Title(NamedTuple):
    """A title in a text.

    ``start`` and ``end`` are positions in the text, the end behind the colon. ``line_break`` is
    what stands for a line break in a message that is all in one line, ``""`` in one with lines.
    """

    event_type: EventType
    start: int
    end: int
    line_break: str


def titles(text: str) -> Iterator[Title]:
    """Return the titles in a text that a line end or a field of their event follows."""
    for colon in _COLON.finditer(text):
        end = colon.start()
        if text.endswith(_NAMES, 0, end):
            name = next(name for name in _NAMES if text.endswith(name, 0, end))
            event_type, start = BY_TITLE[name], end - len(name)
            line_break, field = colon.groups()
            is_word = not text[start - 1 : start].isalnum()
            if is_word and (field is None or field in event_type.fields):
                yield Title(event_type, start, end + 1, line_break or "")
