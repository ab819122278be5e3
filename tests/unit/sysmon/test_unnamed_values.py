"""Values without names, in the order of the event."""

from __future__ import annotations

import json
from typing import Dict, Iterator, List, Tuple

import pytest

from huntpipe.sysmon.unnamed_values import name_values
from tests.shared import shared_data

LOOKS = {"Time": "2026-01-02 03:04:05.678", "Guid": "{1-2}", "GUID": "{1-2}", "Id": "4242"}
ENDED = {
    "RuleName": "-",
    "UtcTime": "2026-01-02 03:04:05.678",
    "ProcessGuid": "{1}",
    "ProcessId": "5",
    "Image": "C:\\a.exe",
    "User": "me",
}


def name(event_id: str, version: str, values: List[str]) -> Tuple[Dict[str, str], bool]:
    return name_values({"EventID": event_id, "Version": version}, values)


def written(fields: List[str]) -> Dict[str, str]:
    """Write an event in which each value tells its field."""
    return {
        field: next((look for end, look in LOOKS.items() if field.endswith(end)), f"of {field}")
        for field in fields
    }


def events_of_all_schemas() -> Iterator[Tuple[str, str, str, Dict[str, str]]]:
    text = shared_data("sysmon/sysmon_schema_fields.json").read_text(encoding="utf-8")
    for schema in json.loads(text)["schemas"]:
        for event_id, fields in schema["events"].items():
            if int(event_id) < 256:
                version = schema["event_versions"][event_id]
                yield schema["schema"], event_id, version, written(fields)


def test_the_events_of_every_schema_get_their_own_names_or_none() -> None:
    unsure = set()
    for schema, event_id, version, data in events_of_all_schemas():
        named, is_sure = name(event_id, version, list(data.values()))
        assert named.items() <= data.items(), (schema, event_id)
        if schema == "2.0":
            assert not named
        elif is_sure:
            assert list(named.items()) == list(data.items())
        else:
            unsure.add((event_id, *data.keys() - named.keys()))
    # Only the order of these two fields was ever changed, and their values may be alike.
    assert {(event_id, *sorted(fields)) for event_id, *fields in unsure} == {
        ("6", "Signature", "SignatureStatus"),
        ("7", "Signature", "SignatureStatus"),
    }


def test_the_values_of_fields_that_may_be_empty_fit_when_they_are() -> None:
    data = {**ENDED, "ProcessGuid": "", "UtcTime": "-", "ProcessId": "-"}
    assert name("5", "3", list(data.values())) == (data, True)


@pytest.mark.parametrize("count", [0, 1, 3, 7, 50])
def test_another_number_of_values_names_none(count: int) -> None:
    values = (list(ENDED.values()) * 9)[:count]
    assert name("5", "3", values) == ({}, False)


def test_a_value_that_cannot_be_of_its_field_leaves_all_without_names() -> None:
    for field in ("UtcTime", "ProcessGuid", "ProcessId"):
        assert name("5", "3", list({**ENDED, field: "x"}.values())) == ({}, False)


def test_an_event_that_is_not_known_names_none() -> None:
    assert name("99", "3", ["x"]) == ({}, False)
    assert name("", "", ["x"]) == ({}, False)


def test_a_version_that_is_not_told_or_new_does_not_count() -> None:
    for version in ("", "4", "x"):
        assert name("5", version, list(ENDED.values())) == (ENDED, True)
