"""Hostile chunks, through a real command and a real pipe."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from preview.body import Event, decode_body
from preview.wire import CommandFailed, Wire, WireError, pipe, script_of

if TYPE_CHECKING:
    from pathlib import Path

HEAD = b'src,note,"__mv_src","__mv_note"\n'
OURS = ("asn", "as_org", "as_network", "as_status")


def rows_of(body: bytes) -> list[Event]:
    return decode_body(body)


def exchange(body: bytes, *arguments: str) -> bytes:
    with Wire("asnlookup", arguments or ("src",)) as wire:
        reply = wire.exchange(body)
        wire.finish()
    return reply


@pytest.mark.parametrize(
    "cell",
    [
        b'"\xff\xfe broken UTF-8 \xc3"',
        b'"a\x00b"',
        b"a\x00b",
        b'"line\r\nbreak"',
        '"\u2028 \u0085 \x0b\x1c"'.encode(),
        b'"""quoted"", and ""comma"""',
        b'"' + b"x" * (10 << 20) + b'"',
        b'"' + b'""' * (1 << 20) + b'"',
        b"",
    ],
    ids=["utf8", "quoted-nul", "nul", "crlf", "unicode-breaks", "quotes", "10MB", "2MB-quotes", ""],
)
def test_a_cell_of_any_bytes_comes_back_as_it_went(cell: bytes) -> None:
    row = b"8.8.8.8," + cell + b",,"
    reply = exchange(HEAD + row + b"\n" + row + b"\n")
    assert reply.count(row + b',"15169",') == 2


def test_what_cannot_be_decoded_is_still_looked_at() -> None:
    (event,) = rows_of(exchange(HEAD + b'"8.8.8.8\xff",x,,\n'))
    assert event["as_status"] == "invalid"


def test_of_two_columns_with_one_name_the_first_counts_and_both_stay() -> None:
    reply = exchange(b"src,src,n\n8.8.8.8,1.1.1.1,1\n")
    assert reply.splitlines()[1].startswith(b'8.8.8.8,1.1.1.1,1,"15169",')


@pytest.mark.parametrize("body", [b"", HEAD])
def test_a_chunk_of_no_events_gets_an_empty_reply(body: bytes) -> None:
    assert exchange(body) == b""


def test_chunks_may_change_their_header() -> None:
    with Wire("asnlookup", ["src"]) as wire:
        for body in (HEAD + b"8.8.8.8,x,,\n", b"note,src\nx,8.8.8.8\n", b"note\nx\n"):
            (event,) = rows_of(wire.exchange(body))
            assert event["note"] == "x"
            assert event["as_status"] == ("empty" if b"src" not in body else "found")
        wire.finish()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        (
            b"chunked 1.0,30,999\n" + b'{"action":"execute"}          ' + HEAD,
            "body of a chunk ended",
        ),
        (b"chunked 1.0,99,0\n{}", "metadata of a chunk ended"),
        (b"chunked 2.0,2,0\n{}", "header of a chunk"),
        (b"GET / HTTP/1.1\r\n", "header of a chunk"),
        (b"x" * 1_000, "header of a chunk"),
        (b"chunked 1.0,3,0\n{x}", "not JSON"),
    ],
    ids=["short-body", "short-metadata", "other-version", "http", "endless-line", "no-json"],
)
def test_a_broken_stream_is_an_error_that_says_so(sent: bytes, message: str) -> None:
    with Wire("asnlookup", ["src"]) as wire:
        process = wire._process
        assert process.stdin
        process.stdin.write(sent)
        process.stdin.close()
        with pytest.raises(CommandFailed, match=message) as raised:
            wire.receive()
    assert "Traceback" not in str(raised.value)
    assert ".py" not in str(raised.value)


@pytest.mark.parametrize("body", [b"a,b\n1,2,3\n", HEAD + b"x,y,,\nx\ry,z,,\n"])
def test_a_body_that_is_no_table_is_an_error_that_says_so(body: bytes) -> None:
    with pytest.raises(CommandFailed, match="chunk"):
        exchange(body)


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=30)
values = st.one_of(
    texts, st.lists(texts, min_size=2, max_size=4), st.sampled_from(["8.8.8.8", "10.0.0.1"])
)
names = st.sampled_from(["_raw", "_time", "host", "src", "tag", "we ird", 'q"uote', "c,omma", "é"])


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(names, values, min_size=1), min_size=1, max_size=20))
def test_events_survive_whatever_they_hold(events: list[Event]) -> None:
    outcome = pipe("asnlookup", ["src"], events, ours=OURS)
    stripped = [{n: v for n, v in e.items() if n not in OURS} for e in outcome.events]
    assert stripped == events


def test_selected_fields_are_inputs_and_outputs() -> None:
    outcome = pipe("asnlookup", ["src", "dest"], [{"src": "8.8.8.8", "dest": "10.1.1.1"}])
    assert set(outcome.configuration["required_fields"]) == {
        *("src", "src_asn", "src_as_org", "src_as_network", "src_as_status"),
        *("dest", "dest_asn", "dest_as_org", "dest_as_network", "dest_as_status"),
    }


def test_a_setting_turns_selected_fields_off(copy_of_app: Path) -> None:
    local = copy_of_app / "local"
    local.mkdir()
    (local / "huntpipe.conf").write_text("[protocol]\nselected_fields = false\n")
    events: list[Event] = [{"src": "8.8.8.8", "note": "kept", "asn": "old"}]
    outcome = pipe("asnlookup", ["src"], events, app=copy_of_app, ours=OURS)
    assert "required_fields" not in outcome.configuration
    assert outcome.events[0]["note"] == "kept"
    assert outcome.events[0]["asn"] == "15169"


def test_a_setting_that_makes_no_sense_is_named(copy_of_app: Path) -> None:
    local = copy_of_app / "local"
    local.mkdir()
    (local / "huntpipe.conf").write_text("[protocol]\nselected_fields = maybe\n")
    with pytest.raises(CommandFailed, match=r"selected_fields = maybe: use true or false"):
        pipe("asnlookup", ["src"], [{"src": "x"}], app=copy_of_app)


def test_the_legacy_protocol_is_refused_with_what_to_do(python: str) -> None:
    done = subprocess.run(
        [python, str(script_of("asnlookup")), "__EXECUTE__", "src"],
        input=b"infoPath:/nonexistent/info.csv\n\nsrc\n8.8.8.8\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert b"error_message=asnlookup speaks only the chunked protocol" in done.stdout
    assert b"chunked = true" in done.stdout
    assert b"Traceback" not in done.stdout


class TestThePeer:
    """The peer itself must notice what a command does wrong."""

    @pytest.mark.parametrize(
        ("misdeed", "complaint"),
        [
            ("lose", "went in"),
            ("repeat", "went in"),
            ("reorder", "came back"),
            ("touch", "came back"),
            ("fill", "b was ''"),
            ("drop_field", "lost their fields"),
            ("print", "not the header"),
            ("ragged", "cells"),
            ("half_multivalue", "its values are"),
            ("exit", "exit code 3"),
            ("hang", "not the header"),
        ],
    )
    def test_a_misdeed_is_noticed(self, tmp_path: Path, misdeed: str, complaint: str) -> None:
        app = tmp_path / "app"
        (app / "default").mkdir(parents=True)
        (app / "bin").mkdir()
        (app / "default" / "commands.conf").write_text(
            "[rogue]\nchunked = true\nfilename = rogue.py\n"
        )
        (app / "bin" / "rogue.py").write_text(ROGUE)
        events: list[Event] = [{"a": "1", "b": "x"}, {"a": "2", "b": "y"}, {"a": "3"}]
        with pytest.raises(WireError, match=complaint):
            pipe("rogue", [misdeed], events, app=app, ours=["c"], time_limit=5)


ROGUE = r"""
import json, sys, time
def read():
    header = sys.stdin.buffer.readline()
    if not header:
        return None, b""
    _, m, b = header.split(b",")
    return json.loads(sys.stdin.buffer.read(int(m))), sys.stdin.buffer.read(int(b))
