"""Comparison and conditional functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/comparison-and-conditional-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

CODES = 'status==200, "OK", status==404, "Not found", status==500, "Internal Server Error"'
ADDRESS = "2001:0db8:ffff:ffff:ffff:ffff:ffff:ff99"
PORT = 'validate(isint(port), "no integer", port >= 1 AND port <= 65535, "out of range")'


@pytest.mark.parametrize(
    ("fields", "expression", "expected"),
    [
        # case, and its default with true().
        ("status=200", f"case({CODES})", "OK"),
        ("status=404", f"case({CODES})", "Not found"),
        ("status=408", f"case({CODES})", None),
        ("status=408", f'case({CODES}, true(), "Other")', "Other"),
        ("x=1", 'case(missing=1, "a", x=1, "b")', "b"),
        (
            "depth=70",
            'case(depth<=70, "Low", depth>70 AND depth<=300, "Mid", depth>300, "D")',
            "Low",
        ),
        (
            "depth=71",
            'case(depth<=70, "Low", depth>70 AND depth<=300, "Mid", depth>300, "D")',
            "Mid",
        ),
        # cidrmatch: IPv4 and IPv6; the host part of a network does not count (eval, example 3).
        ('ip="192.0.3.0"', 'if(cidrmatch("192.0.2.0/24", ip), "true", "false")', "false"),
        ('ip="192.0.2.56"', 'if(cidrmatch("192.0.2.0/24", ip), "true", "false")', "true"),
        ('ip="182.236.1.1"', 'if(cidrmatch("182.236.164.11/16", ip), "local", "other")', "local"),
        (
            f'subnet="2001:0db8:ffff:ffff:ffff:ffff:ffff:ff00/120", ip="{ADDRESS}"',
            'if(cidrmatch(subnet, ip), "true", "false")',
            "true",
        ),
        ('ip="not an address"', 'if(cidrmatch("10.0.0.0/8", ip), "true", "false")', "false"),
        # coalesce: the first that is not null; the empty string is a value.
        ('a="1", b="2"', "coalesce(a, b)", "1"),
        ('b="2"', "coalesce(a, b)", "2"),
        ('a="", b="2"', "coalesce(a, b)", ""),
        # if: what is null is not true.
        ("error=200", 'if(error == 200, "OK", "Error")', "OK"),
        ("error=404", 'if(error == 200, "OK", "Error")', "Error"),
        ("x=1", 'if(error == 200, "OK", "Error")', "Error"),
        ("x=1", 'if(NOT error == 200, "OK", "Error")', "OK"),
        ("x=1", 'if(false(), "yes", "no")', "no"),
        # in, in both of its forms, over values and over fields.
        ('status="failure"', 'if(in(status, "error", "failure"), "true", "false")', "true"),
        ("status=404", 'if(status in("400", "404"), "true", "false")', "true"),
        ("status=404", 'if(status IN (400, 404), "true", "false")', "true"),
        ('c="203.0.113.255"', 'if("203.0.113.255" in(i, c), "true", "false")', "true"),
        ('status="4*"', 'if(in(status, "404"), "true", "false")', "false"),
        ('user="a"', 'if(user in("A", "b"), "true", "false")', "false"),
        # like: % for any text, _ for one character; eval minds case.
        ('field="foobar"', 'if(like(field, "foo%"), "yes", "no")', "yes"),
        ('field="foobar"', 'if(like(field, "bar%"), "yes", "no")', "no"),
        ('field="foobar"', 'if(like(field, "FOO%"), "yes", "no")', "no"),
        ('field="foobar"', 'if(like(field, "foo"), "yes", "no")', "no"),
        ('field="a1b2"', 'if(field LIKE "a%b_", "yes", "no")', "yes"),
        ('field="a1b"', 'if(field LIKE "a%b_", "yes", "no")', "no"),
        ('field="a.c"', 'if(like(field, "a.c"), "yes", "no")', "yes"),
        ('field="abc"', 'if(like(field, "a.c"), "yes", "no")', "no"),
        # match: a regular expression anywhere in the text; quotation marks are escaped.
        (
            'field="10.0.0.1"',
            r'if(match(field, "^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$"), 1, 0)',
            "1",
        ),
        ('field="10.0.0"', r'if(match(field, "^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$"), 1, 0)', "0"),
        ('test="oh yes"', 'if(match(test, "yes"), 1, 0)', "1"),
        ('test="oh yes"', 'if(match(test, "YES|no"), 1, 0)', "0"),
        (r'test="\"yes\""', r'if(match(test, "\"yes\""), 1, 0)', "1"),
        # nullif.
        ('names="buttercup", ponies="mistmane"', "nullif(names, ponies)", "buttercup"),
        ('names="dash", ponies="dash"', "nullif(names, ponies)", None),
        ('names="dash"', "nullif(names, ponies)", "dash"),
        # searchmatch: its example.
        (
            '_raw="x=hi y=bye", x="hi", y="bye"',
            'if(searchmatch("x=hi y=*"), "yes", "no")',
            "yes",
        ),
        ('_raw="x=hi", x="hi"', 'if(searchmatch("x=hi y=*"), "yes", "no")', "no"),
        # validate: the value of the first condition that is false.
        ("port=80", PORT, None),
        ("port=70000", PORT, "out of range"),
        ('port="http"', PORT, "no integer"),
        ("x=1", PORT, "no integer"),
    ],
)
def test_examples(rows: Run, fields: str, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval {fields} | eval v={expression}")
    assert row.get("v") == expected


def test_null_clears_a_field(rows: Run) -> None:
    assert "a" not in rows('| makeresults | eval a="x" | eval a=null()')[0]


@pytest.mark.parametrize("call", ['in(status, "404")', 'like(a, "b%")', "true()", "isnull(a)"])
def test_a_boolean_result_cannot_be_assigned(engine: Engine, call: str) -> None:
    # "The eval command cannot accept a Boolean value."
    with pytest.raises(SearchError, match="Boolean"):
        engine.parse(f"| makeresults | eval v={call}")


@pytest.mark.parametrize(
    ("expression", "error"),
    [
        (r'if(like("a%b", "a\%b"), 1, 0)', UnsupportedError),  # no word on backslashes
        ('if(cidrmatch("10.0.0.1", "10.0.0.1"), 1, 0)', SearchError),
        ('if(cidrmatch("10.0.0.0/8", " 10.0.0.1"), 1, 0)', DataError),
        ('validate(missing=1, "x")', DataError),
        # Multivalue fields: users tell that any value counts, no page does.
        ('nullif(split("a,b", ","), "a")', DataError),
        ('if(in(split("a,b", ","), "a"), 1, 0)', DataError),
        ('if(like(split("a,b", ","), "a"), 1, 0)', DataError),
        ('if(match(split("a,b", ","), "a"), 1, 0)', DataError),
        ('if(cidrmatch("10.0.0.0/8", split("10.0.0.1,b", ",")), 1, 0)', DataError),
    ],
)
def test_what_the_page_does_not_tell_is_refused(
    rows: Run, expression: str, error: type[SearchError]
) -> None:
    with pytest.raises(error):
        rows(f"| makeresults | eval v={expression}")


def test_ifnull_is_refused(engine: Engine) -> None:
    # An older name of coalesce(), of which the reference says nothing.
    with pytest.raises(UnsupportedError, match="ifnull"):
        engine.parse("| makeresults | eval v=ifnull(a, 1)")
