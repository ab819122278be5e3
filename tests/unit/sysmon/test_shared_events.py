"""Real events of every id, in XML and as text, against what they are known to hold."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator

import pytest

from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.fields import parse
from huntpipe.sysmon.reader import read_event
from tests.shared import shared_data


def cases(name: str) -> Iterator[Dict[str, Any]]:
    for path in sorted(shared_data("sysmon").glob(name)):
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


@pytest.mark.parametrize("folder", ["xml", "text"])
def test_every_event_is_read_exactly(folder: str) -> None:
    for case in cases(f"{folder}/*.jsonl"):
        event = read_event(case["raw"])
        assert event is not None
        assert list(event.data.items()) == list(case["expect"].items())
        assert event.system["EventID"] == str(case["eid"])
        assert event.complete
        if "computer" in case:
            assert event.system["Computer"] == case["computer"]


def test_edge_cases_are_read_as_expected() -> None:
    for case in cases("edge_cases.jsonl"):
        if isinstance(case["expect"], dict):
            event = read_event(case["raw"])
            assert event is not None
            assert event.data == case["expect"], case["kind"]
            assert event.complete == (case["kind"] != "no_closing_event"), case["kind"]


def test_a_cut_event_keeps_every_field_that_was_closed() -> None:
    for case in cases("edge_cases.jsonl"):
        if case["kind"].startswith("truncated"):
            fields = parse(case["raw"])
            event = read_event(case["raw"])
            assert event is not None
            assert len(event.data) == case["raw"].count("</Data>")
            is_cut = not case["raw"].endswith("</Event>")
            assert fields["sysmon_status"] == ("partial" if is_cut else "parsed")


def test_two_events_in_one_do_not_mix() -> None:
    for case in cases("edge_cases.jsonl"):
        if case["kind"] == "two_events_one_raw":
            event = read_event(case["raw"])
            first = read_event(case["raw"][: case["raw"].index("<Event ", 1)])
            assert event is not None
            assert first is not None
            assert (event.system, event.data) == (first.system, first.data)
            assert not event.complete


def test_the_fuller_of_two_values_with_one_name_counts() -> None:
    for case in cases("edge_cases.jsonl"):
        if case["kind"] == "renderxml_false_dup_names":
            assert str(parse(case["raw"])["Image"]).endswith(".exe")


def test_malformed_and_degenerate_events_are_not_sysmon_and_not_fatal() -> None:
    degenerate = [case for case in cases("edge_cases.jsonl") if case["kind"] == "degenerate"]
    for case in [*cases("malformed_real_events.jsonl"), *degenerate]:
        assert parse(case["raw"])["sysmon_status"] in ("not_sysmon", "empty")


def test_the_table_has_every_event_and_field_of_the_schema() -> None:
    text = shared_data("sysmon/sysmon_schema_fields.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    assert {
        event_id: (event["task"], [field["name"] for field in event["fields"]])
        for event_id, event in schema["events"].items()
    } == {event.id: (event.name, list(event.fields)) for event in BY_ID.values()}


def test_the_last_field_of_an_event_is_in_all_versions_of_it() -> None:
    text = shared_data("sysmon/sysmon_schema_fields.json").read_text(encoding="utf-8")
    for version in json.loads(text)["schemas"]:
        for event_id, fields in version["events"].items():
            if event_id in BY_ID:
                assert BY_ID[event_id].last_field in fields
