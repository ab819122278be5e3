"""Any text, encoded by any chain and put into any surroundings, is found and comes back."""

from __future__ import annotations

import base64
import gzip
import string
import zlib
from typing import Callable

from hypothesis import assume, given
from hypothesis import strategies as st

from huntpipe.base64text.budget import Limits
from huntpipe.base64text.markers import MINLENGTH
from huntpipe.base64text.unwrap import Unwrapper
from tests.unit.base64text.samples import deflated

LETTERS = string.ascii_letters + string.digits + " .,:;/\\-_+*='\"()[]{}$%&#@!?<>|~^`\r\n\t"
SCRIPTS = (
    "абвгдежзийклмнопрстуфхцчшщъыьэюя ",
    "äöüßéèçñ abcdefg",
    "λμνξοπρσ ",
    "试验证错误转账",
)
IDEOGRAPHS = set(SCRIPTS[-1])
COMPRESSIONS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip>": gzip.compress,
    "zlib>": zlib.compress,
    "deflate>": deflated,
}
CHARSETS = {"utf-8": "utf-8", "utf-16le": "utf-16-le", "utf-16be": "utf-16-be"}
ALPHABETS: tuple[Callable[[bytes], bytes], ...] = (base64.b64encode, base64.urlsafe_b64encode)
# Free text that is no base64 itself.
SURROUNDINGS = st.text(alphabet=" .:;,#!?\\()[]{}<>|$~\r\n\täßж你", max_size=40)
MARKERS = (
    ("powershell -enc ", ""),
    ("[Convert]::FromBase64String('", "')"),
    ('[Convert]::FromBase64String("', '")'),
    ("data:text/plain;base64,", " "),
)


def texts(least: int) -> st.SearchStrategy[str]:
    western = st.text(alphabet=LETTERS, min_size=least, max_size=300)
    foreign = [st.text(alphabet=script, min_size=least, max_size=100) for script in SCRIPTS]
    # A text of one letter repeated is a text in either byte order.
    return st.one_of(western, *foreign).filter(lambda text: len({*text}) > 3)


@st.composite
def layers(draw: st.DrawFn) -> tuple[str, Callable[[str], str]]:
    """One base64 layer: its part of the chain, and the function that puts it on."""
    compression, charset = (
        draw(st.sampled_from([*COMPRESSIONS])),
        draw(st.sampled_from([*CHARSETS])),
    )
    alphabet, padded = draw(st.sampled_from(ALPHABETS)), draw(st.booleans())

    def put_on(text: str) -> str:
        run = alphabet(COMPRESSIONS[compression](text.encode(CHARSETS[charset]))).decode()
        return run if padded else run.rstrip("=")

    return f"base64>{compression}{charset}", put_on


@given(texts(8), layers(), SURROUNDINGS, SURROUNDINGS, st.sampled_from(MARKERS))
def test_announced_payloads(
    text: str,
    layer: tuple[str, Callable[[str], str]],
    before: str,
    after: str,
    marker: tuple[str, str],
) -> None:
    chain, put_on = layer
    # Few ideographs are as good a text in the other byte order, and PowerShell's is UTF-16LE.
    assume(not (chain.endswith("utf-16be") and len(text) < 32 and set(text) <= IDEOGRAPHS))
    run = put_on(text)
    assume(len(run) >= MINLENGTH)
    found = Unwrapper("auto", Limits())([f"{before} {marker[0]}{run}{marker[1]} {after}"])
    assert (found.findings[0].decoded, found.findings[0].chain) == (text, chain)


@given(st.text(alphabet=LETTERS, min_size=40), st.lists(layers(), min_size=1, max_size=4))
def test_nested_bare_payloads(text: str, chain: list[tuple[str, Callable[[str], str]]]) -> None:
    wrapped = [text]
    for _, put_on in reversed(chain):
        wrapped.append(put_on(wrapped[-1]))
    found = Unwrapper("scan", Limits())([f"x: {wrapped[-1]} ."])
    texts_inside = wrapped[-2::-1]
    assert [finding.decoded for finding in found.findings[: len(chain)]] == texts_inside
    expected = [">".join(part for part, _ in chain[: depth + 1]) for depth in range(len(chain))]
    assert [finding.chain for finding in found.findings[: len(chain)]] == expected


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    for mode in ("auto", "whole", "scan"):
        assert Unwrapper(mode, Limits(minlength=4))([text]).status


@given(st.binary(), st.sampled_from(MARKERS))
def test_any_bytes_are_survived(data: bytes, marker: tuple[str, str]) -> None:
    run = base64.b64encode(data).decode()
    assert Unwrapper("auto", Limits(minlength=4))([f"{marker[0]}{run}{marker[1]}"]).status


@given(st.text(alphabet=LETTERS, min_size=20), layers(), SURROUNDINGS, SURROUNDINGS)
def test_the_quick_way_gives_what_the_long_way_gives(
    text: str, layer: tuple[str, Callable[[str], str]], before: str, after: str
) -> None:
    line = f"{before} -enc {layer[1](text)}{after}"
    unwrapper = Unwrapper("auto", Limits())
    # The quick way is for events of one text.
    assert unwrapper([line]) == unwrapper([line, ""])
