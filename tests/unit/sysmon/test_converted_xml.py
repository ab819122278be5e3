"""Event XML that converters turned into JSON."""

from __future__ import annotations

import json
from typing import Any, Dict

import pytest

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.writing import CHANNEL, SYSTEM, TAR

PROVIDER = {"Name": "Microsoft-Windows-Sysmon", "Guid": "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}"}
TIME = SYSTEM["SystemTime"]
EXECUTION = {"ProcessID": 2640, "ThreadID": 3496}
TEXTS = {
    "Version": 5,
    "Level": 4,
    "EventRecordID": 99,
    "Correlation": None,
    "Channel": CHANNEL,
    "Computer": "pc1.example.org",
}
DATA = {**TAR, "OriginalFileName": ""}


def marked(mark: str, attributes: Dict[str, Any]) -> Dict[str, Any]:
    return {f"{mark}{name}": value for name, value in attributes.items()}


def with_marks(mark: str, text: str) -> Dict[str, Any]:
    """Write an event as a converter does that puts attributes and text into one object."""
    return {
        "System": {
            **TEXTS,
            "Provider": marked(mark, PROVIDER),
            "EventID": {f"{mark}Qualifiers": "0", text: "1"},
            "TimeCreated": marked(mark, {"SystemTime": TIME}),
            "Execution": marked(mark, EXECUTION),
            "Security": marked(mark, {"UserID": "S-1-5-18"}),
        },
        "EventData": {
            "Data": [
                {**marked(mark, {"Name": name}), **({text: value} if value else {})}
                for name, value in DATA.items()
            ]
        },
    }


EVTX_DUMP = {
    "#attributes": {"xmlns": "http://schemas.microsoft.com/win/2004/08/events/event"},
    "System": {
        **TEXTS,
        "Provider": {"#attributes": PROVIDER},
        "EventID": {"#attributes": {"Qualifiers": 0}, "#text": 1},
        "TimeCreated": {"#attributes": {"SystemTime": TIME}},
        "Execution": {"#attributes": EXECUTION},
        "Security": {"#attributes": {"UserID": "S-1-5-18"}},
    },
    "EventData": {"#attributes": {"Name": "x"}, **DATA, "OriginalFileName": None},
}
CHAINSAW: Dict[str, Any] = {
    "System": {
        **TEXTS,
        "Provider_attributes": PROVIDER,
        "EventID": 1,
        "EventID_attributes": {"Qualifiers": 0},
        "TimeCreated_attributes": {"SystemTime": TIME},
        "Execution_attributes": EXECUTION,
        "Security_attributes": {"UserID": "S-1-5-18"},
        "Execution": None,
    },
    "EventData": DATA,
}
XML2JS = {
    "System": [
        {
            **{name: [value] for name, value in TEXTS.items()},
            "Provider": [{"$": PROVIDER}],
            "EventID": ["1"],
            "TimeCreated": [{"$": {"SystemTime": TIME}}],
            "Execution": [{"$": EXECUTION}],
            "Security": [{"$": {"UserID": "S-1-5-18"}}],
        }
    ],
    "EventData": [
        {
            "Data": [
                {"$": {"Name": name}, **({"_": value} if value else {})}
                for name, value in DATA.items()
            ]
        }
    ],
}
VELOCIRAPTOR = {
    "System": {
        **TEXTS,
        "Provider": PROVIDER,
        "EventID": {"Value": 1},
        "TimeCreated": {"SystemTime": TIME},
        "Execution": EXECUTION,
        "Security": {"UserID": "S-1-5-18"},
    },
    "EventData": DATA,
    "Message": "",
}
OPENTELEMETRY = {
    "channel": CHANNEL,
    "computer": "pc1.example.org",
    "event_id": {"id": 1, "qualifiers": 0},
    "provider": {"event_source": "", "guid": PROVIDER["Guid"], "name": PROVIDER["Name"]},
    "record_id": 99,
    "system_time": TIME,
    "version": 5,
    "execution": {"process_id": 2640, "thread_id": 3496},
    "security": {"user_id": "S-1-5-18"},
    "event_data": {"data": [{name: value} for name, value in DATA.items()]},
}
FORMS: Dict[str, Any] = {
    "evtx_dump": {"Event": EVTX_DUMP},
    "chainsaw": {"Event": CHAINSAW},
    "chainsaw hunt": {"group": "Sigma", "document": {"kind": "evtx", "data": {"Event": CHAINSAW}}},
    "xmltodict": {"Event": with_marks("@", "#text")},
    "goxml": {"Event": with_marks("-", "#text")},
    "vector": {"Event": with_marks("", "text")},
    "xml2js": {"Event": XML2JS},
    "velociraptor": VELOCIRAPTOR,
    "without its root": EVTX_DUMP,
    "opentelemetry": OPENTELEMETRY,
    "opentelemetry body": {"body": OPENTELEMETRY},
    "flattened": {
        **{f"Event.System.{name}": value for name, value in CHAINSAW["System"].items()},
        **{f"Event.EventData.{name}": value for name, value in DATA.items()},
    },
}


def read(document: Any) -> Event:
    event = read_event(json.dumps(document))
    assert event is not None
    return event


@pytest.mark.parametrize("form", FORMS)
def test_the_event_is_read_whatever_converted_it(form: str) -> None:
    assert read(FORMS[form]) == Event(SYSTEM, DATA, complete=True)


def test_a_field_that_is_called_name_is_told_from_the_name_of_an_element() -> None:
    data = {"EventType": "WmiFilterEvent", "Name": "filter", "Query": "select 1"}
    pairs = [{name: value} for name, value in data.items()]
    event = {**OPENTELEMETRY, "event_id": {"id": 19}, "event_data": {"data": pairs}}
    assert read(event).data == data
    assert read({**event, "event_data": data}).data == data
    elements = [{"@Name": name, "#text": value} for name, value in data.items()]
    assert read({**event, "event_data": {"Data": elements}}).data == data
    assert read({**event, "event_data": {"Data": elements[1]}}).data == {"Name": "filter"}


ENDED = ["-", "2026-01-02 03:04:05.678", "{1}", "5", "C:\\a.exe", "me"]


@pytest.mark.parametrize("data", [ENDED, {"#text": ENDED}, [{"#text": value} for value in ENDED]])
def test_elements_without_names_get_those_of_the_schema_or_none(data: Any) -> None:
    system = {**CHAINSAW["System"], "EventID": 5}
    event = read({"Event": {"System": system, "EventData": {"Data": data}}})
    assert (list(event.data.values()), event.complete) == (ENDED, True)
    one_more = {"Data": [*ENDED, "more"]}
    assert read({"Event": {"System": system, "EventData": one_more}}) == Event(
        {**SYSTEM, "EventID": "5"}, {}, complete=False
    )


@pytest.mark.parametrize("event", [None, [], "x", {"System": None}, {"System": {"EventID": 1}}])
def test_other_events_are_none_of_sysmon(event: Any) -> None:
    assert read_event(json.dumps({"Event": event})) is None
