"""Text functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/text-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # The examples of the functions.
        ('len("buttercup")', "9"),
        ('length("dash")', "4"),
        ('len("")', "0"),
        ('lower("AbC")', "abc"),
        ('upper("AbC")', "ABC"),
        ('ltrim(" ZZZZabcZZ ", " Z")', "abcZZ "),
        ('rtrim(" ZZZZabcZZ ", " Z")', " ZZZZabc"),
        ('trim(" ZZZZabcZZ ", " Z")', "abc"),
        ('ltrim("$12", "$")', "12"),
        (r'replace("1/14/2023", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")', "14/1/2023"),
        ('substr("string", 1, 3) + substr("string", -3)', "string"),
        (
            'urldecode("http%3A%2F%2Fwww.splunk.com%2Fdownload%3Fr%3Dheader")',
            "http://www.splunk.com/download?r=header",
        ),
        # trim: spaces and tabs where nothing else is said.
        ('trim("\t x\ty \t")', "x\ty"),
        # replace: every occurrence; a backslash is escaped for eval and for the expression.
        ('replace("a.b.c", "[.]", "-")', "a-b-c"),
        ('replace("abc", "(?<first>.)b", "")', "c"),
        (r'replace("C:\\Temp\\x.exe", "^.*\\\\", "")', "x.exe"),
        ('replace("abc", "x", "y")', "abc"),
        ('replace(missing, "x", "y")', None),
        # substr: the indexes of SQLite, https://www.sqlite.org/lang_corefunc.html#substr
        ('substr("splunk", 4)', "unk"),
        ('substr("splunk", 4, 100)', "unk"),
        ('substr("splunk", 9)', ""),
        ('substr("abc", -5, 3)', "a"),
        ('substr("abc", 2, 0)', ""),
        # lower and upper take multivalue fields.
        ('lower(split("A,B", ","))', ["a", "b"]),
        ('upper(split("a,b", ","))', ["A", "B"]),
        ('lower("M\u00fcller")', "m\u00fcller"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected


@pytest.mark.parametrize(
    "call",
    [
        "len(m)",
        "trim(m)",
        'ltrim(m, "a")',
        "rtrim(m)",
        'replace(m, "a", "b")',
        "substr(m, 1)",
        "urldecode(m)",
    ],
)
def test_the_others_do_not_support_multivalue_fields(rows: Run, call: str) -> None:
    with pytest.raises(SearchError, match="multivalue"):
        rows(f'| makeresults | eval m=split("a,b", ",") | eval v={call}')


@pytest.mark.parametrize(
    "expression",
    [
        'lower("M\u00dcLLER")',
        'len("h\u00e9")',  # code points on the page; users report bytes
        'substr("abc", 0, 2)',
        'substr("abc", 1, -1)',
        'substr("abc", 1.5)',
        'urldecode("a+b")',
        'urldecode("%ff")',
        'urldecode("100%")',
        'urldecode("%zz")',
        r'replace("abc", "b", "\\")',
        r'replace("abc", "b", "\0")',
        r'replace("abc", "(b)", "\10")',
    ],
)
def test_what_the_page_does_not_tell_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(SearchError):
        rows(f"| makeresults | eval v={expression}")
