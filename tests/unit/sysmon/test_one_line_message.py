"""Messages that a transport put into one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huntpipe.sysmon.reader import read_event
from tests.unit.sysmon.writing import message

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

HEADER = "<14>Jan  2 03:04:05 pc1 Microsoft-Windows-Sysmon[2640]: "
ENDED = {
    "RuleName": "",
    "UtcTime": "2026-01-02 03:04:05.678",
    "ProcessGuid": "{1}",
    "ProcessId": "5",
    "Image": "C:\\Program Files\\new\\nt.exe",
    "User": "NT AUTHORITY\\SYSTEM",
}
CREATED = {
    "RuleName": "-",
    "UtcTime": "2026-01-02 03:04:05.678",
    "ProcessGuid": "{1}",
    "ProcessId": "5",
    "Image": "C:\\a.exe",
    "FileVersion": "1.0",
    "Description": "A: a tool",
    "Product": "-",
    "Company": "",
    "OriginalFileName": "a.exe",
    "CommandLine": "a.exe Note: x \\new",
    "CurrentDirectory": "C:\\",
    "User": "me",
    "LogonGuid": "{2}",
    "LogonId": "0x3E7",
    "TerminalSessionId": "0",
    "IntegrityLevel": "High",
    "Hashes": "MD5=1",
    "ParentProcessGuid": "{3}",
    "ParentProcessId": "6",
    "ParentImage": "C:\\b.exe",
    "ParentCommandLine": "b.exe -x ",
    "ParentUser": "me",
}
BREAKS = (" ", "  ", "\t", "\\n", "\\r\\n", "#015#012", "#012")


def read(text: str) -> Event:
    event = read_event(text)
    assert event is not None
    return event


@pytest.mark.parametrize("line_break", BREAKS)
@pytest.mark.parametrize("header", ["", HEADER, "<14>1 2026-01-02T03:04:05Z pc1 Sysmon 1 - - "])
def test_every_field_is_read_whatever_stands_for_line_breaks(header: str, line_break: str) -> None:
    for title, data in (("Process Create", CREATED), ("Process terminated", ENDED)):
        event = read(header + message(title, data, line_break))
        assert (event.data, event.complete) == (data, True)


def test_an_event_of_an_older_schema_is_whole_without_the_newer_fields() -> None:
    newer = ("RuleName", "OriginalFileName", "ParentUser")
    data = {name: value for name, value in CREATED.items() if name not in newer}
    event = read(HEADER + message("Process Create", data, "#015#012"))
    assert (event.data, event.complete) == (data, True)


def test_fields_that_a_transport_left_out_do_not_matter() -> None:
    data = {name: value for name, value in CREATED.items() if name not in ("Company", "LogonId")}
    event = read(HEADER + message("Process Create", data, " "))
    assert (event.data, event.complete) == (data, True)


def test_a_field_of_a_newer_schema_in_a_value_of_an_older_one_stays_there() -> None:
    data = {name: value for name, value in CREATED.items() if name != "ParentUser"}
    data["CommandLine"] = "a.exe ParentUser: fake"
    event = read(HEADER + message("Process Create", data, " "))
    assert (event.data, event.complete) == (data, True)


def test_a_line_break_at_the_end_is_no_part_of_the_last_value() -> None:
    for end in ("#015#012", "#015#012\n", "\r\n"):
        event = read(message("Process terminated", ENDED, "#015#012") + end)
        assert (event.data, event.complete) == (ENDED, True)


def test_a_value_that_looks_like_a_field_leaves_only_the_doubtful_fields_out() -> None:
    command = "a.exe CurrentDirectory: C:\\fake User: fake"
    event = read(HEADER + message("Process Create", {**CREATED, "CommandLine": command}, " "))
    doubtful = ("CommandLine", "CurrentDirectory", "User")
    assert event.data == {name: value for name, value in CREATED.items() if name not in doubtful}
    assert not event.complete


def test_every_cut_keeps_only_values_that_were_ended() -> None:
    text = message("Process terminated", ENDED, " ")
    for end in range(text.index("{1}"), text.index("Image: ")):
        event = read(text[:end])
        assert event.data.items() <= ENDED.items()
        assert not event.complete


def test_a_cut_in_a_name_makes_the_event_incomplete() -> None:
    text = message("Process Create", CREATED, " ")
    cut = read(text[: text.index("ParentUser") + 7])
    before = list(CREATED.items())[:-2]
    assert (list(cut.data.items()), cut.complete) == (before, False)


def test_a_header_in_the_same_line_gives_the_system_fields() -> None:
    header = (
        "01/02/2026 03:04:05 AM{0}LogName=Microsoft-Windows-Sysmon/Operational{0}"
        "SourceName=Microsoft-Windows-Sysmon{0}EventCode=5{0}ComputerName=pc1.example.org{0}"
        "Sid=S-1-5-18{0}RecordNumber=99{0}Keywords=None{0}Message="
    )
    for line_break in BREAKS:
        event = read(header.format(line_break) + message("Process terminated", ENDED, line_break))
        assert {name: value for name, value in event.system.items() if value} == {
            "EventID": "5",
            "Computer": "pc1.example.org",
            "Channel": "Microsoft-Windows-Sysmon/Operational",
            "EventRecordID": "99",
            "System_UserID": "S-1-5-18",
        }
        assert (event.data, event.complete) == (ENDED, True)


def test_the_header_of_snare_is_read_and_its_counter_is_no_part_of_the_message() -> None:
    header = (
        "pc1 MSWinEventLog\t1\tMicrosoft-Windows-Sysmon/Operational\t2442\tTue Nov 19 05:24:15 2019"
        "\t1\tMicrosoft-Windows-Sysmon\tSYSTEM\tUser\tInformation\tpc1.example.org"
        "\tProcess Create (rule: ProcessCreate)\t\t"
    )
    data = {name: value for name, value in CREATED.items() if name != "ParentUser"}
    for end in ("\t20133", "\t20133\tEventSourceId=AU_123\tChecksum=1 2", ""):
        event = read(header + message("Process Create", data, "  ") + end)
        assert (event.data, event.complete) == (data, True)
    assert event.system["Channel"] == "Microsoft-Windows-Sysmon/Operational"
    assert event.system["Computer"] == "pc1.example.org"
    assert event.system["EventID"] == "1"


def test_the_header_of_wincollect_gives_the_system_fields() -> None:
    header = (
        "<13>Nov 09 01:25:53 DC AgentDevice=WindowsLog\tAgentLogFile=Microsoft-Windows-Sysmon"
        "/Operational\tSource=Microsoft-Windows-Sysmon\tComputer=pc1.example.org\t"
        "OriginatingComputer=192.0.2.1\tUser=SYSTEM\tEventID=5\tEventIDCode=5\t"
        "RecordNumber=99\tOpcode=Info\tMessage="
    )
    event = read(header + message("Process terminated", ENDED, " "))
    assert (event.data, event.complete) == (ENDED, True)
    assert {name: value for name, value in event.system.items() if value} == {
        "EventID": "5",
        "Computer": "pc1.example.org",
        "Channel": "Microsoft-Windows-Sysmon/Operational",
        "EventRecordID": "99",
    }


def test_the_header_of_ossec_does_not_matter() -> None:
    header = (
        "Mar 29 13:36:36 WinEvtLog: Microsoft-Windows-Sysmon/Operational: INFORMATION(1): "
        "Microsoft-Windows-Sysmon: SYSTEM: NT AUTHORITY: PC1: "
    )
    event = read(header + message("Process terminated", ENDED, "  "))
    assert (event.data, event.complete) == (ENDED, True)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "Process Create: Novelty: 1 UtcTime: 2",
        HEADER + "Process Create: done",
        HEADER + "Process Create: RuleName: -",
        HEADER + "Preprocess Create: RuleName: - UtcTime: 2026 ProcessGuid: {1}",
    ],
)
def test_other_lines_are_no_events(text: str) -> None:
    assert read_event(text) is None
