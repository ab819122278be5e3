"""Event XML in any writing: other quotes, CDATA, comments, prefixes, cut or malformed text.

Form: https://learn.microsoft.com/en-us/windows/win32/wes/eventschema-schema. A scanner and not an
XML parser, because a parser gives up at the first fault and an event is often cut short. Document
types are stepped over, so no entity is ever declared.
"""

from __future__ import annotations

import re
from typing import Dict, List, Match, Tuple

from huntpipe.sysmon.event import Event, field_name, is_sysmon
from huntpipe.sysmon.names import SYSTEM_FIELDS
from huntpipe.sysmon.unnamed_values import name_values
from huntpipe.sysmon.xml_text import attribute_value, character_data, line_ends

_TAG = re.compile(
    r"<(?P<end>/?)(?:[\w.-]+:)?(?P<name>[\w.-]+)"
    r"(?P<attributes>(?:\s+[\w:.-]+\s*=\s*(?:'[^'<]*'|\"[^\"<]*\"))*)\s*(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(r"(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")")
_CDATA = "<![CDATA["
_CDATA_END = "]]>"
_SKIPPED = (("<!--", "-->"), ("<?", "?>"))
_DOCUMENT_TYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[[^\]]*\]\s*)?>")

_SYSTEM_TEXTS = ("EventID", "Version", "EventRecordID", "Channel", "Computer")
_SYSTEM_ATTRIBUTES = {
    ("TimeCreated", "SystemTime"): "SystemTime",
    ("Execution", "ProcessID"): "System_ProcessID",
    ("Execution", "ThreadID"): "System_ThreadID",
    ("Security", "UserID"): "System_UserID",
    ("Security", "UserId"): "System_UserID",  # as Sysmon for Linux writes it
}


def scan_xml(text: str) -> Event | None:
    """Read the first ``<Event>`` of any text that holds one, well-formed or not.

    An empty value never replaces one of the same name; otherwise the last one counts. A second
    ``<Event>`` in the text is not read, and makes the event incomplete. So do values without names
    unless the schema tells all of them.

    :returns: None when there is no event or its provider and channel are not Sysmon's.
    """
    scan = _Scan([])
    _walk(scan, text)
    return scan.event()


def scan_event_data(text: str) -> Tuple[Dict[str, str], List[str], bool]:
    """Read the first ``<EventData>`` of a text that holds no event around it.

    :returns: the values with a name, those without one, and whether the element is closed.
    """
    scan = _Scan(["Event"])
    _walk(scan, text[max(0, text.find("<EventData")) :])
    return scan.event_data()


def _walk(scan: _Scan, text: str) -> None:
    position = 0
    while not scan.finished:
        mark = text.find("<", position)
        if mark < 0:
            break
        scan.characters(character_data(text[position:mark]))
        position = _markup(scan, text, mark)


def _markup(scan: _Scan, text: str, start: int) -> int:
    """Hand the markup that begins at ``start`` to the scan and return the position behind it."""
    if text[start + 1 : start + 2] in ("!", "?"):
        return _declaration(scan, text, start)
    tag = _TAG.match(text, start)
    if tag is None or scan.is_text(tag):
        scan.characters("<")
        return start + 1
    scan.tag(tag)
    return tag.end()


def _declaration(scan: _Scan, text: str, start: int) -> int:
    """Do the same for what begins with ``<!`` or ``<?``; what is not closed ends the text."""
    if text.startswith(_CDATA, start):
        begin = start + len(_CDATA)
        end = text.find(_CDATA_END, begin)
        if end < 0:
            return len(text)
        scan.characters(line_ends(text[begin:end]))
        return end + len(_CDATA_END)
    for opening, closing in _SKIPPED:
        if text.startswith(opening, start):
            end = text.find(closing, start + len(opening))
            return len(text) if end < 0 else end + len(closing)
    document_type = _DOCUMENT_TYPE.match(text, start)
    if document_type:
        return document_type.end()
    scan.characters("<")
    return start + 1


class _Scan:
    """State of one walk over the markup of a text.

    :param path: the elements around the text.
    """

    def __init__(self, path: List[str]) -> None:
        self.finished = False
        self._path = path
        self._characters: List[str] = []
        self._data_name = ""
        self._provider = ""
        self._system = dict.fromkeys(SYSTEM_FIELDS, "")
        self._data: Dict[str, str] = {}
        self._unnamed: List[str] = []
        self._closed = False
        self._broken = False

    def event(self) -> Event | None:
        """Return what was read so far."""
        if not is_sysmon(self._provider, self._system["Channel"]):
            return None
        complete = self._closed and not self._broken
        if not self._unnamed:
            return Event(self._system, self._data, complete=complete)
        # What was cut or stands beside names tells no schema.
        values = [] if self._data or not complete else self._unnamed
        named, complete = name_values(self._system, values)
        return Event(self._system, {**self._data, **named}, complete=complete)

    def event_data(self) -> Tuple[Dict[str, str], List[str], bool]:
        """Return the values read so far, and whether the element around them is closed."""
        return self._data, self._unnamed, self._path == ["Event"] and not self._broken

    def characters(self, text: str) -> None:
        """Take characters of a value."""
        self._characters.append(text)

    def is_text(self, tag: Match[str]) -> bool:
        """Tell whether a tag is but characters: an unescaped ``<name>`` inside a value."""
        ends_a_value = tag["name"] in ("Data", "Event") or (
            tag["end"] and tag["name"] == "EventData"
        )
        return self._path[-1:] == ["Data"] and not ends_a_value

    def tag(self, tag: Match[str]) -> None:
        """Take a start tag, an end tag or an empty element."""
        name = tag["name"]
        if tag["end"]:
            self._end(name)
            return
        if name == "Event" and (self._path or self._closed):
            self._broken = self.finished = True
            return
        if name == "Event" or self._path:
            self._start(name, _attributes(tag["attributes"]))
            if tag["empty"]:
                self._end(name)

    def _start(self, name: str, attributes: Dict[str, str]) -> None:
        if self._path[-1:] == ["Data"]:
            self._path.pop()
            self._broken = True
        self._path.append(name)
        self._characters.clear()
        if self._path == ["Event", "EventData", "Data"]:
            self._data_name = field_name(attributes.get("Name", ""))
        elif self._path == ["Event", "System", "Provider"]:
            self._provider = attributes.get("Name", "")
        elif self._path[:2] == ["Event", "System"]:
            for attribute, value in attributes.items():
                field = _SYSTEM_ATTRIBUTES.get((name, attribute))
                if field:
                    self._system[field] = value

    def _end(self, name: str) -> None:
        if name not in self._path:
            return
        if self._path[-1] == name:
            self._value(name, "".join(self._characters))
        else:
            self._broken = True
        while self._path.pop() != name:
            pass
        self._characters.clear()
        self._closed = self._closed or name == "Event"

    def _value(self, name: str, value: str) -> None:
        if self._path == ["Event", "EventData", "Data"]:
            if not self._data_name:
                self._unnamed.append(value)
            elif value or not self._data.get(self._data_name):
                self._data[self._data_name] = value
        elif self._path == ["Event", "System", name] and name in _SYSTEM_TEXTS:
            self._system[name] = value.strip()


def _attributes(text: str) -> Dict[str, str]:
    return {
        name: attribute_value(single or double) for name, single, double in _ATTRIBUTE.findall(text)
    }
