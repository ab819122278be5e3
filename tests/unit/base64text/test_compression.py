from __future__ import annotations

import gzip
import zlib
from typing import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.base64text.compression import BombError, Inflated, inflate, wrapping
from tests.unit.base64text.samples import deflated

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "zlib": zlib.compress,
    "deflate": deflated,
}
ENOUGH = 1 << 20


@pytest.mark.parametrize("coding", PACKERS)
@given(data=st.binary(min_size=1))
def test_each_wrapping_comes_back(coding: str, data: bytes) -> None:
    assert inflate(PACKERS[coding](data), coding, ENOUGH) == Inflated(data, cut=False, rest=b"")


def test_headers_name_their_wrapping() -> None:
    assert wrapping(gzip.compress(b"x")) == "gzip"
    assert wrapping(zlib.compress(b"x")) == "zlib"
    assert wrapping(deflated(b"text")) is None
    assert wrapping(b"") is None


def test_members_of_a_gzip_file_are_joined() -> None:
    two = gzip.compress(b"one ") + gzip.compress(b"two")
    assert inflate(two, "gzip", ENOUGH) == Inflated(b"one two", cut=False, rest=b"")


def test_a_cut_stream_yields_what_is_there() -> None:
    whole = gzip.compress(bytes(range(256)) * 4)
    found = inflate(whole[:-100], "gzip", ENOUGH)
    assert found
    assert found.cut
    assert (bytes(range(256)) * 4).startswith(found.data)


def test_a_damaged_stream_yields_what_goes_before_the_damage() -> None:
    data = b"".join(b"line %d\n" % number for number in range(2000))
    whole = bytearray(zlib.compress(data))
    whole[len(whole) // 2] ^= 0xFF
    found = inflate(bytes(whole), "zlib", ENOUGH)
    assert found
    assert found.cut
    assert data[:1000] == found.data[:1000]


def test_noise_holds_nothing() -> None:
    assert inflate(b"\xff" * 40, "deflate", ENOUGH) is None


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_refused(coding: str) -> None:
    with pytest.raises(BombError, match=coding):
        inflate(PACKERS[coding](b"A" * 100_000), coding, 99_999)
    assert inflate(PACKERS[coding](b"A" * 100_000), coding, 100_000)


def test_a_bomb_in_many_members_is_refused() -> None:
    with pytest.raises(BombError):
        inflate(gzip.compress(b"A" * 1000) * 100, "gzip", 50_000)
