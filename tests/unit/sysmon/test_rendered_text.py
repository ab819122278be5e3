"""Rendered messages, alone and below a WinEventLog header."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict

import pytest

from huntpipe.sysmon.rendered_text import read_text
from tests.unit.sysmon.writing import TAR, message

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

HEADER = """01/02/2026 03:04:05 AM
LogName=Microsoft-Windows-Sysmon/Operational
SourceName=Microsoft-Windows-Sysmon
EventCode=1
EventType=4
Type=Information
ComputerName=pc1.example.org
User=NOT_TRANSLATED
Sid=S-1-5-18
SidType=0
TaskCategory=Process Create (rule: ProcessCreate)
OpCode=Info
RecordNumber=99
Keywords=None
Message="""
CREATE = message("Process Create", TAR)


def read(text: str) -> Event:
    event = read_text(text)
    assert event is not None
    return event


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_a_message_alone_is_an_event(newline: str, end: str) -> None:
    event = read(message("Process Create", TAR, newline) + end)
    assert event.data == TAR
    assert event.system["EventID"] == "1"
    assert event.complete


def test_the_header_gives_the_system_fields() -> None:
    event = read(HEADER + CREATE)
    assert event.data == TAR
    assert {name: value for name, value in event.system.items() if value} == {
        "EventID": "1",
        "Computer": "pc1.example.org",
        "Channel": "Microsoft-Windows-Sysmon/Operational",
        "EventRecordID": "99",
        "System_UserID": "S-1-5-18",
    }


def test_a_syslog_header_before_the_first_line_does_not_matter() -> None:
    header = HEADER[HEADER.index("LogName") :]
    assert read("<14>Jan  2 03:04:05 pc1 Sysmon: " + header + CREATE) == read(HEADER + CREATE)


def test_header_lines_in_another_language_are_tolerated() -> None:
    german = HEADER.replace("Information", "Informationen").replace("None", "Keine")
    german = german.replace("TaskCategory=Process", "Aufgabenkategorie=Prozess")
    assert read(german + CREATE).data == TAR
    event = read("Protokollname=Sysmon\nEreigniskennung=1\nMeldung=" + CREATE)
    assert (event.system["EventID"], event.data) == ("1", TAR)
    event = read("Protokollname:  Sysmon\nEreignis-ID:    1\nBeschreibung:\n" + CREATE)
    assert (event.system["EventID"], event.data) == ("1", TAR)


def test_an_unknown_event_yields_its_fields() -> None:
    header = HEADER.replace("EventCode=1", "EventCode=99")
    event = read(header + message("Something New", {"Novelty": "a: b", "Other": ""}))
    assert event.data == {"Novelty": "a: b", "Other": ""}
    assert event.complete


def test_an_unknown_field_is_one() -> None:
    assert read(message("Process Create", {**TAR, "Novelty": "1"})).data == {**TAR, "Novelty": "1"}


@pytest.mark.parametrize(
    "command",
    [
        "cmd /c echo one\ntwo\n\nthree",
        "cmd /c echo\nnote: this is no field",
        "cmd /c echo\nUser: NT AUTHORITY\\SYSTEM\nImage: C:\\fake.exe",
        "cmd /c echo\nCurrentDirectory: C:\\fake\nUser: fake\nHashes: MD5=0",
    ],
)
def test_lines_in_a_value_that_look_like_fields_stay_in_it(command: str) -> None:
    for field in ("CommandLine", "ParentCommandLine"):
        data = {**TAR, field: command}
        assert read(message("Process Create", data)).data == data


def test_fields_in_the_order_of_an_older_schema_are_read() -> None:
    data: Dict[str, str] = {
        "UtcTime": "2017-01-01 00:00:00.000",
        "ProcessId": "1",
        "Image": "C:\\a.exe",
        "EventType": "SetValue",
        "TargetObject": "HKLM\\X",
        "Details": "DWORD (0x00000001)",
    }
    assert read(message("Registry value set", data)).data == data


def test_a_message_cut_in_a_value_keeps_the_values_before_it() -> None:
    event = read(CREATE[: CREATE.index("\\anna\\Documents")])
    names = list(TAR)
    assert event.data == {name: TAR[name] for name in names[: names.index("CommandLine")]}
    assert not event.complete


def test_a_message_cut_in_a_name_keeps_the_values_before_it() -> None:
    event = read(CREATE[: CREATE.index("ParentUser") + len("ParentUs")])
    assert event.data == {name: value for name, value in TAR.items() if name != "ParentUser"}
    assert not event.complete


def test_a_header_without_its_message_is_a_cut_event() -> None:
    event = read(HEADER[: HEADER.index("RecordNumber")])
    assert event.system["EventID"] == "1"
    assert event.data == {}
    assert not event.complete


@pytest.mark.parametrize(
    "text",
    [
        "Process Create:\nnothing of it",
        "just text\nwith lines",
        HEADER.replace("Sysmon", "Security-Auditing") + CREATE,
        "Message=Service started:\nImage: x",
    ],
)
def test_other_text_is_no_event(text: str) -> None:
    assert read_text(text) is None
