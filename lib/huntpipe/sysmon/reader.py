"""Recognise the form of one written event and read it."""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.event_json import read_record
from huntpipe.sysmon.event_xml import read_xml
from huntpipe.sysmon.json_record import load_record, records, value_at
from huntpipe.sysmon.message_title import titles
from huntpipe.sysmon.names import SYSTEM_FIELDS
from huntpipe.sysmon.rendered_text import read_text
from huntpipe.sysmon.xml_scanner import scan_event_data

if TYPE_CHECKING:
    from typing import Iterator, Match

    from huntpipe.sysmon.json_record import Record

_BEFORE_TEXT = "\ufeff \t\r\n"
_EVENT_TAG = re.compile(r"<(?:[\w.-]+:)?Event[\s/>]")
_OBJECT = re.compile(r'\{\s*"|\[\s*\{\s*"')
_MESSAGE = re.compile(r"^Message=", re.MULTILINE)
# Where an object carries an event as text: Cribl, Splunk, Vector, Winlogbeat, container logs.
_TEXTS = ("_raw", "event", "xml", "event.original", "original", "message", "Message", "log", "body")


def read_event(text: str) -> Event | None:
    """Read one event: Event XML, the JSON of a log shipper, WinEventLog text or a bare message.

    XML and JSON may stand behind a syslog header, and any form in a text of a JSON object.

    :returns: None when the text holds no Sysmon event.
    """
    text = text.lstrip(_BEFORE_TEXT)
    if text.startswith("<Event "):
        return read_xml(text.rstrip())
    if text.startswith("{"):
        return _read_json(text)
    if text.startswith(("<DataItem", "<EventData")):
        return _read_event_data(text)
    tag, json_object = _EVENT_TAG.search(text), _OBJECT.search(text)
    if tag is None and json_object is None:
        return read_text(text)
    forms = [
        (_start(tag, text), read_xml),
        (_start(json_object, text), _read_json),
        (min(_title_start(text), _start(_MESSAGE.search(text), text)), lambda _: read_text(text)),
    ]
    # What stands first may hold the others in a value.
    events = (read(text[start:]) for start, read in sorted(forms, key=itemgetter(0)))
    return next(filter(None, events), None)


def _read_event_data(text: str) -> Event | None:
    """Read the values of an event that lost its system part, and with it its id."""
    data, _, _ = scan_event_data(text)
    if "UtcTime" not in data:  # as all of Sysmon's have it, and hardly another's
        return None
    return Event(dict.fromkeys(SYSTEM_FIELDS, ""), data, complete=False)


def _title_start(text: str) -> int:
    return next((title.start for title in titles(text)), len(text))


def _start(mark: Match[str] | None, text: str) -> int:
    return mark.start() if mark else len(text)


def _read_json(text: str) -> Event | None:
    """Read an event from a JSON object, or from a text that it carries."""
    try:
        record, complete = load_record(text)
        event = read_record(record)
    except (ValueError, RecursionError):
        return None
    if event is None or not event.data:
        event = next(filter(None, map(read_event, _texts(record))), event)
    return event and event._replace(complete=event.complete and complete)


def _texts(record: Record) -> Iterator[str]:
    for candidate in records(record):
        for path in _TEXTS:
            value = value_at(candidate, path)
            if isinstance(value, str):
                yield value
