"""b64decode as splunkd runs it."""

from __future__ import annotations

import base64
import gzip
import hashlib
from typing import TYPE_CHECKING

import pytest

from preview.wire import CommandFailed, pipe

if TYPE_CHECKING:
    from preview.body import Event

PAYLOAD = "aAB0AHQAcABzADoALwAvADQANQAuADcANwAuADUAMwAuADEANwA2ADoANAA0ADMA"
URL = "https://45.77.53.176:443"
INNER = "Invoke-Expression $payload # “quoted”, with $ and ;"
OUTER = f"iex FromBase64String('{base64.b64encode(gzip.compress(INNER.encode())).decode()}')"
NESTED = "powershell -enc " + base64.b64encode(OUTER.encode("utf-16-le")).decode()


def one(event: Event, *arguments: str) -> Event:
    (result,) = pipe("b64decode", arguments, [event]).events
    return result


def test_a_payload_in_a_command_line(python: str) -> None:
    line = f"powershell.exe -nop -enc {PAYLOAD}"
    (event,) = pipe("b64decode", ["CommandLine"], [{"CommandLine": line}], python=python).events
    data = URL.encode("utf-16-le")
    assert event == {
        "CommandLine": line,
        "b64_decoded": URL,
        "b64_chain": "base64>utf-16le",
        "b64_payload": PAYLOAD,
        "b64_kind": "text",
        "b64_md5": hashlib.md5(data).hexdigest(),  # noqa: S324 - what vtcheck looks up
        "b64_sha256": hashlib.sha256(data).hexdigest(),
        "b64_count": "1",
        "b64_status": "decoded",
    }


def test_layers_line_up_across_the_multivalue_fields() -> None:
    event = one({"CommandLine": NESTED}, "CommandLine")
    assert event["b64_decoded"] == [OUTER, INNER]
    assert event["b64_chain"] == ["base64>utf-16le", "base64>utf-16le>base64>gzip>utf-8"]
    assert event["b64_sha256"][1] == hashlib.sha256(INNER.encode()).hexdigest()
    lengths = {name: len(event[f"b64_{name}"]) for name in ("payload", "kind", "md5", "sha256")}
    assert set(lengths.values()) == {2}
    assert event["b64_count"] == "2"


def test_all_values_of_all_fields_give_one_list_in_order() -> None:
    first, second, third = (base64.b64encode(b"the %d. text" % n * 2).decode() for n in (1, 2, 3))
    event = one({"a": [f"x {third}", "nothing", f"y {first}"], "b": second}, "b", "a")
    assert event["b64_payload"] == [second, third, first]
    assert event["a"] == [f"x {third}", "nothing", f"y {first}"]


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s gpsvc", "none"),
        ("powershell -enc $x", "none"),
        ("", "empty"),
        (f"powershell -enc {PAYLOAD[:-3]}", "truncated"),
        (base64.b64encode(gzip.compress(bytes(9_000_000), mtime=0)).decode(), "limit"),
    ],
)
def test_the_status_says_why(value: str, status: str) -> None:
    assert one({"CommandLine": value, "n": "1"}, "CommandLine")["b64_status"] == status


def test_an_event_without_the_field_is_empty() -> None:
    event = one({"n": "1"}, "CommandLine")
    assert (event["b64_status"], event["b64_count"]) == ("empty", "0")
    assert event.get("b64_decoded", "") == ""


def test_options_reach_the_decoder() -> None:
    short = base64.b64encode(b"dir c:").decode()
    assert one({"f": f"x {short}"}, "f")["b64_status"] == "none"
    assert one({"f": f"x {short}"}, "minlength=8", "f")["b64_decoded"] == "dir c:"
    assert one({"f": short}, "mode=whole", "f")["b64_decoded"] == "dir c:"
    assert one({"f": NESTED}, "maxdepth=1", "f")["b64_status"] == "limit"
    assert one({"f": NESTED}, "maxbytes=20", "f")["b64_status"] == "limit"
    assert one({"f": PAYLOAD}, "prefix=x_", "f")["x_decoded"] == URL


def test_values_that_were_there_are_replaced() -> None:
    stale = dict.fromkeys(("b64_decoded", "b64_kind", "b64_status"), "old")
    event = one({"f": "nothing", **stale}, "f")
    assert (event.get("b64_decoded", ""), event["b64_status"]) == ("", "none")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "name at least one field"),
        (["mode=fast", "f"], "mode"),
        (["maxdepth=0", "f"], "maxdepth"),
        (["minlength=3", "f"], "minlength"),
        (["maxbytes=x", "f"], "maxbytes"),
        (["depth=3", "f"], "depth"),
        (["prefix=1 x", "f"], "prefix"),
    ],
)
def test_wrong_arguments_are_explained(arguments: list[str], told: str) -> None:
    with pytest.raises(CommandFailed, match=told) as failure:
        pipe("b64decode", arguments, [{"f": "x"}])
    assert "Syntax: b64decode" in str(failure.value)


def test_events_beyond_a_chunk_keep_their_order() -> None:
    texts = [f"this is text number {number}" for number in range(1_203)]
    events: list[Event] = [{"f": base64.b64encode(text.encode()).decode()} for text in texts]
    replies = pipe("b64decode", ["f"], events, chunk_size=500).events
    assert [reply["b64_decoded"] for reply in replies] == texts
