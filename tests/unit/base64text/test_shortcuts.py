"""What is decided quickly is what the careful reading of everything would find."""

from __future__ import annotations

import itertools
import json
import operator
import random
from typing import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huntpipe.base64text.budget import Limits
from huntpipe.base64text.obfuscation import revealed
from huntpipe.base64text.outcomes import AUTO
from huntpipe.base64text.suspicion import Suspicion
from huntpipe.base64text.unwrap import Unwrapped, Unwrapper, _Event
from tests.shared import shared_data
from tests.unit.base64text.samples import CRADLE, binary, command, deflated, plain

MINLENGTHS = (4, 8, 16, 40)
SHORT = command("dir")
RUNS = (
    SHORT,
    command(CRADLE),
    plain(CRADLE),
    plain("all of it in lower case"),
    command("tête-à-tête"),
    binary(CRADLE.encode("utf-16-be")),
    binary(deflated(CRADLE.encode())),
    binary(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40" + bytes(39)),
    "bmpybmpybmpybmpybmpy",
    "AAAAAAAAAAAAAAAAAAAAAAAA",
)
HEADS = (
    *("", "x ", "x=", "http://example.org/gate/", "C:\\x64\\", "some-name_", "a/", "$a = '", '"'),
    *("powershell -enc ", '"powershell" -w hidden -e "', "powershell -'e'nc:", "pwsh /ec ", "-E "),
    *("cmd -e $x ", "powershell -e cwBhAA== ", "powershell \u2013enc ", "-Encoding utf8 ", "ä "),
    *("FromBase64String('", "[x]::('FromBase'+'64String')('", 'atob("', "data:;base64,", "echo "),
    *("b64_decode('", "decode_64(\\x22", "FromBase64String(&quot;", "base64 -d <<< "),
)
TAILS = (
    *("", " ", "'", '"', "')", "' + 'x", "; -e foobar12", ' -o "C:\\new\\x.txt"', " | base64 -d"),
    *("...", ".exe", "%", "\n", " \nx", "\\n", "&quot;)", "\\x22)", "ü"),
)
JOINTS = (
    *("", "^", "`", '""', "''", "'+'", "' + '", "'+ '", '" & "', '"."', "'.'", '" & _\n "'),
    *(
        "'; $x += '",
        "'; $\xe9 += '",
        '"\nx = x & "',
        "'; $x .= '",
        "\n",
        "\r\n",
        " \n ",
        " ",
        "\\n",
        "\\r\\n",
    ),
    *("\u200b", "-", "_", "/", ".", "\t", "\r", " \r\n"),
)
JSON_SLASH = {"/": "\\/"}
ENTITIES = {"/": "&sol;", "+": "&plus;", "=": "&equals;"}
ESCAPES: tuple[Callable[[str], str], ...] = (
    str,
    lambda character: f"\\x{ord(character):02x}",
    lambda character: f"\\u{ord(character):04X}",
    lambda character: f"\\u{{{ord(character):04x}}}",
    lambda character: f"%{ord(character):02X}",
    lambda character: f"&#{ord(character)};",
    lambda character: JSON_SLASH.get(character, character),
    lambda character: ENTITIES.get(character, character),
)


class Everything(Suspicion):
    """Lets nothing go."""

    def __call__(self, text: bytes) -> bool:
        return True


def carefully(text: str, limits: Limits) -> Unwrapped:
    event = _Event(limits, Everything(limits.minlength))
    event.unwrap(revealed(text), AUTO)
    return event.result()


def check(text: str, minlength: int = Limits().minlength) -> None:
    limits = Limits(minlength=minlength)
    careful = carefully(text, limits)
    unwrapper = Unwrapper(AUTO, limits)
    if text:
        assert unwrapper([text]) == careful
        assert unwrapper([text, ""]) == careful
    if careful.findings:
        cell = '"' + text.replace('"', '""') + '"'
        both = [written.encode("utf-8", "replace") for written in (text, cell)]
        assert unwrapper.may_hold(both) == [True, True]


def strings(name: str) -> set[str]:
    lines = shared_data(f"powershell/{name}.jsonl").read_text(encoding="utf-8").split("\n")
    values = [value for line in lines if line for value in json.loads(line).values()]
    return {value for value in values if isinstance(value, str) and len(value) < 20_000}


def test_real_texts() -> None:
    for name in ("unit42_encodedcommand", "lab_encodedcommand", "negatives", "scriptblock_4104"):
        for text in sorted(strings(name)):
            check(text)


def test_real_texts_with_a_change() -> None:
    draw = random.Random(5)
    for name in ("lab_encodedcommand", "negatives"):
        for text in sorted(strings(name)):
            at = draw.randrange(len(text) + 1)
            check(text[:at] + draw.choice(JOINTS) + text[at + draw.randrange(4) :])


QUESTIONS = plain("?" * 24)  # Pz8/Pz8/...: no stretch of it is long without its slashes
ZLIB = "eJxLqyxOyqpMBAAL/wL5"  # its first line of 16 looks like a word
LETTERS_ONLY = binary("éabcde".encode("utf-16-be")), plain("the bar dir ")
CAPITALS_ONLY = plain("TEST TEST TEST")
# Each is found by one condition of a short cut alone.
TRAPS = (
    f"powershell \x96enc {SHORT}",
    f"powershell -e\ufeffnc {SHORT}",
    *("x: " + QUESTIONS.replace("/", slash) for slash in ("\\/", "&sol;", "%2f")),
    "x: " + "".join(f"%{ord(character):02x}" for character in RUNS[1]),
    *(f"x: {run}" for run in LETTERS_ONLY),
    *(f"x: {ZLIB[:16]}{line_break}{ZLIB[16:]}" for line_break in ("\\n", "\\r", "\\r\\n")),
    f"x: InternationalizationOfNames {RUNS[1]}",
    f"x: {RUNS[1]} powershell -e {SHORT}",
    *(f"Ab1-{RUNS[1]}", f"x: {RUNS[1]}-new", f"$a = '{plain('x' * 30 + '???').replace('/', '_')}'"),
    *(f"x {plain(CRADLE)[:41]}", f"x {RUNS[1][:44]}"),
    f"{RUNS[1][:-8]} {RUNS[1][-8:]}",
    *(f"x: {CAPITALS_ONLY[:8]}{quotes}{CAPITALS_ONLY[8:]}" for quotes in ('""', "''")),
)


@pytest.mark.parametrize("text", TRAPS)
def test_what_one_condition_alone_lets_through(text: str) -> None:
    assert carefully(text, Limits()).findings
    check(text)


def test_a_payload_in_lines_counts_as_a_whole() -> None:
    check("x: " + "\\r\\n".join(pieces(RUNS[1], 16)), minlength=40)


def test_pieces_may_be_escaped() -> None:
    escaped = [piece.replace("A", "%41") for piece in pieces(RUNS[1], 4)]
    for joint in (" ", "\r\n"):
        check(joint.join(escaped))


def test_texts_are_told_apart_whatever_is_in_them() -> None:
    texts = [b"a.b: c\0d.e: f", RUNS[1].encode(), b"\0"]
    assert Suspicion(Limits().minlength).each(texts)[1]


@pytest.mark.parametrize(
    "text",
    [
        f"see. {plain('?' * 11)}\n",  # 15 characters, and one to fill up
        f"see. {plain('?' * 11)}",
        f"some-name_{plain('the IEX(1)')}",
        f"some-name_{plain('the IEX(12)').rstrip('=')}",
        "x: eJxLSixSiKkAAAePAio=\\na",  # letters alone are a word, whatever fills up
        "x: eJxLSixSiKkAAAePAio=",
    ],
)
def test_what_fills_up_does_not_count(text: str) -> None:
    check(text)
    assert not carefully(text, Limits()).findings


def pieces(run: str, width: int) -> list[str]:
    return [run[start : start + width] for start in range(0, len(run), width)]


@pytest.mark.parametrize("joint", JOINTS)
def test_runs_in_pieces(joint: str) -> None:
    heads = ("", "x ", "x: ", "powershell -e ", "FromBase64String('")
    for run, width, head in itertools.product(RUNS, (1, 4, 8, 12, 16, 20), heads):
        check(head + joint.join(pieces(run, width)))


@pytest.mark.parametrize("escape", ESCAPES)
def test_escaped_characters(escape: Callable[[str], str]) -> None:
    for run, every in itertools.product(RUNS, (1, 3, 7, 11, 15, 16)):
        characters = [escape(c) if not n % every else c for n, c in enumerate(run, 1)]
        for head, tail in itertools.product(("", "x '", "x: ", "powershell -e "), ("", "\\n", "'")):
            check(head + "".join(characters) + tail)


def test_texts_around_a_run() -> None:
    for head, run, tail in itertools.product(HEADS, RUNS, TAILS):
        check(head + run + tail)


@st.composite
def disguised(draw: st.DrawFn) -> str:
    """A run in pieces, some characters escaped, between texts that may be a part of it."""
    run = draw(st.sampled_from(RUNS))
    width = draw(st.integers(1, len(run)))
    joint, escape = draw(st.sampled_from(JOINTS)), draw(st.sampled_from(ESCAPES))
    escaped = draw(st.sampled_from(("", *sorted({*run, "+/="}), run)))
    text = joint.join(
        "".join(escape(character) if character in escaped else character for character in piece)
        for piece in pieces(run, width)
    )
    return draw(st.sampled_from(HEADS)) + text + draw(st.sampled_from(TAILS))


@given(st.lists(disguised(), min_size=1, max_size=2).map(" ".join), st.sampled_from(MINLENGTHS))
@example(f"powershell -e {SHORT} {command(CRADLE)}", 16)
def test_disguised_payloads(text: str, minlength: int) -> None:
    check(text, minlength)


LETTERS = "abyzABQZ0149+/-_='\"%&\\.,;: \n"


@given(st.text(alphabet=LETTERS, max_size=60), st.sampled_from(MINLENGTHS))
def test_texts_of_the_same_characters(text: str, minlength: int) -> None:
    check(text, minlength)


@given(st.lists(disguised() | st.text(alphabet=LETTERS + "\0")))
def test_many_texts_are_judged_no_milder_than_each_alone(texts: list[str]) -> None:
    suspicious = Suspicion(Limits().minlength)
    cells = [text.encode("utf-8", "replace") for text in texts]
    together, alone = suspicious.each(cells), [suspicious(cell) for cell in cells]
    assert all(map(operator.ge, together, alone))
    assert len(together) == len(alone)
    short = [len(cell) < 64 for cell in cells]
    assert list(itertools.compress(together, short)) == list(itertools.compress(alone, short))
