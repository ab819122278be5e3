"""``vtcheck`` as a search runs it, against a simulated splunkd and VirusTotal."""

from __future__ import annotations

import hashlib
from typing import Callable

import pytest

from preview.virustotal import reports
from preview.virustotal.service import Reply, Service
from preview.wire import CommandFailed
from tests.virustotal.conftest import QUOTA_OFF
from tests.virustotal.proxy import Proxy, serve
from tests.virustotal.search import PROXY_CREDENTIALS, SearchHead
from tests.wire.conftest import interpreters

SHA256 = hashlib.sha256(b"huntpipe").hexdigest()


def test_found_file_gets_every_field(head: SearchHead, service: Service) -> None:
    service.add(reports.file_report(SHA256, 40, label="trojan.x", names=("a.exe", "b.exe")))
    assert head.row(SHA256.upper()) == {
        "verdict": "malicious",
        "malicious": "40",
        "suspicious": "0",
        "engines": "100",
        "ratio": "40/100",
        "label": "trojan.x",
        "names": ["a.exe", "b.exe"],
        "type": "file",
        "tags": ["peexe", "64bits"],
        "reputation": "-40",
        "first_seen": "2021-10-02T12:40:39Z",
        "last_analysis": "2021-10-09T14:20:26Z",
        "link": f"https://www.virustotal.com/gui/file/{SHA256}",
        "source": "api",
        "status": "found",
    }


def test_values_that_are_not_sent_say_why(head: SearchHead, service: Service) -> None:
    statuses = {
        "": "empty",
        "   ": "empty",
        "10.1.2.3": "skipped_private",
        "https://intranet/x": "skipped_private",
        "dc01.corp": "skipped_private",
        "no hash": "invalid",
    }
    outcome = head.search([{"value": value} for value in statuses], "value")
    assert [event["vt_status"] for event in outcome.events] == list(statuses.values())
    assert [event.get("vt_verdict", "") for event in outcome.events] == [
        *["", ""],
        *["unknown"] * 4,
    ]
    assert [bool(event.get("vt_error")) for event in outcome.events] == [False] * 2 + [True] * 4
    assert service.requests == []


def test_internal_domains_are_never_sent(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head(internal_domains="brewery.de, frothly.net")
    assert head.row("mail.brewery.de")["status"] == "skipped_private"
    assert head.row("https://www.frothly.net/x")["status"] == "skipped_private"
    assert service.requests == []


def test_unknown_value_is_not_found(head: SearchHead) -> None:
    assert head.row("evil.net") == {
        "verdict": "unknown",
        "type": "domain",
        "source": "api",
        "status": "not_found",
    }


def test_second_search_answers_from_the_cache(head: SearchHead, service: Service) -> None:
    service.add(reports.ip_report("8.8.8.8", 4))
    first = head.row("8.8.8.8")
    second = head.row("8.8.8.8")
    assert (first["source"], second["source"]) == ("api", "cache")
    assert {**first, "source": ""} == {**second, "source": ""}
    assert first["verdict"] == "suspicious"
    assert len(service.requests) == 1


def test_each_value_is_asked_once_and_every_event_gets_its_verdict(
    head: SearchHead, service: Service
) -> None:
    """10,000 events with 500 hashes: at most 500 requests, duplicates included."""
    hashes = [hashlib.sha256(b"%d" % number).hexdigest() for number in range(500)]
    for number, sha256 in enumerate(hashes[:250]):
        service.add(reports.file_report(sha256, number))
    events = [{"n": str(n), "sha256": hashes[n * 7 % 500]} for n in range(10_000)]
    outcome = head.search(events, "maxlookups=500", "sha256", chunk_size=4_000)
    assert len(service.requests) <= 500
    assert [event["n"] for event in outcome.events] == [event["n"] for event in events]
    for event in outcome.events:
        number = hashes.index(str(event["sha256"]))
        if number < 250:
            assert (event["vt_status"], event["vt_malicious"]) == ("found", str(number))
        else:
            assert event["vt_status"] == "not_found"


def test_multivalue_field_is_answered_position_by_position(
    head: SearchHead, service: Service
) -> None:
    service.add(reports.file_report(SHA256, 40, names=("a.exe", "b.exe")))
    row = head.row([SHA256, "10.0.0.1", SHA256, ""])
    assert row["status"] == ["found", "skipped_private", "found", "empty"]
    assert row["verdict"] == ["malicious", "unknown", "malicious", ""]
    assert row["names"] == ["a.exe; b.exe", "", "a.exe; b.exe", ""]


def test_several_fields_get_their_own_prefixes(head: SearchHead, service: Service) -> None:
    service.add(reports.ip_report("8.8.8.8", 0))
    (event,) = head.search([{"src": "8.8.8.8", "dest": "10.0.0.1"}], "src", "dest").events
    assert event["vt_src_verdict"] == "harmless"
    assert event["vt_dest_status"] == "skipped_private"


def test_value_in_two_fields_is_asked_once(head: SearchHead, service: Service) -> None:
    service.add(reports.ip_report("8.8.8.8", 0))
    events = [{"src": "8.8.8.8", "dest": "8.8.8.8"}] * 3
    for event in head.search(events, "nocache=true", "src", "dest", chunk_size=1).events:
        assert event["vt_src_verdict"] == event["vt_dest_verdict"] == "harmless"
    assert len(service.requests) == 1


def test_prefix_and_type_are_options(head: SearchHead, service: Service) -> None:
    (event,) = head.search([{"x": "8.8.8.8"}], "prefix=virus_", "type=domain", "x").events
    assert event["virus_status"] == "invalid"
    assert service.requests == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "name at least one field"),
        (["maxage=soon", "x"], "maxage: 'soon' is no duration"),
        (["maxlookups=-1", "x"], "maxlookups"),
        (["type=email", "x"], "type"),
        (["color=red", "x"], "color"),
    ],
)
def test_bad_arguments_are_refused_with_the_syntax(
    head: SearchHead, arguments: list[str], complaint: str
) -> None:
    with pytest.raises(CommandFailed, match=complaint) as refusal:
        head.search([{"x": "1"}], *arguments)
    assert "Syntax: vtcheck" in str(refusal.value)


