"""Events as log shippers send them."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict

import pytest

from huntpipe.sysmon.event import Event
from huntpipe.sysmon.reader import read_event as read_json
from tests.unit.sysmon.writing import CHANNEL, SYSTEM, TAR, message

MESSAGE = message("Process Create", {**TAR, "LogonId": "0x3E7"}, "\r\n")
PROVIDER = "Microsoft-Windows-Sysmon"
NXLOG = {
    "EventTime": SYSTEM["SystemTime"],
    "Hostname": "pc1.example.org",
    "Keywords": -9223372036854775808,
    "EventType": "INFO",
    "SeverityValue": 2,
    "Severity": "INFO",
    "EventID": 1,
    "SourceName": PROVIDER,
    "ProviderGuid": "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}",
    "Version": 5,
    "Task": 1,
    "OpcodeValue": 0,
    "RecordNumber": 99,
    "ProcessID": 2640,
    "ThreadID": 3496,
    "Channel": CHANNEL,
    "Domain": "NT AUTHORITY",
    "AccountName": "SYSTEM",
    "UserID": "S-1-5-18",
    "AccountType": "User",
    "Message": MESSAGE,
    "Category": "Process Create (rule: ProcessCreate)",
    "Opcode": "Info",
    # NXLog's names ignore case: its ProcessID takes the place of ProcessId.
    **{name: value for name, value in TAR.items() if name != "ProcessId"},
    "EventReceivedTime": "2026-01-02 03:04:06",
    "SourceModuleName": "eventlog",
    "SourceModuleType": "im_msvistalog",
}
WINLOG = {
    "channel": CHANNEL,
    "computer_name": "pc1.example.org",
    "event_data": {**TAR, "ProcessId": 4242},
    "event_id": 1,
    "process": {"pid": 2640, "thread": {"id": 3496}},
    "provider_name": PROVIDER,
    "record_id": 99,
    "user": {"identifier": "S-1-5-18", "name": "SYSTEM"},
    "version": 5,
}
WINLOGBEAT = {
    "@timestamp": SYSTEM["SystemTime"],
    "event": {"code": 1, "provider": PROVIDER},
    "message": MESSAGE,
    "winlog": WINLOG,
}
WINLOGBEAT_6 = {
    "@timestamp": SYSTEM["SystemTime"],
    "computer_name": "pc1.example.org",
    "event_data": TAR,
    "event_id": 1,
    "log_name": CHANNEL,
    "process_id": 2640,
    "record_number": "99",
    "source_name": PROVIDER,
    "thread_id": 3496,
    "user": {"identifier": "S-1-5-18"},
    "version": 5,
}
FLUENTD = {
    "ProviderName": PROVIDER,
    "ProviderGUID": "{5770385F-C22A-43E0-BF4C-06F5698FFBD9}",
    "EventID": "1",
    "Qualifiers": "",
    "Level": "4",
    "Task": "1",
    "Opcode": "0",
    "Keywords": "0x8000000000000000",
    "TimeCreated": SYSTEM["SystemTime"],
    "EventRecordID": "99",
    "ActivityID": "",
    "RelatedActivityID": "",
    "ProcessID": "2640",
    "ThreadID": "3496",
    "Channel": CHANNEL,
    "Computer": "pc1.example.org",
    "UserID": "S-1-5-18",
    "Version": "5",
    "Description": message("Process Create", TAR, "\r\n"),
    "EventData": list(TAR.values()),
}


FLUENT_BIT = {
    **{name: value for name, value in FLUENTD.items() if name not in ("Description", "EventData")},
    "Message": message("Process Create", TAR, "\r\n"),
    "StringInserts": list(TAR.values()),
}


def read(document: Dict[str, Any]) -> Event:
    event = read_json(json.dumps(document))
    assert event is not None
    return event


@pytest.mark.parametrize(
    "document",
    [NXLOG, WINLOGBEAT, WINLOGBEAT_6, FLUENTD, FLUENT_BIT],
    ids=["nxlog", "wlb", "wlb6", "fluentd", "fluent bit"],
)
def test_the_event_is_read_whoever_ships_it(document: Dict[str, Any]) -> None:
    assert read(document) == Event(SYSTEM, TAR, complete=True)


def test_what_the_shipper_left_out_comes_from_the_message() -> None:
    document = {name: value for name, value in NXLOG.items() if name != "RuleName"}
    assert read(document).data == TAR


def test_event_type_of_sysmon_is_told_from_that_of_nxlog() -> None:
    data = {"EventType": "SetValue", "TargetObject": "HKLM\\X", "Details": "1"}
    document = {**NXLOG, "EventID": 13, "Message": message("Registry value set", data)}
    assert read(document).data["EventType"] == "SetValue"
    assert (
        read({**document, "Message": "", "EventType": "SetValue"}).data["EventType"] == "SetValue"
    )
    assert "EventType" not in read({**document, "Message": ""}).data


def test_a_list_of_values_without_a_message_gets_the_names_of_the_schema() -> None:
    values = ["-", "2026-01-02 03:04:05.678", "{1}", "5", "C:\\a.exe", "me"]
    event = read({**FLUENTD, "EventID": "5", "Description": "", "EventData": values})
    assert event.data == {
        "RuleName": "-",
        "UtcTime": "2026-01-02 03:04:05.678",
        "ProcessGuid": "{1}",
        "ProcessId": "5",
        "Image": "C:\\a.exe",
        "User": "me",
    }


def test_values_keep_their_writing() -> None:
    document = json.dumps(WINLOGBEAT).replace("4242", "10000000000000000000000.10")
    event = read_json(document.replace('"S-1-5-18"', "null"))
    assert event is not None
    assert event.data["ProcessId"] == "10000000000000000000000.10"
    assert event.system["System_UserID"] == ""
    data = {"a": None, "b": True, "c": ["x", 1], "d": "\ud800", "_raw": "y"}
    event = read({"winlog": {**WINLOG, "event_data": data}})
    assert event.data == {"a": "", "b": "true", "c": '["x", "1"]', "d": "\ufffd", "data_raw": "y"}


def test_every_cut_keeps_only_whole_values() -> None:
    text = json.dumps({"winlog": WINLOG})
    whole = {**TAR}
    for end in range(text.index("event_data"), len(text)):
        event = read_json(text[:end])
        assert event is not None
        assert event.data.items() <= whole.items()
        assert not event.complete


@pytest.mark.parametrize("text", ["{", "{}", "{]", '{"a":', "{'a': 1}", '{"EventID": 1}', "[1]"])
def test_other_json_is_no_event(text: str) -> None:
    assert read_json(text) is None


def test_nesting_without_an_end_is_no_event() -> None:
    for nested in ("[", '{"a":'):
        assert read_json(nested * 100_000) is None


def test_a_second_object_makes_the_event_incomplete() -> None:
    event = read_json(json.dumps(NXLOG) + "\n" + json.dumps(NXLOG))
    assert event == Event(SYSTEM, TAR, complete=False)


def test_control_characters_that_json_forbids_stay_as_they_are() -> None:
    text = json.dumps({**NXLOG, "CommandLine": "a@b"}).replace("a@b", "a\x01\tb\nc")
    event = read_json(text)
    assert event is not None
    assert (event.data["CommandLine"], event.complete) == ("a\x01\tb\nc", True)


def flat(document: Dict[str, Any], prefix: str = "") -> Dict[str, Any]:
    """Write the names of nested objects in a row, with dots between them."""
    names: Dict[str, Any] = {}
    for name, value in document.items():
        if isinstance(value, dict):
            names.update(flat(value, f"{prefix}{name}."))
        else:
            names[prefix + name] = value
    return names


@pytest.mark.parametrize("document", [WINLOGBEAT, WINLOGBEAT_6], ids=["wlb", "wlb6"])
@pytest.mark.parametrize(
    "write",
    [
        flat,
        lambda document: {**document, "winlog": flat(document.get("winlog", {}))},
        lambda document: {"_index": "winlogbeat", "_id": "1", "_source": document},
        lambda document: {"_index": "winlogbeat", "_source": flat(document)},
        lambda document: flat({"_source": document}),
        lambda document: {"_id": "1", "fields": {k: [v] for k, v in flat(document).items()}},
        lambda document: {"time": 1, "host": "pc1", "event": document},
        lambda document: [document],
        lambda document: [{"_source": flat(document)}],
    ],
    ids=["flat", "half", "hit", "flat hit", "flatter", "fields", "hec", "array", "array of hit"],
)
def test_an_export_is_read_whether_flattened_or_wrapped(
    document: Dict[str, Any], write: Callable[[Dict[str, Any]], Any]
) -> None:
    assert read_json(json.dumps(write(document))) == Event(SYSTEM, TAR, complete=True)


def test_of_a_list_of_events_the_first_counts_and_the_event_is_incomplete() -> None:
    assert read_json(json.dumps([NXLOG, WINLOGBEAT])) == Event(SYSTEM, TAR, complete=False)
    assert read_json("[]") is None


def test_a_list_of_values_that_the_message_holds_leaves_the_message_its_writing() -> None:
    text = message("Process Create", {**TAR, "LogonId": "0x3E7"}, "\r\n")
    event = read({**FLUENTD, "Description": text})
    assert (event.data["LogonId"], event.complete) == ("0x3E7", True)
    parsed_description = {**FLUENTD, "Description": "", "DescriptionTitle": text}
    assert read(parsed_description) == event


ENDED = ["-", "2026-01-02 03:04:05.678", "{1}", "5", "C:\\a.exe", "me"]


def fluentd(values: Any, description: str = "") -> Event:
    return read({**FLUENTD, "EventID": "5", "Description": description, "EventData": values})


@pytest.mark.parametrize("values", [ENDED[1:4], [*ENDED, "more"], [*ENDED[:3], "x", *ENDED[4:]]])
def test_a_list_of_values_that_fits_no_schema_is_missed(values: Any) -> None:
    event = fluentd(values)
    assert (event.system, event.data) == ({**SYSTEM, "EventID": "5"}, {})
    assert not event.complete


def test_a_list_that_is_longer_than_its_message_makes_the_event_incomplete() -> None:
    known = {"RuleName": "-", "Image": "C:\\a.exe"}
    text = message("Process terminated", known)
    assert fluentd([*ENDED, "more"], text) == Event(
        {**SYSTEM, "EventID": "5"}, known, complete=False
    )
    whole = fluentd(ENDED, text)
    assert (list(whole.data.values()), whole.complete) == (["-", "C:\\a.exe", *ENDED[1:4], "me"], 1)


def test_values_without_names_are_told_by_the_schema_whoever_sends_them() -> None:
    expected = fluentd(ENDED)
    numbered = {f"param{number}": value for number, value in enumerate(ENDED, 1)}
    fluent_bit = {**FLUENT_BIT, "EventID": 5, "Message": "", "StringInserts": ENDED}
    assert read(fluent_bit) == expected
    for values in (numbered, {"Data": ENDED}, {"Data": {"#text": ENDED}}, {"data": ENDED}):
        assert fluentd(values) == expected
    assert fluentd({**numbered, "param8": "x"}).data == {}
    assert not fluentd({**numbered, "param8": "x"}).complete
    old = {
        "channel": CHANNEL,
        "record_number": "99",
        "event_id": "5",
        "source_name": PROVIDER,
        "description": "",
        "string_inserts": ENDED,
    }
    assert (read(old).data, read(old).complete) == (expected.data, True)


def test_an_event_without_any_value_is_incomplete() -> None:
    for document in (
        {"winlog": {**WINLOG, "event_data": {}}},
        {**FLUENTD, "EventData": [], "Description": "", "Tag": "winevt"},
        {**FLUENTD, "EventData": None, "Description": FLUENTD["Description"][:90]},
    ):
        assert not read(document).complete
