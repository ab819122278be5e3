"""One exact sentence per event."""

from __future__ import annotations

from typing import Dict, List

import pytest

from huntpipe.sysmon.event_types import EVENT_TYPES
from huntpipe.sysmon.reader import read_event
from huntpipe.sysmon.summary import explain
from tests.unit.sysmon.writing import TAR, event_xml


def summary(data: Dict[str, str], event_id: int = 1) -> str:
    event = read_event(event_xml(data, event_id))
    assert event is not None
    return explain(event)[0]


def notes(data: Dict[str, str], event_id: int = 1) -> List[str]:
    event = read_event(event_xml(data, event_id))
    assert event is not None
    return explain(event)[1]


def test_a_process_creation_says_who_ran_what_where_and_what_started_it() -> None:
    assert summary(TAR) == (
        "tar.exe (C:\\Windows\\System32\\tar.exe) was run by NT AUTHORITY\\SYSTEM with the command"
        " line tar.exe -cf archive.tar C:\\Users\\anna\\Documents"
        " in the directory C:\\Users\\anna\\, started by powershell.exe with the"
        " command line powershell.exe -NoProfile; what stands out: it runs as SYSTEM."
    )


def test_what_is_not_recorded_is_not_claimed() -> None:
    assert summary({"Image": "C:\\a.exe", "User": "-"}) == "a.exe (C:\\a.exe) was run."
    assert summary({}, 11) == "(not recorded) created or overwrote the file (not recorded)."
    assert summary({"Novelty": "1"}, 99) == "An event with the id 99 was written."


def test_every_event_has_a_sentence_of_its_own_fields() -> None:
    for event_type in EVENT_TYPES:
        data = {name: f"<{name}>" for name in event_type.fields}
        sentence = summary(data, int(event_type.id))
        assert sentence.endswith(".")
        assert "(not recorded)" not in sentence
        assert "{" not in sentence


@pytest.mark.parametrize(
    ("event_id", "field", "value", "said"),
    [
        (12, "EventType", "CreateKey", "a.exe created the registry key X."),
        (12, "EventType", "DeleteKey", "a.exe deleted the registry key X."),
        (12, "EventType", "DeleteValue", "a.exe deleted the registry value X."),
        (12, "EventType", "-", "a.exe added or deleted the registry object X."),
        (12, "EventType", "New", "a.exe added or deleted the registry object (New) X."),
        (19, "Operation", "Created", "The WMI event filter X was created."),
        (20, "Operation", "Modified", "The WMI event consumer X was modified."),
        (20, "Operation", "", "The WMI event consumer X was changed."),
        (
            21,
            "Operation",
            "Deleted",
            "The binding of the WMI event consumer C to the filter F was deleted.",
        ),
    ],
)
def test_the_verb_is_what_was_done(event_id: int, field: str, value: str, said: str) -> None:
    data = {"Image": "a.exe", "TargetObject": "X", "Name": "X", "Consumer": "C", "Filter": "F"}
    assert summary({**data, field: value}, event_id) == said


@pytest.mark.parametrize(
    ("event_id", "data", "said"),
    [
        (11, {"Image": "C:\\Temp\\a.exe"}, "the program is in a temporary folder."),
        (7, {"ImageLoaded": "C:\\Users\\a\\b.dll"}, "the loaded file is in a user folder."),
        (7, {"Signed": "false"}, "the loaded file is recorded as not signed."),
        (6, {"User": "NT AUTHORITY\\SYSTEM"}, "it runs as SYSTEM."),
        (19, {"User": "NT AUTHORITY\\SYSTEM"}, "it was done as SYSTEM."),
    ],
)
def test_what_stands_out_names_what_it_is_about(
    event_id: int, data: Dict[str, str], said: str
) -> None:
    assert summary(data, event_id).endswith(f"; what stands out: {said}")


def test_braces_in_values_stay() -> None:
    assert "{Image}" in summary({**TAR, "CommandLine": "echo {Image}"})


@pytest.mark.parametrize(
    ("event_id", "data", "expected"),
    [
        (1, {"LogonId": "0x3E7"}, ["runs_as_system"]),
        (1, {"User": "NT-AUTORITÄT\\SYSTEM", "LogonId": "0x3e7"}, ["runs_as_system"]),
        (1, {"User": "NT AUTHORITY\\NETWORK SERVICE", "LogonId": "0x3e4"}, []),
        (11, {"User": "NT AUTHORITY\\SYSTEM"}, ["runs_as_system"]),
        (10, {"SourceUser": "NT AUTHORITY\\SYSTEM"}, ["runs_as_system"]),
        (10, {"SourceUser": "a", "TargetUser": "NT AUTHORITY\\SYSTEM"}, []),
        (7, {"Signed": "false", "SignatureStatus": "Unavailable"}, ["unsigned"]),
        (7, {"Signed": "true", "SignatureStatus": "Expired"}, ["signature_not_valid"]),
        (7, {"Signed": "true", "SignatureStatus": "Valid"}, []),
        (1, {"Image": "C:\\Windows\\Temp\\a.exe"}, ["temporary_folder"]),
        (1, {"Image": "C:\\Users\\a\\AppData\\Local\\Temp\\a.exe"},
         ["temporary_folder", "user_folder"]),
        (1, {"Image": "D:\\Users\\Public\\a.exe"}, ["user_folder"]),
        (1, {"Image": "/tmp/a"}, ["temporary_folder"]),  # noqa: S108 - what Linux names it
        (1, {"Image": "/home/a/b"}, ["user_folder"]),
        (1, {"Image": "C:\\Tempest\\a.exe"}, []),
        (11, {"Image": "C:\\a.exe", "TargetFilename": "C:\\Temp\\b"}, []),
        (7, {"Image": "C:\\Temp\\a.exe", "ImageLoaded": "C:\\b.dll"}, []),
        (6, {"ImageLoaded": "C:\\Temp\\b.sys"}, ["temporary_folder"]),
        (1, {"Image": "C:\\Windows\\System32\\svchost.exe", "LogonId": "x"}, []),
        (1, {"Image": "C:\\ProgramData\\svch0st.exe"}, ["imitates_system_binary"]),
        (1, {"CommandLine": "powershell -enc dwBoAG8AYQBtAGkA"}, ["encoded_command"]),
    ],
)  # fmt: skip
def test_what_stands_out_has_a_keyword(
    event_id: int, data: Dict[str, str], expected: List[str]
) -> None:
    assert notes(data, event_id) == expected
