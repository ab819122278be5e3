"""Events that PowerShell gives and turns into JSON."""

from __future__ import annotations

import json
from typing import Any, Dict

import pytest

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.writing import CHANNEL, SYSTEM, TAR, message

RECORD: Dict[str, Any] = {
    "Id": 1,
    "Version": 5,
    "Qualifiers": None,
    "Level": 4,
    "RecordId": 99,
    "ProviderName": "Microsoft-Windows-Sysmon",
    "LogName": CHANNEL,
    "ProcessId": 2640,
    "ThreadId": 3496,
    "MachineName": "pc1.example.org",
    "UserId": {"BinaryLength": 12, "AccountDomainSid": None, "Value": "S-1-5-18"},
    "TimeCreated": "2026-01-02T03:04:05.678Z",
    "Message": message("Process Create", TAR, "\r\n"),
    "Properties": [{"Value": value} for value in TAR.values()],
    "TaskDisplayName": "Process Create (rule: ProcessCreate)",
}


@pytest.mark.parametrize("properties", [RECORD["Properties"], ["EventProperty"] * 17, None])
def test_the_process_of_the_log_writer_is_told_from_that_of_the_event(properties: Any) -> None:
    record = {**RECORD, "Properties": properties}
    for document in (record, [record]):
        assert read_event(json.dumps(document)) == Event(SYSTEM, TAR, complete=True)


def test_properties_without_a_message_get_the_names_of_the_schema_or_none() -> None:
    ended = ["-", "2026-01-02 03:04:05.678", "{1}", 5, "C:\\a.exe", "me"]
    for values, complete in ((ended, True), ([*ended, "more"], False)):
        properties = [{"Value": value} for value in values]
        record = {**RECORD, "Id": 5, "Message": None, "Properties": properties}
        event = read_event(json.dumps(record))
        assert event is not None
        assert list(event.data.values()) == (list(map(str, ended)) if complete else [])
        assert event.complete == complete
