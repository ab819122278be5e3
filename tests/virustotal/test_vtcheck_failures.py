"""Whatever fails, every event comes back and says why, and one message tells what to do."""

from __future__ import annotations

import time
from typing import Callable

import pytest

from preview.virustotal import reports
from preview.virustotal.service import Reply, Service
from tests.virustotal.conftest import QUOTA_OFF
from tests.virustotal.proxy import Proxy, serve
from tests.virustotal.search import PROXY_CREDENTIALS, SearchHead

EVENTS = [{"x": f"8.8.{number}.8"} for number in range(40)]


def failing(head: SearchHead, *arguments: str, session: str = "hunter-session") -> list[str]:
    """Search and return the warnings; all events must have come back as errors."""
    outcome = head.search(EVENTS, *arguments, "x", session=session)
    assert [event["x"] for event in outcome.events] == [event["x"] for event in EVENTS]
    assert {event["vt_status"] for event in outcome.events} == {"error"}
    assert all(event["vt_error"] for event in outcome.events)
    return [text for _, text in outcome.messages]


def test_missing_key(head: SearchHead, service: Service) -> None:
    head.stores.passwords.delete("huntpipe", "virustotal_api_key")
    (warning,) = failing(head)
    assert "no virustotal_api_key is stored" in warning
    assert "setup page" in warning
    assert service.requests == []


def test_missing_capability(head: SearchHead, service: Service) -> None:
    (warning,) = failing(head, session="ordinary-session")
    assert "list_storage_passwords" in warning
    assert "huntpipe_virustotal" in warning
    assert service.requests == []


def test_bad_key(head: SearchHead, service: Service) -> None:
    head.stores.passwords.set("huntpipe", "virustotal_api_key", "f" * 64)
    (warning,) = failing(head)
    assert "refused the API key (401 WrongCredentialsError)" in warning
    assert len(service.requests) <= 4


def test_key_that_is_none(head: SearchHead, service: Service) -> None:
    head.stores.passwords.set("huntpipe", "virustotal_api_key", "not a key\r\nx: y")
    (warning,) = failing(head)
    assert "enter it again" in warning
    assert service.requests == []


def test_expired_session(head: SearchHead, service: Service) -> None:
    warnings = failing(head, session="expired")
    assert warnings
    assert all("the session of this search has ended" in warning for warning in warnings)
    assert service.requests == []


def test_account_without_the_right(head: SearchHead, service: Service) -> None:
    service.replies["*"].extend([Reply.error("ForbiddenError")] * 4)
    (warning,) = failing(head)
    assert "403 ForbiddenError" in warning
    assert len(service.requests) <= 4


def test_splunkd_that_does_not_answer(head: SearchHead, service: Service) -> None:
    head.splunkd_uri = "https://localhost:1"
    warnings = failing(head)
    assert any("KV store" in warning for warning in warnings)
    assert service.requests == []


def test_server_that_fails(head: SearchHead, service: Service) -> None:
    service.replies["*"].extend([Reply.error("TransientError")] * 200)
    (warning,) = failing(head)
    assert "cannot be reached" in warning
    assert len(service.requests) < 40


def test_server_that_drips_its_headers(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    # No byte is late, and all of them together would take minutes.
    report, padding = reports.ip_report("8.8.8.8", 0), {"X-Padding": "x" * 10_000}
    reply = Reply.of(200, report, headers=padding, pause_before_body=0.05)
    service.replies["*"].extend([reply] * 3)
    started = time.monotonic()
    row = make_head(timeout="1s", **QUOTA_OFF).row("8.8.8.8")
    assert time.monotonic() - started < 60
    assert row["status"] == "error"
    assert row["error"] == "no answer from the server in 1 s"


def test_ca_bundle_that_is_none(make_head: Callable[..., SearchHead], service: Service) -> None:
    (warning,) = failing(make_head(ca_bundle="/nowhere/bundle.pem", **QUOTA_OFF))
    assert "ca_bundle in [virustotal] of huntpipe.conf" in warning
    assert service.requests == []


def test_base_url_that_is_not_safe(make_head: Callable[..., SearchHead], service: Service) -> None:
    (warning,) = failing(make_head(base_url="http://vt.company.net/", **QUOTA_OFF))
    assert "base_url" in warning
    assert service.requests == []


@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, b"<html>Welcome</html>"),
        Reply(200, b'{"data": []}'),
        Reply(302, b"", {"Location": "https://localhost:1/"}),
        Reply.error("InvalidArgumentError"),
    ],
    ids=["html", "wrong_types", "redirect", "error"],
)
def test_odd_answer_is_an_error_of_its_value_alone(
    head: SearchHead, service: Service, reply: Reply
) -> None:
    service.add(reports.ip_report("8.8.8.8", 0))
    service.replies["ip_addresses/9.9.9.9"].append(reply)
    outcome = head.search([{"x": "9.9.9.9"}, {"x": "8.8.8.8"}], "x")
    assert [event["vt_status"] for event in outcome.events] == ["error", "found"]


def test_kv_store_that_is_down_costs_a_warning_and_nothing_else(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    service.add(reports.ip_report("8.8.8.8", 0))
    head = make_head(quota_minute="4")
    head.stores.kvstore.down = True
    events = [{"x": "8.8.8.8"}] * 3 + [{"x": f"8.8.{n}.8"} for n in range(9)]
    outcome = head.search(events, "x", chunk_size=5)
    statuses = [event["vt_status"] for event in outcome.events]
    assert statuses[:3] == ["found"] * 3
    assert statuses.count("quota") == 5
    assert len(service.requests) == 4
    (of_the_store,) = [text for _, text in outcome.messages if "KV store" in text]
    assert "this search goes on without what others know" in of_the_store


def test_damaged_quota_log_does_not_end_the_search(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head()
    head.stores.kvstore.collections["huntpipe_vt_quota"]["x"] = {"_key": "x", "number": 9}
    (warning,) = failing(head)
    assert "the look-up failed" in warning
    assert service.requests == []


def test_user_who_may_read_the_key_but_not_spend_the_quota_sends_nothing(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head()
    reader = head.stores.sessions.users["hunter-session"]
    head.stores.sessions.users["reader-session"] = type(reader)(
        "reader", frozenset({"user"}), reader.capabilities
    )
    (warning,) = failing(head, session="reader-session")
    assert "huntpipe_vt_quota" in warning
    assert service.requests == []


def test_proxy_that_refuses_the_password_does_not_show_it(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    proxy = Proxy("proxyuser:another")
    with serve(proxy) as address:
        head = make_head(proxy=address, **QUOTA_OFF)
        head.stores.passwords.set("huntpipe", "virustotal_proxy", PROXY_CREDENTIALS)
        (warning,) = failing(head)
    assert "cannot be reached" in warning
    assert proxy.tunnels
    assert service.requests == []


def test_proxy_that_does_not_answer_does_not_show_its_password(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head(proxy="http://localhost:1", **QUOTA_OFF)
    head.stores.passwords.set("huntpipe", "virustotal_proxy", PROXY_CREDENTIALS)
    (warning,) = failing(head)
    assert "cannot be reached" in warning
    assert service.requests == []
