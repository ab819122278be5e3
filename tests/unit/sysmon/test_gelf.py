"""Events that NXLog sends to Graylog."""

from __future__ import annotations

import json

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.test_event_json import MESSAGE, NXLOG
from tests.unit.sysmon.writing import SYSTEM, TAR

GELF = {
    "version": "1.1",
    "host": "pc1.example.org",
    "short_message": MESSAGE[:64],
    "full_message": MESSAGE,
    "timestamp": 1767323045.678,
    "level": 6,
    **{f"_{name}": value for name, value in NXLOG.items() if name not in ("Hostname", "Message")},
}


def test_a_message_is_read_as_what_nxlog_sends_elsewhere() -> None:
    assert read_event(json.dumps(GELF)) == Event(SYSTEM, TAR, complete=True)


def test_the_cut_message_is_read_where_it_is_all_there_is() -> None:
    document = {name: value for name, value in GELF.items() if name != "full_message"}
    without_process_id = {name: value for name, value in TAR.items() if name != "ProcessId"}
    event = read_event(json.dumps(document))
    assert event
    assert event.data == without_process_id


def test_a_message_of_another_program_is_none() -> None:
    document = {**GELF, "_SourceName": "nginx", "_Channel": "", "full_message": "started"}
    assert read_event(json.dumps(document)) is None
