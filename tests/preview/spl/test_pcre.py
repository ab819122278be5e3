"""Regular expressions: PCRE where Python's engine differs, by the PCRE2 manual.

https://www.pcre.org/current/doc/html/pcre2pattern.html
"""

from __future__ import annotations

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from preview.spl.pcre import compile_pcre
from preview.spl.wildcards import wildcard


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"(?<a>x)(?P<b>y)", "xy", "xy"),
        (r"[(?<a]+", "(?<a", "(?<a"),  # no group inside a set
        (r"[*+]+", "+*", "+*"),  # nothing possessive inside a set
        (r"[\w-.]+", "a-b.c", "a-b.c"),  # a hyphen after \w is itself
        (r"[[a]+", "[a", "[a"),
        (r"a$", "a\n", "a"),  # $ also before a newline that ends the text
        (r"a\Z", "a\n", "a"),
        (r"a\z", "a\n", None),
        (r"a.b", "a\nb", None),
        (r"(?s)a.b", "a\nb", "a\nb"),
        (r"(?i)(?s)A.B", "a\nb", "a\nb"),
        (r"(?m)^b$", "a\nb\nc", "b"),
        (r"(?i:A)b", "ab", "ab"),
        (r"(?i:A)b", "aB", None),
        (r"(\w)\1", "hello", "ll"),
    ],
)
def test_what_pcre_says_is_matched(pattern: str, text: str, expected: str | None) -> None:
    found = compile_pcre(pattern).search(text)
    assert (found and found.group()) == expected


def test_a_line_does_not_start_after_the_last_newline() -> None:
    # "The circumflex metacharacter ... matches immediately after internal newlines as well as
    # at the start of the subject string, but not if the newline is the last character".
    assert len(list(compile_pcre("(?m)^").finditer("a\nb\n"))) == 2
    assert len(list(compile_pcre("(?m)^").finditer(""))) == 1


@pytest.mark.parametrize(
    "pattern",
    [
        "a++",
        "a{2}+",
        "(?>a)",
        r"a\Kb",
        r"\h",
        r"[\h]",
        r"\v",
        r"\R",
        r"\Qa.b\E",
        r"\p{L}",
        r"\u0041",
        r"\k<n>",
        r"\g{1}",
        "(?U)a",
        "(?x)a b",
        "(?a)b",  # a flag of Python's alone
        "a(?i)b",
        "((?i)a)b",
        "(?-i)a",
        "(?m:^a)",
        "a{,3}",  # plain text in PCRE, a quantifier in Python
        "[[:alpha:]]",
        "(?R)",
        "(?1)",
        "(?&n)",
        "(?P>n)",
        "(?|a|b)",
        "(?(1)a)",
        "(?'n'a)",
        "(*UTF8)a",
        "(?<a_name_of_more_than_32_characters>a)",
    ],
)
def test_what_python_reads_otherwise_is_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedError, match="the preview has no"):
        compile_pcre(pattern)


@pytest.mark.parametrize("pattern", ["(", "a**", "[a", "(?<n>a)(?<n>b)", "a\\", "(?<=a*)b"])
def test_what_cannot_be_compiled_is_called_malformed(pattern: str) -> None:
    with pytest.raises(SearchError, match="malformed"):
        compile_pcre(pattern)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("<(.*)>", "<M\u00fcller>", "M\u00fcller"),
        ("([^@]+)@", "m\u00fcller@x", "m\u00fcller"),
        (r"(\d+)", "\u00fc12", "12"),
        ("^(.{2})", "ab\u00fc", "ab"),
    ],
)
def test_text_beyond_ascii_is_matched_where_bytes_and_characters_agree(
    pattern: str, text: str, expected: str
) -> None:
    found = compile_pcre(pattern).search(text)
    assert found
    assert found[1] == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(\w+)", "m\u00fcller"),
        ("^(.{2})", "\u00fcb"),
        (r"(\d+)", "\u0661"),  # a digit of another script
        ("[\u00e4\u00fc]", "\u00fc"),
        ("(?i)M\u00dcLLER", "m\u00fcller"),
        (r"\bx", "\u00fcx"),
    ],
)
def test_text_beyond_ascii_is_refused_where_they_differ(pattern: str, text: str) -> None:
    with pytest.raises(DataError, match="beyond ASCII"):
        compile_pcre(pattern).search(text)


def test_an_empty_match_beside_a_match_is_not_replaced() -> None:
    assert compile_pcre(r"\s*$").sub(lambda _: "", "a  ") == "a"
    assert compile_pcre("^").sub(lambda _: "> ", "a") == "> a"
    with pytest.raises(DataError, match="nothing after a match"):
        compile_pcre(r"\s*$").sub(lambda _: ".", "a  ")


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "^(a|aa)+$",
        r"^(\w+\s?)+$",
        r"(?:,\w*\w*)*;",
        "(?i)(?:x+X*)+y",
        r"(?:(?:\w+\.)+\w*)+!",
        "(?=(a*)*b)",
        "^(.*?,){11}P",
    ],
)
def test_what_would_not_come_to_an_end_is_refused(pattern: str) -> None:
    with pytest.raises(UnsupportedError, match="would not come to an end"):
        compile_pcre(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(?:[^,]*,){11}P",
        r'"(?:\\.|[^"\\])*"',
        r"(?:\w+\.)+\w+$",
        r"(\d{1,3}\.){3}\d+",
        r"(\s+\S+)*$",
        r"(?:[A-Z]:)?(?:\\[^\\:*?]+)*\\",
        "(?:(?:a+b)+c)+",
        "(?:GET|POST|PUT)+",
        "(?:%[0-9a-f]{2})+",
    ],
)
def test_a_repetition_that_only_splits_in_one_way_is_matched(pattern: str) -> None:
    compile_pcre(pattern).search("a" * 5000)


def test_wildcards_do_not_try_every_place() -> None:
    assert wildcard("*a" * 20 + "b*").fullmatch("a" * 200) is None
    assert wildcard("a*b*c").fullmatch("abbxbc")
    assert wildcard("A**b", ignore_case=True).fullmatch("a b")
    assert not wildcard("a*ba").fullmatch("aba b")
    assert wildcard("a*ba*a").fullmatch("ababa")
    assert not wildcard("ab*ba").fullmatch("aba")
