"""From one written event to the fields of a search."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.sysmon.fields import parse
from huntpipe.sysmon.names import NAME_SETS, output_names
from tests.unit.sysmon.writing import TAR, event_xml, message

EVENT = event_xml(TAR)


def test_sysmon_names_hold_system_fields_data_and_their_parts() -> None:
    assert parse(EVENT) == {
        "EventID": "1",
        "Version": "5",
        "Computer": "pc1.example.org",
        "Channel": "Microsoft-Windows-Sysmon/Operational",
        "EventRecordID": "99",
        "SystemTime": "2026-01-02T03:04:05.6789012Z",
        "System_ProcessID": "2640",
        "System_ThreadID": "3496",
        "System_UserID": "S-1-5-18",
        **TAR,
        "MD5": "BB",
        "SHA1": "DD",
        "SHA256": "AA",
        "IMPHASH": "CC",
        "technique_id": "T1560.001",
        "technique_name": "Archive via Utility",
        "sysmon_event": "Process Create",
        "sysmon_status": "parsed",
    }


def test_name_sets_are_one_the_other_or_both() -> None:
    sysmon, cim, both = (parse(EVENT, names) for names in NAME_SETS)
    assert both == {**sysmon, **cim}
    assert set(sysmon) & set(cim) == {"sysmon_event", "sysmon_status"}


@pytest.mark.parametrize("names", NAME_SETS)
@pytest.mark.parametrize("explained", [False, True])
def test_announced_outputs_are_those_that_do_not_come_from_event_data(
    names: str, explained: bool
) -> None:
    outputs = output_names(names, explained=explained)
    fields = parse(EVENT, names, explained=explained)
    assert set(fields) - set(outputs) <= set(TAR)
    assert len(set(outputs)) == len(outputs)


def test_event_data_keeps_a_name_it_shares_with_a_system_field() -> None:
    fields = parse(event_xml({"State": "Started", "Version": "15.0"}, 4))
    assert (fields["Version"], fields["System_Version"]) == ("15.0", "5")


@pytest.mark.parametrize("text", [None, "", " \r\n"])
def test_nothing_is_empty(text: str | None) -> None:
    assert parse(text) == {"sysmon_status": "empty"}


@pytest.mark.parametrize(
    "text",
    ["not xml at all", "<Event></Event>", EVENT.replace("Sysmon", "Other"), "{}", "Message=x"],
)
def test_other_events_are_not_sysmon(text: str) -> None:
    assert parse(text) == {"sysmon_status": "not_sysmon"}


@pytest.mark.parametrize(
    "text",
    [
        EVENT + "\n",
        "\ufeff" + EVENT,
        "<14>Jan  2 03:04:05 pc1 sysmon: " + EVENT,
        "<14>Jan  2 03:04:05 pc1 nxlog: " + json.dumps(
            {"SourceName": "Microsoft-Windows-Sysmon", "EventID": 1, **TAR}),
        message("Process Create", TAR),
        "Message=" + message("Process Create", TAR),
        json.dumps({"winlog": {"provider_name": "Microsoft-Windows-Sysmon", "event_id": 1,
                               "event_data": TAR}}),
    ],
)  # fmt: skip
def test_every_form_is_recognised(text: str) -> None:
    fields = parse(text)
    assert fields.items() >= TAR.items()
    assert (fields["EventID"], fields["sysmon_status"]) == ("1", "parsed")


def test_explained_events_have_sentence_and_marks() -> None:
    fields = parse(EVENT, explained=True)
    assert str(fields["sysmon_summary"]).startswith("tar.exe")
    assert fields["sysmon_notes"] == ["runs_as_system"]


@given(st.text())
def test_no_text_is_fatal(text: str) -> None:
    for around in (text, EVENT.replace("tar.exe", text), '{"a":' + text, "Message=" + text):
        assert parse(around, "both", explained=True)["sysmon_status"] in (
            "parsed",
            "partial",
            "not_sysmon",
            "empty",
        )
