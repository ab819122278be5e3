r"""rex, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rex
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        (r'* | rex "user=(?<u>[a-z]+)"', "u", ["bob", "ann", None, "cid", None]),  # field: _raw
        (r'user=ann | rex "(?<d>\d)"', "d", ["9"]),  # max_match: the default is 1
        (r'user=ann | rex max_match=2 "(?<d>\d)"', "d", [["9", "1"]]),
        (r'user=ann | rex max_match=9 "n=(?<d>\d)"', "d", ["9"]),
        (r'user=ann | rex mode=sed field=from "s/(\d+)\.(\d+)/\2.\1/"', "from", ["1.10.2.3"]),
        (r'user=ann | rex mode=sed field=from "s/\./-/g"', "from", ["10-1-2-3"]),
        (r'user=ann | rex mode=sed field=from "s/\./-/2"', "from", ["10.1-2.3"]),  # flags: a number
        (r'user=ann | rex mode=sed field=from "s/\./-/4"', "from", ["10.1.2.3"]),
        ('user=ann | rex mode=sed field=from "y/13./+_,/"', "from", ["+0,+,2,_"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("made", "rex", "expected"),
    [
        # Example 1.
        (
            'f="Bounced: From: <a@x.com> To: <b@y.com> RID 0"',
            'field=f "From: <(?<from>.*)> To: <(?<to>.*)>"',
            {"from": "a@x.com", "to": "b@y.com"},
        ),
        # Example 2.
        (
            'test="a$1,b$2"',
            r'field=test max_match=0 "((?<field>[^$]*)\$(?<value>[^,]*),?)"',
            {"field": ["a", "b"], "value": ["1", "2"]},
        ),
        # Example 3.
        (
            'savedsearch_id="bob;search;my_saved_search"',
            r'field=savedsearch_id "(?<user>\w+);(?<app>\w+);(?<SavedSearchName>\w+)"',
            {"user": "bob", "app": "search", "SavedSearchName": "my_saved_search"},
        ),
        # Example 4.
        (
            'ccnumber="1234-5678-9012-3456"',
            r'field=ccnumber mode=sed "s/(\d{4}-){3}/XXXX-XXXX-XXXX-/g"',
            {"ccnumber": "XXXX-XXXX-XXXX-3456"},
        ),
        # Example 5.
        (
            r'search="src_ip=TERM( \"10.8.2.33\" ) OR src_ip=TERM( \"172.17.154.197\" )"',
            r'mode=sed field=search "s/\s\"(\d+\.\d+\.\d+\.\d+)\"\s/\1/g"',
            {"search": "src_ip=TERM(10.8.2.33) OR src_ip=TERM(172.17.154.197)"},
        ),
        # Example 6.
        (
            'list="abcdefghijklmnopqrstuvwxyz"',
            'offset_field=off field=list "(?<firstfive>abcde)"',
            {"firstfive": "abcde", "off": "firstfive=0-4"},
        ),
        (
            'list="abcdefghijklmnopqrstuvwxyz"',
            'offset_field=off field=list "(?<middle>fgh)"',
            {"middle": "fgh", "off": "middle=5-7"},
        ),
        # max_match: "only the last capture group is used for multiple matches".
        ('f="abc"', 'field=f "^(?:(?<last>[a-z]))+"', {"last": "c"}),
        # Anonymize multiline text using sed expressions.
        (
            r'f=mvjoin(split("<html>,</html>", ","), urldecode("%0A"))',
            r'mode=sed field=f "s/\\n/ /g" | rex mode=sed field=f "s/<html.*html>/REDACTED/g"',
            {"f": "REDACTED"},
        ),
        (r'c="a\\b\\c"', r'field=c mode=sed "s/\\\\/\//g"', {"c": "a/b/c"}),
    ],
)
def test_examples(rows: Run, made: str, rex: str, expected: dict[str, object]) -> None:
    (row,) = rows(f"| makeresults | eval {made} | rex {rex}")
    assert {name: row.get(name) for name in expected} == expected


def test_a_field_keeps_its_value_where_nothing_matches(rows: Run) -> None:
    (row,) = rows('| makeresults | eval a="1", b="x" | rex field=b "(?<a>\\d)"')
    assert row["a"] == "1"


@pytest.mark.parametrize(
    ("rex", "message"),
    [
        ('"no group"', "named group"),
        ('"(?<a>"', "malformed"),
        ("field=a", "one expression"),
        ("field=a '(?<b>.)'", "in double quotes"),
        ('mode=sed "s/a/b"', "is no sed expression"),
        ('mode=sed "d/a/b/"', "is no sed expression"),  # "No other sed commands are implemented"
        ('mode=sed "y/ab/c/"', "as many characters"),
        ('mode=awk "s/a/b/"', "must be one of sed"),
        ('mode=sed max_match=2 "s/a/b/"', "do not go with mode=sed"),
        (r'mode=sed "s/(a)/\2/"', "names group 2"),
    ],
)
def test_what_the_page_forbids(engine: Engine, rex: str, message: str) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"index=x | rex {rex}")
    assert refusal.value.command == "rex"
    assert refusal.value.position is not None


@pytest.mark.parametrize(
    "rex",
    [
        'offset_field=o "(?<a>.)(?<b>.)"',
        'offset_field=o max_match=2 "(?<a>.)"',
        'mode=sed "s/a/b/gi"',
        'mode=sed "s/a/b/2g"',
        'mode=sed "s/a/b/0"',
        'mode=sed "s|a|b|"',
        r'mode=sed "s/a/\n/"',
        r'mode=sed "s/a/\0/"',
        'mode=sed "s/a/&b/"',
        r'mode=sed "y/\t/a /"',
        'mode=sed "y/aa/bc/"',
        '"(?<a>b++)"',
    ],
)
def test_what_the_page_does_not_explain_is_refused(engine: Engine, rex: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"index=x | rex {rex}")


@pytest.mark.parametrize(
    ("made", "rex"),
    [
        ('f=split("a,b", ",")', '"(?<x>.)"'),
        ('f=split("a,b", ",")', 'mode=sed "s/a/b/"'),
        ('f="x="', '"x=(?<v>.*)"'),  # a group captures the empty string
        ('f="a1b"', r'max_match=0 "[a-z](?<v>\d)?"'),  # it takes part in one match of two
        ('f="ab", v="old"', '"a(?<v>x)?"'),  # the field has a value already
        ('f="\u00fcb"', 'offset_field=o "(?<v>b)"'),
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, made: str, rex: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | eval {made} | rex field=f {rex}")


def test_the_kind_of_a_refusal(engine: Engine) -> None:
    with pytest.raises(UnsupportedError, match=r"the preview has no '\(\?>'"):
        engine.parse('index=x | rex "(?<a>(?>b))"')