def test_offline_search_sends_nothing(head: SearchHead, service: Service) -> None:
    assert head.row("evil.net", "offline=true")["status"] == "offline"
    assert service.requests == []


def test_administrator_can_forbid_all_requests(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head(offline="true")
    assert head.row("evil.net", "offline=false", "nocache=true")["status"] == "offline"
    assert service.requests == []


def test_search_asks_for_no_more_than_maxlookups(head: SearchHead, service: Service) -> None:
    events = [{"x": f"8.8.8.{number}"} for number in range(10)]
    outcome = head.search(events, "maxlookups=3", "x", chunk_size=4)
    statuses = [event["vt_status"] for event in outcome.events]
    assert statuses.count("limit") == 7
    assert len(service.requests) == 3
    assert any("maxlookups=3" in text for _, text in outcome.messages)


def test_stale_answer_is_marked(head: SearchHead, service: Service) -> None:
    service.add(reports.ip_report("8.8.8.8", 4))
    head.row("8.8.8.8")
    service.replies["*"].extend([Reply.error("QuotaExceededError")] * 5)
    row = head.row("8.8.8.8", "nocache=true")
    assert (row["status"], row["source"], row["verdict"]) == ("found", "stale", "suspicious")
    assert row["error"].startswith("quota: ")


def test_thresholds_are_settings(make_head: Callable[..., SearchHead], service: Service) -> None:
    service.add(reports.ip_report("8.8.8.8", 4))
    assert make_head(malicious_engines="4").row("8.8.8.8")["verdict"] == "malicious"


def test_requests_go_through_the_proxy_with_its_password(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    service.add(reports.ip_report("8.8.8.8", 0))
    proxy = Proxy(PROXY_CREDENTIALS)
    with serve(proxy) as address:
        head = make_head(proxy=address, **QUOTA_OFF)
        head.stores.passwords.set("huntpipe", "virustotal_proxy", PROXY_CREDENTIALS)
        assert head.row("8.8.8.8")["status"] == "found"
    assert len(proxy.tunnels) == 1


@pytest.mark.parametrize("python", interpreters().values(), ids=interpreters())
def test_every_python_looks_up(head: SearchHead, service: Service, python: str) -> None:
    service.add(reports.file_report(SHA256, 40))
    assert head.row(SHA256, python=python)["source"] == "api"
    assert head.row(SHA256, python=python)["source"] == "cache"


def test_selected_fields_are_asked_for(head: SearchHead) -> None:
    configuration = head.search([], "x").configuration
    assert configuration["type"] == "stateful"
    assert configuration["required_fields"][0] == "x"
    assert "vt_verdict" in configuration["required_fields"]
