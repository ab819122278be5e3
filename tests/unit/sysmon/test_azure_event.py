"""Rows of the table Event that Microsoft Sentinel reads."""

from __future__ import annotations

import json
from typing import Any, Dict
from xml.sax.saxutils import escape

import pytest

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.names import SYSTEM_FIELDS
from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.test_event_json import ENDED
from tests.unit.sysmon.writing import CHANNEL, SYSTEM, TAR, message

NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event"
EVENT_DATA = (
    '<DataItem type="System.XmlData" time="2026-01-02T03:04:05.678Z" sourceHealthServiceId="A1">'
    f'<EventData xmlns="{NAMESPACE}">'
    + "".join(f'<Data Name="{name}">{escape(value)}</Data>' for name, value in TAR.items())
    + "</EventData></DataItem>"
)
ROW: Dict[str, Any] = {
    "TenantId": "f0b1",
    "SourceSystem": "OpsManager",
    "TimeGenerated": SYSTEM["SystemTime"],
    "Source": "Microsoft-Windows-Sysmon",
    "EventLog": CHANNEL,
    "Computer": "pc1.example.org",
    "EventLevel": 4,
    "EventLevelName": "Information",
    "ParameterXml": "<Param>-</Param>",
    "EventData": EVENT_DATA,
    "EventID": 1,
    "RenderedDescription": message("Process Create", TAR, "\r\n"),
    "UserName": "NT AUTHORITY\\SYSTEM",
    "Type": "Event",
}
# The table has no more of the system part.
KNOWN = {
    **dict.fromkeys(SYSTEM_FIELDS, ""),
    **{name: SYSTEM[name] for name in ("EventID", "Computer", "Channel", "SystemTime")},
}


@pytest.mark.parametrize("without", [(), ("RenderedDescription",), ("EventData",)])
def test_a_row_is_read_from_its_data_or_its_message(without: tuple[str, ...]) -> None:
    row = {name: value for name, value in ROW.items() if name not in without}
    assert read_event(json.dumps(row)) == Event(KNOWN, TAR, complete=True)


def test_references_are_replaced() -> None:
    data = '<EventData><Data Name="CommandLine">a &lt;b&gt; &amp; &quot;c&quot;</Data></EventData>'
    row = {**ROW, "EventData": data, "RenderedDescription": ""}
    assert read_event(json.dumps(row)) == Event(KNOWN, {"CommandLine": 'a <b> & "c"'}, True)


@pytest.mark.parametrize("end", [200, 400, 600, -40, -20, -12, -11])
def test_data_that_was_cut_makes_the_event_incomplete(end: int) -> None:
    row = {**ROW, "EventData": EVENT_DATA[:end], "RenderedDescription": ""}
    event = read_event(json.dumps(row))
    assert event
    assert event.complete == (end == -11)
    assert event.data.items() <= TAR.items()


def test_values_without_names_get_those_of_the_schema_where_they_are_all_there() -> None:
    data = "".join(f"<Data>{escape(value)}</Data>" for value in ENDED)
    row = {**ROW, "EventID": 5, "RenderedDescription": ""}
    for end, values in (("</EventData>", ENDED), ("", [])):
        event = read_event(json.dumps({**row, "EventData": f"<EventData>{data}{end}"}))
        assert event
        assert (list(event.data.values()), event.complete) == (values, bool(values))


def test_a_row_of_another_log_is_none() -> None:
    row = {**ROW, "Source": "Microsoft-Windows-Security-Auditing", "EventLog": "Security"}
    assert read_event(json.dumps({**row, "RenderedDescription": "A process"})) is None
