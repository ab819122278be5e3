from __future__ import annotations

import pytest

from huntpipe.base64text.kinds import binary_kind, is_shellcode

PE = b"MZ" + bytes(58) + (64).to_bytes(4, "little") + b"PE\0\0" + bytes(20)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PE, "pe"),
        (PE[:62] + b"\x01\0" + bytes(8), "pe"),
        (b"\x7fELF\x02\x01\x01", "elf"),
        (b"PK\x03\x04\x14", "zip"),
        (b"7z\xbc\xaf\x27\x1c\0\x04", "7z"),
        (b"%PDF-1.7\n", "pdf"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "ole"),
        (b"\x89PNG\r\n\x1a\n\0", "png"),
        (bytes(257) + b"ustar\0" + bytes(249), "tar"),
    ],
)
def test_files_are_named_by_their_signature(data: bytes, kind: str) -> None:
    assert binary_kind(data) == kind


@pytest.mark.parametrize("data", [b"", b"MZ", b"MZ is a text" * 8, b"\x7fEL", b"hello", bytes(600)])
def test_other_bytes_have_no_kind(data: bytes) -> None:
    assert binary_kind(data) is None


@pytest.mark.parametrize(
    "start",
    [
        "fce8820000006089e5",
        "fc4883e4f0e8c0000000",
        "dbddd97424f4bee1",
        "9090e80000000058",
        "31d264a130000000",
        "6031d2648b5230",
        "65488b5260488b52",
    ],
)
def test_first_instructions_give_shellcode_away(start: str) -> None:
    assert is_shellcode(bytes.fromhex(start) + bytes(40))


@pytest.mark.parametrize("data", [b"", bytes(80), b"fc e8 89 00", b"\xfc\xe8"])
def test_other_bytes_are_no_shellcode(data: bytes) -> None:
    assert not is_shellcode(data)
