"""Texts made to be slow. A search that backtracks would not end in the life of this test."""

from __future__ import annotations

import pytest

from huntpipe.indicators.extract import Extractor

PATTERNS = [
    *(".", ":", "@", "/", "\\", "%", "-", "[", "(", " ", "é", "a1", "a.", "é.", "1.", "1:", "1::"),
    *("[.]", "a[.]", "[:]", "(dot)", "hxxp", "[at]", "a@", "a@a.", "~/", "/a", "/etc/", "//a"),
    *("http://", "http://a/", "http://a.com/?u=", "http%3A%2F%2Fa", 'xmlns="http://a/', "://"),
    *("C:\\", "C:\\a ", 'C:\\A B "', '"C:\\a ', "\\\\a\\", "$env:A\\", "%A%\\", "HKLM\\A B "),
    *("1.1.1.1 ", "evil.com ", "cat x.pl ", "2001:db8::1 ", "cve-2021-", "a-.com ", "&amp;", "&#1"),
    *("a\\.", "a\u3002", "a\uff0e", "[/]", "a@@", "[:][/]", "http://a\u3042.a\u3042", "a\u3042"),
    *("a<at>", "a<", "a[[.]]", "a\\[.", "[a]:/", "\\" * 4 + "[", "a【.】"),
    *('{"\\n', '{"\\u', "C:\\Users\\a b c d e f g ", "Version 1.1.1.1-", "0" * 31 + " "),
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_repeated_pattern_is_read(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern)) + " end http://evil.com/x"
    assert "evil.com" in Extractor().extract([text])["domain"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", [".", ":", "a1", "[.]", "http://", "the quick brown fox jumps. "]
)
def test_a_pattern_of_ten_megabytes_is_read(pattern: str) -> None:
    text = pattern * (10_000_000 // len(pattern)) + " end http://evil.com/x"
    assert "evil.com" in Extractor().extract([text])["domain"]
