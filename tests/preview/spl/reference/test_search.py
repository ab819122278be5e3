"""search, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Values are compared in any case, fields are not.
        ("user=bob", "user", ["bob", "Bob"]),
        ("User=bob", "user", []),
        # != needs the field, NOT does not.
        ("user!=bob", "user", ["ann", "cid"]),
        ("NOT user=bob", "user", ["ann", "cid", None]),
        ("user=*", "user", ["bob", "ann", "Bob", "cid"]),
        ("NOT user=*", "host", ["db1"]),
        ("user IN (b*, ann)", "user", ["bob", "ann", "Bob"]),
        ("n>9", "n", ["10", "100"]),
        ("n>=10 n<=10", "n", ["10"]),
        # OR goes before AND.
        ("user=bob OR user=ann host=web2", "user", ["ann"]),
        # Only capital letters make an operator.
        ("bob or ann", "user", []),
        ("BOB", "user", ["bob", "Bob"]),
        ('"failed login"', "n", ["10", "9", "100", None, "7"]),
        ('"failed log"', "n", []),
        ("fail* NOT ann", "user", ["bob", "Bob", "cid", None]),
        ("10.1.2", "user", ["bob", "ann", "Bob", "cid", None]),
        ("TERM(10.1.2)", "user", []),
        # "=" is a minor breaker, at which a TERM does not end.
        ("TERM(10.1.2.3)", "user", []),
        ("TERM(from=10.1.2.3) ann", "user", ["ann"]),
        # CIDR matching.
        ("from=10.1.0.0/16 user=a*", "user", ["ann"]),
        ('from="10.2.0.0/16"', "user", []),
        ('user=bob [| makeresults | eval host="web1" | fields host]', "user", ["bob"]),
        # Example 2: an implied AND of a group and two comparisons.
        ('(n=10 OR n=9) host!="web2" n>5', "n", ["10"]),
        ('n IN(9, 10) host!="web2" n>5', "n", ["10"]),
        # Comparison expression options: = and != compare texts.
        ("n=10.0", "n", []),
        ("n!=10.0", "n", ["10", "9", "100", "7"]),
        # Usage, The implied search command: an operator as a value stands in quotation marks.
        ('| makeresults | eval iso="AND" | search iso="AND"', "iso", ["AND"]),
        # Example 6: fieldA!=* never gives events.
        ("user!=*", "user", []),
        # Example 1, wildcards.
        ('from="10.1.2.*" user=c*', "user", ["cid"]),
        # Usage, Quotes and escaping characters: what is no escape is not altered.
        (r'| makeresults | eval p="a\\sb" | search p="a\sb"', "p", [r"a\sb"]),
        (r'| makeresults | eval p="a\\sb" | search p="a\\sb"', "p", [r"a\sb"]),
        (r'| makeresults | eval q="say \"x\"" | search q="say \"x\""', "q", ['say "x"']),
        # Usage, CIDR matching, and Example 7.
        (
            '| makeresults | eval ip=split("10.10.10.12 50.10.10.17 10.10.10.23", " ") '
            '| mvexpand ip | search ip="10.10.10.0/24"',
            "ip",
            ["10.10.10.12", "10.10.10.23"],
        ),
        (
            '| makeresults | eval ip="2001:0db8:ffff:ffff:ffff:ffff:ffff:ff99" '
            '| search ip="2001:0db8:ffff:ffff:ffff:ffff:ffff:ff00/120"',
            "ip",
            ["2001:0db8:ffff:ffff:ffff:ffff:ffff:ff99"],
        ),
        # Search Manual, "Wildcards": NOT * gives no events.
        ("NOT *", "n", []),
        # makeresults, Basic example 2, and format, Example 5: a subsearch as a value.
        ("( n > [ makeresults | eval it=9 | return $it ] )", "n", ["10", "100"]),
        ('user=[search nothing | fields user | format emptystr="ann"]', "n", ["9"]),
        # A field named search gives its text as it is.
        ('[| makeresults | eval search="user=ann" | fields search]', "user", ["ann"]),
        ('NOT [| makeresults | eval user="bob" | fields user]', "user", ["ann", "cid", None]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


EVENTS = [
    {"_raw": '{"user": "Bob", "code": 404, "ip": "45.77.53.176"}', "_time": NOW - 10, "host": "a"},
    {"_raw": '{"user": "alice", "code": 200}', "_time": NOW - 20, "host": "b", "index": "x"},
    {"_raw": "user=carol failed from 145.77.53.176", "_time": NOW - 7200, "host": "c"},
]


def hosts(app: Path, spl: str, **times: Any) -> list[Any]:
    return [row["host"] for row in engine_over(app, EVENTS).search(spl, now=NOW, **times).rows]


@pytest.mark.parametrize(
    ("spl", "expected"),
    [
        ("index=*", ["a", "b", "c"]),
        ("index=x", ["b"]),
        ("bo", []),  # and whole
        ("bo*", ["a"]),
        ("user=*o*", ["a", "c"]),
        ("code>300", ["a"]),
        ("(user=bob code=404) OR user=carol", ["a", "c"]),
        ("TERM(45.77.53.176)", ["a"]),
        ("*", ["a", "b", "c"]),
        ("user=bob OR code=404 OR user=CAROL", ["a", "c"]),
        ("77.53", ["a", "c"]),  # minor breakers end a token, but not a TERM()
        ("TERM(77.53)", []),
    ],
)
def test_conditions_choose_events(app: Path, spl: str, expected: list[str]) -> None:
    assert hosts(app, spl) == expected


def test_an_asterisk_alone_keeps_every_row(app: Path) -> None:
    assert hosts(app, "search index=* | stats count by host | search *") == ["a", "b", "c"]


def test_a_subsearch_becomes_conditions(app: Path) -> None:
    # Search Manual, "About subsearches".
    assert hosts(app, "index=* [search code=200 | table user]") == ["b"]
    assert hosts(app, "index=* [search code=999 | table user]") == []


@pytest.mark.parametrize(
    ("spl", "position", "message"),
    [
        ("index=x (a=1 OR b=2", 8, "'(' is never closed"),
        ("index=x | | head", 10, "a command is missing before this pipe"),
        ('index=x "open', 8, "never closed"),
        ("index=x earliest=yesterday", 8, "is no time"),
        ("index=x bob AND OR ann", 16, "'OR' is not expected"),
        ("index=x NOT AND bob", 12, "'AND' is not expected"),
        ("index=x user IN", 13, "IN in quotation marks"),
        ("index=x date_hour=3", 8, "not supported"),
    ],
)
def test_a_fault_is_named_with_its_place(app: Path, spl: str, position: int, message: str) -> None:
    with pytest.raises(SearchError, match=message.replace("(", r"\(")) as refusal:
        hosts(app, spl)
    assert refusal.value.position == position


@pytest.mark.parametrize(
    "spl",
    [
        # Comparison expression options: text has an order, of which the case is left open.
        "user>b",
        "n==1",
        # Usage, The implied search command: operators as values need quotation marks.
        "user=AND",
        "user=IN",
        "user=bob XOR user=ann",
        "user in (bob, ann)",
        # Search with CASE(), and what else touches a word.
        "CASE(bob)",
        "user=CASE(bob)",
        "bob(x)",
        'user=bob"x"',
        '"bob"x',
        "user='bob'",
        "'user'=bob",
        # Quotes and escaping characters: in quotation marks a pipe needs no backslash.
        r'user="a\|b"',
        # Search Manual, "Wildcards": inconsistent results amid a word.
        "b*b",
        "user=b*b",
        # Nothing is said of an empty text and a wildcard.
        '* | eval v="" | search v=*',
        '* | eval v="" | search v!=*',
    ],
)
def test_what_the_page_leaves_open_is_refused(app: Path, spl: str) -> None:
    with pytest.raises(SearchError) as refusal:
        values(app, spl, "user")
    assert refusal.value.command


@pytest.mark.parametrize("spl", ["index!=x", "NOT index=x", "bob NOT index IN (x, y)"])
def test_an_index_to_leave_out_alone_is_refused(app: Path, spl: str) -> None:
    # Which of the others are searched is the choice of a role.
    with pytest.raises(UnsupportedError, match="name an index"):
        engine_over(app, []).parse(spl)


def test_a_field_that_splunk_may_find_in_xml_is_refused(app: Path) -> None:
    engine = engine_over(app, [{"_raw": "<Event><Data Name='x'>user=bob</Data></Event>"}])
    for spl in ("index=main user=bob", "index=main | stats count by Name"):
        with pytest.raises(DataError, match="in XML text"):
            engine.search(spl, now=NOW)
    assert len(engine.search("index=main bob | stats count by host", now=NOW).rows) == 1
