"""The header and the end that Snare puts around a message in one line.

Form: https://prophecyinternational.atlassian.net/wiki/spaces/WADOC/pages/1233224043, SNARE format:
values with a tab between them; the message, a counter of the log's events and optional
``Name=value`` stand last.
"""

from __future__ import annotations

import re
from typing import Dict

_HEADER = re.compile(
    r"MSWinEventLog\t\d*\t(?P<LogName>[^\t]*)\t\d*\t[^\t]*\t(?P<EventCode>\d+)\t"
    r"(?P<SourceName>[^\t]*)\t[^\t]*\t[^\t]*\t[^\t]*\t(?P<ComputerName>[^\t]*)\t"
)
_END = re.compile(r"\t\d+(?:\t\w+=[^\t]*)*\s*\Z")


def snare_header(text: str) -> Dict[str, str]:
    """Return what the header says, in the words of WinEventLog; nothing where it is another."""
    header = _HEADER.search(text)
    return header.groupdict() if header else {}


def without_counter(message: str) -> str:
    """Return a message without the counter and what is behind it."""
    return _END.sub("", message)
