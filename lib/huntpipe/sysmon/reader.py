"""Recognise the form of one written event and read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huntpipe.sysmon.event_json import read_record
from huntpipe.sysmon.event_xml import read_xml
from huntpipe.sysmon.json_record import load_record, records, value_at
from huntpipe.sysmon.rendered_text import read_text

if TYPE_CHECKING:
    from typing import Iterator

    from huntpipe.sysmon.event import Event
    from huntpipe.sysmon.json_record import Record

_BEFORE_TEXT = "\ufeff \t\r\n"
_EVENT_TAG = re.compile(r"<(?:[\w.-]+:)?Event[\s/>]")
_OBJECT = re.compile(r'(?:\[\s*)?\{\s*"')
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
    event = read_text(text)
    if event is None and _EVENT_TAG.search(text):
        return read_xml(text)
    json_object = _OBJECT.search(text) if event is None else None
    return _read_json(text[json_object.start() :]) if json_object else event


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
