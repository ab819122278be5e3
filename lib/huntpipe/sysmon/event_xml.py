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

_TEMPLATE = (
    r"<Event xmlns='[^'<]*'><System><Provider Name='([^'<&\s]*)' Guid='[^'<]*'/>"
    r"<EventID>(\d+)</EventID><Version>(\d+)</Version><Level>\d+</Level><Task>\d+</Task>"
    r"<Opcode>\d+</Opcode><Keywords>\w+</Keywords><TimeCreated SystemTime='([^'<&\s]*)'/>"
    r"<EventRecordID>(\d+)</EventRecordID><Correlation(?: \w+='[^'<]*')*/>"
    r"<Execution ProcessID='(\d+)' ThreadID='(\d+)'/>"
    r"<Channel>([^<&\s]*)</Channel><Computer>([^<&\s]*)</Computer>"
    r"<Security UserID='([^'<&\s]*)'/></System><EventData>"
)
_DATA = r"<Data Name='([A-Za-z]\w*)'(?:/>|>([^<]*)</Data>)"
_END = "</EventData></Event>"
_QUOTE = len("<Event xmlns=")


class _Rendering:
    """The exact form of one renderer; attribute values stand in one kind of quotes."""

    def __init__(self, quote: str) -> None:
        self._system = re.compile(_TEMPLATE.replace("'", quote))
        self._data = re.compile(_DATA.replace("'", quote))
        self._empty_data = f"{quote}/>"

    def read(self, text: str) -> Event | None:
        """Read a Sysmon event in exactly this form; None when anything at all is otherwise."""
        head = self._system.match(text)
        if head is None or not text.endswith(_END):
            return None
        start = head.end()
        pairs = self._data.findall(text, start)
        data = dict(pairs)
        # Each "<" behind System belongs to a pair, two or, in an empty element, one each, or to one
        # of the two last end tags. More of them is markup this form does not have.
        marks = 2 * len(pairs) - text.count(self._empty_data, start) + 2
        if text.count("<", start) != marks or len(data) != len(pairs):
            return None
        provider, event_id, version, time, record, process, thread, channel, computer, user = (
            head.groups()
        )
        if not is_sysmon(provider, channel):
            return None
        if "&" in text or "\r" in text:
            data = {name: character_data(value) for name, value in data.items()}
        system = {
            "EventID": event_id,
            "Version": version,
            "Computer": computer,
            "Channel": channel,
            "EventRecordID": record,
            "SystemTime": time,
            "System_ProcessID": process,
            "System_ThreadID": thread,
            "System_UserID": user,
        }
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