def write(meta, body=b""):
    meta = json.dumps(meta).encode()
    sys.stdout.buffer.write(b"chunked 1.0,%d,%d\n" % (len(meta), len(body)) + meta + body)
    sys.stdout.buffer.flush()
meta, _ = read()
misdeed = meta["searchinfo"]["args"][0]
write({"type": "streaming"})
while True:
    meta, body = read()
    if meta is None:
        break
    head, *rows = body.splitlines(keepends=True) or [b""]
    if misdeed == "lose": rows = rows[:-1]
    if misdeed == "repeat": rows += rows[-1:]
    if misdeed == "reorder": rows.reverse()
    if misdeed == "touch": rows = [row.replace(b"x", b"z") for row in rows]
    if misdeed == "fill": rows = [row.replace(b"3,,", b"3,z,") for row in rows]
    if misdeed == "drop_field": head, rows = b"a,__mv_a\n", [row[:2] + b"\n" for row in rows]
    if misdeed == "print": print("hello", flush=True)
    if misdeed == "ragged": rows = [row[:-1] + b",more\n" for row in rows]
    if misdeed == "half_multivalue":
        head, rows = head[:-1] + b",c,__mv_c\n", [row[:-1] + b",1,$1$;$2$\n" for row in rows]
    if misdeed == "hang": time.sleep(60)
    write({"finished": meta["finished"]}, head + b"".join(rows) if rows else b"")
sys.exit(3 if misdeed == "exit" else 0)
"""


def test_ten_thousand_failures_are_one_message(copy_of_app: Path) -> None:
    lookup = copy_of_app / "lib" / "huntpipe" / "asn" / "lookup.py"
    lookup.write_text(
        lookup.read_text(encoding="utf-8").replace(
            "        address = parse_address(text)\n",
            '        if text.startswith("bad"):\n            raise KeyError("{0} é " + text)\n'
            "        address = parse_address(text)\n",
        ),
        encoding="utf-8",
    )
    events: list[Event] = [{"src": f"bad{n}" if n % 2 else "8.8.8.8"} for n in range(20_000)]
    outcome = pipe("asnlookup", ["src"], events, app=copy_of_app)
    assert [e["as_status"] for e in outcome.events] == ["found", "error"] * 10_000
    ((level, text),) = outcome.messages
    assert level == "WARN"
    assert "{0} é bad" in text
    assert text.endswith("(10000 events)")
    assert json.dumps(text)
