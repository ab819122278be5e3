"""sysmonparse as splunkd runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from preview.wire import CommandFailed, pipe
from tests.shared import shared_data
from tests.unit.sysmon.writing import TAR, event_xml, message

if TYPE_CHECKING:
    from preview.body import Event

EVENT = event_xml(TAR)
EVENT_DATA = f"<DataItem>{EVENT[EVENT.index('<EventData') : -len('</Event>')]}</DataItem>"
FORMS = {
    "XML as Windows writes it": EVENT,
    "XML in double quotes": EVENT.replace("'", '"'),
    "XML in lines": "\ufeff<?xml version='1.0'?>\r\n" + EVENT.replace("><", ">\n<"),
    "XML behind syslog": "<14>Jan  2 03:04:05 pc1 sysmon: " + EVENT,
    "WinEventLog text": "01/02/2026 03:04:05 AM\nLogName=Microsoft-Windows-Sysmon/Operational\n"
    "SourceName=Microsoft-Windows-Sysmon\nEventCode=1\nComputerName=pc1.example.org\n"
    "Message=" + message("Process Create", TAR),
    "a message alone": message("Process Create", TAR, "\r\n"),
    "NXLog": json.dumps(
        {
            "EventID": 1,
            "SourceName": "Microsoft-Windows-Sysmon",
            "EventType": "INFO",
            "Message": message("Process Create", TAR, "\r\n"),
            **TAR,
        }
    ),
    "Winlogbeat": json.dumps(
        {
            "winlog": {
                "provider_name": "Microsoft-Windows-Sysmon",
                "event_id": 1,
                "event_data": TAR,
            }
        }
    ),
    "fluentd": json.dumps(
        {
            "ProviderName": "Microsoft-Windows-Sysmon",
            "EventID": "1",
            "Description": message("Process Create", TAR, "\r\n"),
            "EventData": list(TAR.values()),
        }
    ),
    "a message behind syslog": "<14>Jan  2 03:04:05 pc1 sysmon: " + message("Process Create", TAR),
    "a message in one line": "<14>1 2026-01-02T03:04:05Z pc1 sysmon - - - "
    + message("Process Create", TAR, "#015#012"),
    "Elasticsearch, flattened": json.dumps(
        {
            "_source": {
                "winlog.provider_name": "Microsoft-Windows-Sysmon",
                "winlog.event_id": "1",
                **{f"winlog.event_data.{name}": value for name, value in TAR.items()},
            }
        }
    ),
    "evtx_dump": json.dumps(
        {
            "Event": {
                "System": {
                    "Provider": {"#attributes": {"Name": "Microsoft-Windows-Sysmon"}},
                    "EventID": 1,
                },
                "EventData": TAR,
            }
        }
    ),
    "GELF": json.dumps(
        {
            "short_message": "Process Create:",
            "_EventID": 1,
            "_SourceName": "Microsoft-Windows-Sysmon",
            **{f"_{name}": value for name, value in TAR.items()},
        }
    ),
    "Microsoft Sentinel": json.dumps(
        {
            "Source": "Microsoft-Windows-Sysmon",
            "EventLog": "Microsoft-Windows-Sysmon/Operational",
            "EventID": 1,
            "EventData": EVENT_DATA,
        }
    ),
    "XML that an object carries": json.dumps({"_raw": EVENT, "host": "pc1"}),
}


def one(raw: str, *arguments: str, **fields: str) -> Event:
    (event,) = pipe("sysmonparse", arguments, [{"_raw": raw, **fields}]).events
    return event


def test_every_form_in_one_search_gives_the_same_fields(python: str) -> None:
    events: list[Event] = [{"_raw": raw, "form": form} for form, raw in FORMS.items()]
    results = pipe("sysmonparse", [], events, python=python).events
    for result in results:
        assert {name: result[name] for name in TAR} == TAR, result["form"]
        assert result["EventID"] == "1"
        assert result["sysmon_event"] == "Process Create"
        assert (result["MD5"], result["technique_id"]) == ("BB", "T1560.001")
        assert result["sysmon_status"] == "parsed"


@pytest.mark.parametrize("folder", ["xml", "text"])
def test_real_events_come_back_exactly(folder: str) -> None:
    cases = [
        json.loads(line)
        for path in sorted(shared_data(f"sysmon/{folder}").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()[:20]
    ]
    events: list[Event] = [{"_raw": case["raw"]} for case in cases]
    results = pipe("sysmonparse", ["explain=true"], events, chunk_size=100).events
    for case, result in zip(cases, results):
        assert {name: result.get(name, "") for name in case["expect"]} == case["expect"]
        assert result["sysmon_summary"]


def test_edge_cases_and_malformed_events_pass(python: str) -> None:
    events: list[Event] = [
        {"_raw": json.loads(line)["raw"]}
        for name in ("edge_cases", "malformed_real_events")
        for line in shared_data(f"sysmon/{name}.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    outcome = pipe("sysmonparse", ["names=both", "explain=true"], events, python=python)
    assert not outcome.messages
    assert {event["sysmon_status"] for event in outcome.events} == {
        "parsed",
        "partial",
        "not_sysmon",
        "empty",
    }


def test_a_cut_event_is_partial() -> None:
    event = one(EVENT[: EVENT.index("</Data><Data Name='User'>")])
    assert event["sysmon_status"] == "partial"
    assert event["CommandLine"] == TAR["CommandLine"]
    assert "CurrentDirectory" not in event


def test_event_data_alone_is_partial_for_it_says_no_event_id() -> None:
    event = one(EVENT_DATA)
    assert {name: event[name] for name in TAR} == TAR
    assert (event["sysmon_event"], event["sysmon_status"]) == ("Unknown", "partial")


def test_an_event_of_another_source_keeps_what_it_has() -> None:
    event = one("no event", Computer="mine", Image="mine")
    assert event == {
        "_raw": "no event",
        "Computer": "mine",
        "Image": "mine",
        "sysmon_status": "not_sysmon",
    }


def test_the_event_may_be_in_any_field() -> None:
    (event,) = pipe("sysmonparse", ["field=xml"], [{"xml": EVENT, "_raw": "x"}]).events
    assert event["Image"] == TAR["Image"]
    (event,) = pipe("sysmonparse", ["field=other"], [{"xml": EVENT}]).events
    assert event["sysmon_status"] == "empty"


def test_lines_of_a_multivalue_field_are_one_event() -> None:
    lines = message("Process Create", TAR).split("\n")
    (event,) = pipe("sysmonparse", ["field=lines"], [{"lines": lines}]).events
    assert event["ParentUser"] == TAR["ParentUser"]


def test_existing_fields_are_overwritten_unless_told_not_to() -> None:
    assert one(EVENT, User="mine")["User"] == TAR["User"]
    event = one(EVENT, "overwrite=false", User="mine", Company="")
    assert (event["User"], event["Image"]) == ("mine", TAR["Image"])


def test_the_prefix_is_before_every_field() -> None:
    event = one(EVENT, "prefix=s_", "explain=true", "names=both", Image="mine")
    assert event["s_Image"] == TAR["Image"]
    assert event["s_process_name"] == "tar.exe"
    assert event["s_sysmon_status"] == "parsed"
    assert all(name.startswith("s_") or name in {"_raw", "Image"} for name in event)


def test_cim_names_take_the_place_of_sysmons() -> None:
    event = one(EVENT, "names=cim")
    assert (event["process"], event["dest"]) == (TAR["CommandLine"], "pc1.example.org")
    assert (event["user"], event["user_domain"]) == ("SYSTEM", "NT AUTHORITY")
    assert "Image" not in event
    assert "MD5" not in event


def test_an_explained_event_has_a_sentence_and_its_marks() -> None:
    event = one(EVENT.replace("C:\\Windows\\System32\\tar", "C:\\Windows\\Temp\\tar"), "explain=t")
    assert str(event["sysmon_summary"]).startswith(
        "tar.exe (C:\\Windows\\Temp\\tar.exe) was run by"
    )
    assert event["sysmon_notes"] == ["runs_as_system", "temporary_folder"]
    assert "sysmon_summary" not in one(EVENT)


def test_all_columns_of_the_event_are_asked_for() -> None:
    assert pipe("sysmonparse", [], []).configuration == {"type": "streaming"}


@pytest.mark.parametrize(
    ("argument", "problem"),
    [("names=all", "names=all"), ("explain=maybe", "explain=maybe"), ("_raw", "field=_raw")],
)
def test_senseless_arguments_are_refused_with_the_syntax(argument: str, problem: str) -> None:
    with pytest.raises(CommandFailed, match=problem) as failure:
        pipe("sysmonparse", [argument], [])
    assert "Syntax: sysmonparse [field=<field>]" in str(failure.value)
