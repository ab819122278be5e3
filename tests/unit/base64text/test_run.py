from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.base64text.run import decode_run


@given(st.binary(min_size=1), st.booleans(), st.booleans())
def test_both_alphabets_with_and_without_padding(data: bytes, urlsafe: bool, padded: bool) -> None:
    encode = base64.urlsafe_b64encode if urlsafe else base64.b64encode
    run = encode(data).decode()
    assert decode_run(run if padded else run.rstrip("=")) == (data, False)


@pytest.mark.parametrize("run", ["a+b-", "a/b_", "", "=", "===", "a"])
def test_what_no_encoder_writes_is_refused(run: str) -> None:
    assert decode_run(run) is None


def test_a_dangling_character_shows_a_cut() -> None:
    assert decode_run("QUJDR") == (b"ABC", True)


def test_bits_that_stand_for_nothing_show_a_cut() -> None:
    assert decode_run("QUJDRX") == (b"ABCE", True)
    assert decode_run("QUJDRQ") == (b"ABCE", False)
