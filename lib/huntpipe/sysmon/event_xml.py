"""Event XML exactly as Windows renders it; anything else goes to the scanner.

Form: https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema, as EvtRender writes it
and Splunk's XmlWinEventLog input passes it on: no blanks between elements, one order. This is but a
short cut: it answers as the scanner does or not at all.
"""

from __future__ import annotations

import re

from huntpipe.sysmon.event import Event, is_sysmon
from huntpipe.sysmon.xml_scanner import scan_xml
from huntpipe.sysmon.xml_text import character_data

_NAME = "[!#-%(-;=-~]*"  # what is visible in ASCII, without quotes and what XML escapes
HEAD = (
    rf"<Event xmlns='{_NAME}'><System><Provider Name='(?P<Provider>{_NAME})' Guid='{_NAME}'/>"
    r"<EventID>(?P<EventID>\d+)</EventID><Version>(?P<Version>\d+)</Version><Level>\d+</Level>"
    r"<Task>\d+</Task><Opcode>\d+</Opcode><Keywords>\w+</Keywords><TimeCreated "
)
"""What the events of one type have in common; attribute values stand in one kind of quotes."""

REST = (
    rf"SystemTime='(?P<SystemTime>{_NAME})'/>"
    r"<EventRecordID>(?P<EventRecordID>\d+)</EventRecordID><Correlation/>"
    r"<Execution ProcessID='(?P<System_ProcessID>\d+)' ThreadID='(?P<System_ThreadID>\d+)'/>"
    rf"<Channel>(?P<Channel>{_NAME})</Channel><Computer>(?P<Computer>{_NAME})</Computer>"
    rf"<Security UserID='(?P<System_UserID>{_NAME})'/></System><EventData>"
)
DATA = r"<Data Name='([A-Z]\w*)'(?:/>|>([^<]*)</Data>)"
END = "</EventData></Event>"

_MARKS = re.sub(r"\(\?P<|\[.*?\]", "", HEAD + REST + END).count("<")
_QUOTE = len("<Event xmlns=")


class _Rendering:
    """The exact form of one renderer; attribute values stand in one kind of quotes."""

    def __init__(self, quote: str) -> None:
        self._match_system = re.compile((HEAD + REST).replace("'", quote)).match
        self._find_data = re.compile(DATA.replace("'", quote)).findall
        self._empty_data = f"{quote}/>"

    def read(self, text: str) -> Event | None:
        """Read a Sysmon event in exactly this form; None when anything at all is otherwise."""
        head = self._match_system(text)
        if head is None or not text.endswith(END):
            return None
        start = head.end()
        pairs = self._find_data(text, start)
        data = dict(pairs)
        # Each "<" is of System, of a pair, two or, in an empty element, one each, or of an end tag
        # at the end. More of them is markup this form does not have.
        marks = _MARKS + 2 * len(pairs) - text.count(self._empty_data, start)
        if text.count("<") != marks or len(data) != len(pairs):
            return None
        system = head.groupdict()
        if not is_sysmon(system.pop("Provider"), system["Channel"]):
            return None
        if "&" in text or "\r" in text:
            data = {name: character_data(value) for name, value in data.items()}
        return Event(system, data, complete=True)


_RENDERINGS = {quote: _Rendering(quote) for quote in "'\""}


def read_xml(text: str) -> Event | None:
    """Read the first ``<Event>`` of a text.

    :returns: None when there is no event or its provider and channel are not Sysmon's.
    """
    return read_rendering(text) or scan_xml(text)


def read_rendering(text: str) -> Event | None:
    """Read an event in the exact form of a renderer; None when anything at all is otherwise."""
    rendering = _RENDERINGS.get(text[_QUOTE : _QUOTE + 1])
    return rendering.read(text) if rendering else None
