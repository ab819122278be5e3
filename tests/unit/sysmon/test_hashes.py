"""One field per hash algorithm."""

from __future__ import annotations

from typing import Dict

import pytest

from huntpipe.sysmon.hashes import split_hashes


@pytest.mark.parametrize(
    ("data", "hashes"),
    [
        ({"Hashes": "SHA1=a,MD5=b,SHA256=c,IMPHASH=d"}, "SHA1=a MD5=b SHA256=c IMPHASH=d"),
        ({"Hashes": "sha256=C, Md5=b"}, "SHA256=C MD5=b"),
        ({"Hash": "MD5=b,IMPHASH=d"}, "MD5=b IMPHASH=d"),
        ({"HashType": "SHA1", "Hash": "a"}, "SHA1=a"),
        ({"HashType": "sha256", "Hash": "SHA256=a"}, "SHA256=a"),
        ({"Hash": "Unknown"}, ""),
        ({"Hashes": "-"}, ""),
        ({"Hashes": "SHA512=x,MD5=b"}, "MD5=b"),
        ({}, ""),
    ],
)
def test_hashes_are_split_by_algorithm(data: Dict[str, str], hashes: str) -> None:
    assert " ".join("=".join(pair) for pair in split_hashes(data).items()) == hashes
