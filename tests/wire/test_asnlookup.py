"""asnlookup as splunkd runs it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from preview.wire import CommandFailed, pipe
from tests.shared import DATA, shared_data

if TYPE_CHECKING:
    from pathlib import Path

    from preview.body import Event

MMDB = DATA / "asn" / "GeoLite2-ASN-Test.mmdb"


def one(event: Event, *arguments: str) -> Event:
    (result,) = pipe("asnlookup", arguments, [event]).events
    return result


def test_a_public_address_is_found(python: str) -> None:
    (event,) = pipe("asnlookup", ["src"], [{"src": "104.207.83.63"}], python=python).events
    assert event == {
        "src": "104.207.83.63",
        "asn": "22612",
        "as_org": "Namecheap, Inc.",
        "as_network": "104.207.80.0/21",
        "as_status": "found",
    }


@pytest.mark.parametrize(
    ("value", "status"),
    [
        *(("8.8.8.8:443", "found"), ("[2606:4700:4700::1111]:443", "found")),
        *(("::ffff:8.8.8.8", "found"), (' "8.8.8.8" ', "found"), ("240.0.0.1", "not_public")),
        *(("10.1.2.3", "not_public"), ("100.64.0.1", "not_public"), ("::1.128.0.0", "not_public")),
        *(("fe80::1%eth0", "not_public"), ("1.2.3", "invalid"), ("host.example", "invalid")),
        *(("", "empty"), ("   ", "empty")),
    ],
)
def test_the_status_says_why(value: str, status: str) -> None:
    event = one({"src": value, "n": "1"}, "src")
    assert event["as_status"] == status
    assert ("asn" in event) == (status == "found")


def test_an_event_without_the_field_is_empty() -> None:
    assert one({"n": "1"}, "src")["as_status"] == "empty"


def test_multivalue_is_answered_position_by_position() -> None:
    event = one({"src": ["8.8.8.8", "10.0.0.1", "", "1.1.1.1"]}, "src")
    assert event["asn"] == ["15169", "", "", "13335"]
    assert event["as_status"] == ["found", "not_public", "empty", "found"]
    assert event["src"] == ["8.8.8.8", "10.0.0.1", "", "1.1.1.1"]


def test_all_fields_show_range_scope_and_data() -> None:
    event = one({"src": "104.207.83.63"}, "allfields=true", "src")
    assert event["as_range"] == "104.207.64.0-104.207.88.255"
    assert event["as_scope"] == "public"
    assert event["as_database"] == "ip-location-db asn 2.3.2026061719 2026-06-17"
    assert one({"src": "224.0.0.1"}, "allfields=t", "src")["as_scope"] == "multicast"


def test_several_fields_are_told_apart_by_their_names() -> None:
    event = one({"src": "8.8.8.8", "dest": "1.1.1.1"}, "src", "dest")
    assert (event["src_asn"], event["dest_asn"]) == ("15169", "13335")


def test_a_prefix_stands_before_one_field_and_before_each_of_several() -> None:
    assert one({"src": "8.8.8.8"}, "prefix=x_", "src")["x_asn"] == "15169"
    event = one({"src": "8.8.8.8", "dest": "1.1.1.1"}, "prefix=x_", "src", "dest")
    assert (event["x_src_asn"], event["x_dest_asn"]) == ("15169", "13335")


def test_values_that_were_there_are_replaced() -> None:
    assert one({"src": "8.8.8.8", "asn": "old", "as_org": "old"}, "src")["asn"] == "15169"
    stale = one({"src": "10.0.0.1", "asn": "old"}, "src")
    assert stale.get("asn", "") == ""


def test_events_beyond_a_chunk_keep_their_order() -> None:
    events: list[Event] = [{"src": "8.8.8.8", "n": str(n)} for n in range(1_203)]
    outcome = pipe("asnlookup", ["src"], events, chunk_size=100)
    assert [event["n"] for event in outcome.events] == [str(n) for n in range(1_203)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name at least one field"),
        (["allfields=maybe", "src"], r"Illegal value: allfields=maybe\. Syntax: asnlookup \["),
        (["colour=red", "src"], r"Unrecognized option: colour=red\. Syntax: asnlookup \["),
        (["database=../../etc/passwd", "src"], "is no name"),
        (["database=/etc/passwd", "src"], "is no name"),
        (["database=..", "src"], "is no name"),
        (["database=", "src"], "is no name"),
        (["database=nowhere{0}", "src"], "is no name"),
        (["database=nowhere", "src"], r"neither lookups/nowhere\.mmdb nor lookups/nowhere\.csv"),
    ],
)
def test_bad_arguments_are_named_with_what_to_do(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandFailed, match=message) as raised:
        pipe("asnlookup", arguments, [{"src": "8.8.8.8"}])
    assert "Traceback" not in str(raised.value)
    assert ".py" not in str(raised.value)


def test_a_users_own_mmdb_answers(copy_of_app: Path, python: str) -> None:
    (copy_of_app / "lookups" / "mine.mmdb").write_bytes(shared_data(str(MMDB)).read_bytes())
    (event, other) = pipe(
        "asnlookup",
        ["database=mine", "allfields=true", "src"],
        [{"src": "1.128.0.1"}, {"src": "2600:6000::1"}],
        app=copy_of_app,
        python=python,
    ).events
    assert event["asn"] == "1221"
    assert event["as_org"] == "Telstra Pty Ltd"
    assert event["as_network"] == "1.128.0.0/11"
    assert str(event["as_database"]).startswith("GeoLite2-ASN 20")
    assert other["asn"] == "237"


def test_a_users_own_csv_answers_with_the_longest_prefix(copy_of_app: Path) -> None:
    (copy_of_app / "lookups" / "mine.csv").write_text(
        '\ufeffnetwork,asn,org\n9.0.0.0/8,AS64500,Outer\n9.1.0.0/16,64501,"Inner, Inc."\n'
        "2a00::/16,64502,Six\n"
    )
    events: list[Event] = [
        {"src": s} for s in ("9.0.0.1", "9.1.2.3", "9.2.0.0", "2a00::1", "8.8.8.8")
    ]
    outcome = pipe("asnlookup", ["database=mine", "src"], events, app=copy_of_app)
    assert [event.get("asn", "") for event in outcome.events] == [
        *("64500", "64501", "64500", "64502", "")
    ]
    assert outcome.events[1]["as_org"] == "Inner, Inc."
    assert outcome.events[4]["as_status"] == "not_announced"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("mine.mmdb", b"no database", r"mine\.mmdb is no MaxMind DB"),
        ("mine.mmdb", b"", r"mine\.mmdb is no MaxMind DB"),
        ("mine.csv", b"a,b\n1,2\n", r"mine\.csv, line 1: expected network,asn,org"),
        ("mine.csv", b"network,asn,org\n1.2.3.4/99,1,x\n", r"mine\.csv, line 2"),
        ("mine.csv", b"network,asn,org\n", r"mine\.csv holds no autonomous systems"),
        ("mine.csv", b"\xff\xfe\x00", r"mine\.csv cannot be read"),
    ],
)
def test_a_broken_file_is_named_with_how_to_get_a_good_one(
    copy_of_app: Path, name: str, content: bytes, message: str
) -> None:
    (copy_of_app / "lookups" / name).write_bytes(content)
    with pytest.raises(CommandFailed, match=message) as raised:
        pipe("asnlookup", ["database=mine", "src"], [{"src": "8.8.8.8"}], app=copy_of_app)
    assert "Traceback" not in str(raised.value)


def test_a_lost_table_is_one_error_that_says_how_to_get_it(copy_of_app: Path) -> None:
    (copy_of_app / "lib" / "huntpipe" / "asn" / "asn.table").unlink()
    with pytest.raises(CommandFailed, match=r"asn\.table cannot be read.*Install the app again"):
        pipe("asnlookup", ["src"], [{"src": "8.8.8.8"}], app=copy_of_app)


def test_every_known_case_over_the_wire() -> None:
    cases = json.loads(shared_data("asn/asn_cases.json").read_text())
    events: list[Event] = [{"src": case["ip"]} for case in cases]
    for case, event in zip(cases, pipe("asnlookup", ["src"], events).events):
        assert event.get("asn", "") == str(case["asn"] or ""), case
        assert event.get("as_org", "") == (case["org"] or ""), case
