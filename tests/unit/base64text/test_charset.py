from __future__ import annotations

import pytest

from huntpipe.base64text.charset import (
    Text,
    foreign_text,
    latin_text,
    plain_text,
    powershell_text,
    unicode_text,
)


def test_ascii_is_utf_8() -> None:
    assert plain_text(b"whoami /all\r\n") == Text("utf-8", "whoami /all\r\n")


def test_ascii_in_utf_16le() -> None:
    assert plain_text("dir é".encode("utf-16-le")) == Text("utf-16le", "dir é")


def test_half_a_code_unit_is_replaced_and_marked_as_cut() -> None:
    assert plain_text(b"d\0i\0r\0 ") == Text("utf-16le", "dir\ufffd", cut=True)


@pytest.mark.parametrize("data", [b"\0\0\0\0", b"\x01\x02", b"\0", b"\xff\xfe\xfd", b"a\0\0b"])
def test_bytes_that_are_no_plain_text(data: bytes) -> None:
    assert plain_text(data) is None


@pytest.mark.parametrize(
    "text", ["привет, мир", "你好世界", "naïve café", "“quoted” text", "👍 done"]
)
def test_utf_8_of_any_script(text: str) -> None:
    assert unicode_text(text.encode(), announced=False) == Text("utf-8", text)


def test_incomplete_utf_8_is_marked_as_cut() -> None:
    assert unicode_text("привет".encode()[:-1], announced=False) == Text(
        "utf-8", "приве\ufffd", cut=True
    )


@pytest.mark.parametrize(("charset", "name"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16le")])
def test_byte_order_marks_name_the_charset_and_go(charset: str, name: str) -> None:
    assert unicode_text("plain text".encode(charset), announced=False) == Text(name, "plain text")


def test_big_endian_byte_order_mark() -> None:
    data = b"\xfe\xff" + "plain text".encode("utf-16-be")
    assert unicode_text(data, announced=False) == Text("utf-16be", "plain text")


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf_16_without_a_mark_in_either_byte_order(order: str) -> None:
    for text in ("Write-Host “hello”", "привет мир"):
        data = text.encode(f"utf-16-{order}")
        found = unicode_text(data, announced=False) or foreign_text(data, announced=False)
        assert found == Text(f"utf-16{order}", text)


def test_a_few_ideographs_in_utf_16_need_an_announcement() -> None:
    data = "你好世界你好世界".encode("utf-16-le")
    assert foreign_text(data, announced=False) is None
    assert foreign_text(data, announced=True) == Text("utf-16le", "你好世界你好世界")


def test_noise_is_no_text() -> None:
    noise = bytes(range(128, 256, 7)) + bytes(range(0, 128, 11))
    assert unicode_text(noise, announced=True) is None
    assert foreign_text(noise, announced=True) is None
    assert latin_text(noise) is None


def test_western_eight_bit_text() -> None:
    assert latin_text("Grüße aus München".encode("latin-1")) == Text("latin-1", "Grüße aus München")


def test_powershell_reads_utf_16le_even_if_it_makes_no_sense() -> None:
    data = "whoami".encode("utf-16-le") + b"\x13\xc0\x00\xdc\x14"
    assert powershell_text(data) == Text("utf-16le", "whoami쀓\ufffd\ufffd", cut=True)


def test_powershell_text_that_is_no_utf_16_is_latin() -> None:
    data = b"\x94\x01\x88\x01\x90t\0t\0p\0:\0"
    assert powershell_text(data) == Text("latin-1", data.decode("latin-1"))
