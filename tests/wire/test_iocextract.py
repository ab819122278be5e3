"""iocextract as splunkd runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from huntpipe.indicators.types import TYPES
from preview.wire import CommandFailed, pipe

if TYPE_CHECKING:
    from preview.body import Event


def one(event: Event, *arguments: str) -> Event:
    (result,) = pipe("iocextract", arguments, [event]).events
    return result


def test_a_url_gives_itself_and_its_address(python: str) -> None:
    event: Event = {"b64_decoded": "https://45.77.53.176:443"}
    (result,) = pipe("iocextract", ["b64_decoded"], [event], python=python).events
    assert result == {
        **event,
        "ioc_ipv4": "45.77.53.176",
        "ioc_url": "https://45.77.53.176:443",
        "ioc_count": "2",
        "ioc_status": "found",
    }


def test_several_values_of_a_type_are_a_multivalue_in_order() -> None:
    event = one({"text": "9.9.9.9 then 1.1.1.1 then 9.9.9.9 and bad[.]com"}, "text")
    assert event["ioc_ipv4"] == ["9.9.9.9", "1.1.1.1"]
    assert event["ioc_domain"] == "bad.com"
    assert event["ioc_count"] == "3"


def test_multivalue_input_is_read_value_by_value() -> None:
    event = one({"text": ["1.2.3", "4.5.6.7", "", "see evil.com"]}, "text")
    assert (event["ioc_ipv4"], event["ioc_domain"]) == ("4.5.6.7", "evil.com")
    assert event["text"] == ["1.2.3", "4.5.6.7", "", "see evil.com"]


def test_several_fields_give_one_set_in_the_order_of_the_fields() -> None:
    event = one({"a": "2.2.2.2 1.1.1.1", "b": "3.3.3.3 1.1.1.1"}, "b", "a")
    assert event["ioc_ipv4"] == ["3.3.3.3", "1.1.1.1", "2.2.2.2"]


@pytest.mark.parametrize(
    ("event", "status"),
    [
        ({"text": "nothing of note"}, "none"),
        ({"text": ""}, "empty"),
        ({"text": ["", ""], "n": "1"}, "empty"),
        ({"n": "1"}, "empty"),
    ],
)
def test_the_status_says_why_nothing_was_found(event: Event, status: str) -> None:
    result = one(event, "text")
    assert (result["ioc_status"], result["ioc_count"]) == (status, "0")
    assert not any(result.get(f"ioc_{kind}") for kind in TYPES)


def test_types_limits_what_is_looked_for_and_counted() -> None:
    event = one({"text": "http://evil.com/x 1.2.3.4"}, "types=Domain, ipv4", "text")
    assert set(event) == {"text", "ioc_domain", "ioc_ipv4", "ioc_count", "ioc_status"}
    assert event["ioc_count"] == "2"


def test_public_drops_what_no_peer_on_the_internet_has() -> None:
    text = "10.0.0.1 8.8.8.8 fe80::1 http://intranet/ http://evil.com/ a@b.local c@evil.com"
    event = one({"text": text}, "public=true", "text")
    assert event["ioc_ipv4"] == "8.8.8.8"
    assert event["ioc_url"] == "http://evil.com/"
    assert event["ioc_email"] == "c@evil.com"
    assert not event.get("ioc_ipv6")


def test_a_prefix_takes_the_place_of_ioc() -> None:
    event = one({"text": "evil.com"}, "prefix=x_", "text")
    assert (event["x_domain"], event["x_status"]) == ("evil.com", "found")


def test_fields_that_were_there_are_replaced() -> None:
    event = one({"text": "evil.com", "ioc_domain": "old.com", "ioc_ipv4": "9.9.9.9"}, "text")
    assert event["ioc_domain"] == "evil.com"
    assert not event.get("ioc_ipv4")


def test_events_beyond_a_chunk_keep_their_order() -> None:
    events: list[Event] = [{"text": f"10.0.{n // 250}.{n % 250}"} for n in range(1_203)]
    outcome = pipe("iocextract", ["text"], events, chunk_size=100)
    assert [event["ioc_ipv4"] for event in outcome.events] == [event["text"] for event in events]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "name at least one field"),
        (["types=ipv4,cvss,bitcoin", "text"], "cvss and bitcoin: the types are ipv4, ipv6, domain"),
        (["types=", "text"], "the types are ipv4"),
        (["public=perhaps", "text"], r"Illegal value: public=perhaps\. Syntax: iocextract \["),
    ],
)
def test_bad_arguments_are_named_with_what_to_do(arguments: list[str], message: str) -> None:
    with pytest.raises(CommandFailed, match=message) as raised:
        pipe("iocextract", arguments, [{"text": "evil.com"}])
    assert "Traceback" not in str(raised.value)
