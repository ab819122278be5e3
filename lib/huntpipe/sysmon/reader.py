"""Recognise the form of one written event and read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huntpipe.sysmon.event_json import read_json
from huntpipe.sysmon.event_xml import read_xml
from huntpipe.sysmon.rendered_text import read_text

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

_BEFORE_TEXT = "\ufeff \t\r\n"
_EVENT_TAG = re.compile(r"<(?:[\w.-]+:)?Event[\s/>]")
_OBJECT = re.compile(r'\{\s*"')


def read_event(text: str) -> Event | None:
    """Read one event: Event XML, the JSON of a log shipper, WinEventLog text or a bare message.

    XML and JSON may stand behind a syslog header.

    :returns: None when the text holds no Sysmon event.
    """
    text = text.lstrip(_BEFORE_TEXT)
    if text.startswith("<Event "):
        return read_xml(text.rstrip())
    if text.startswith("{"):
        return read_json(text)
    event = read_text(text)
    if event is None and _EVENT_TAG.search(text):
        return read_xml(text)
    json_object = _OBJECT.search(text) if event is None else None
    return read_json(text[json_object.start() :]) if json_object else event
