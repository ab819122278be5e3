"""The search command: https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import SearchError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

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
        ("BOB", ["a"]),  # terms match in any case
        ("bo", []),  # and whole
        ("bo*", ["a"]),
        ("user=BOB", ["a"]),  # values match in any case
        ("User=bob", []),  # field names do not
        ("user=*o*", ["a", "c"]),
        ("user!=bob", ["b", "c"]),
        ("code!=404", ["b"]),  # != needs the field to exist
        ("NOT code=404", ["b", "c"]),  # NOT does not
        ("code>300", ["a"]),
        ("user IN (bob, al*)", ["a", "b"]),
        ("user=bob OR user=alice code=200", ["b"]),  # OR binds tighter than AND
        ("(user=bob code=404) OR user=carol", ["a", "c"]),
        ("TERM(45.77.53.176)", ["a"]),
        ("*", ["a", "b", "c"]),
        ("user=bob OR code=404 OR user=CAROL", ["a", "c"]),
        ("77.53", ["a", "c"]),  # minor breakers end a token, but not a TERM()
        ("TERM(77.53)", []),
        ('"failed from"', ["c"]),
    ],
)
def test_conditions_choose_the_events_of_the_reference(
    app: Path, spl: str, expected: list[str]
) -> None:
    assert hosts(app, spl) == expected


def test_an_asterisk_alone_keeps_every_row(app: Path) -> None:
    assert hosts(app, "search index=* | stats count by host | search *") == ["a", "b", "c"]


def test_events_come_newest_first_within_the_time_range(app: Path) -> None:
    assert hosts(app, "index=*", earliest="-1h", latest="now") == ["a", "b"]
    assert hosts(app, "index=* earliest=-3h latest=-1h") == ["c"]


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
        ("index=x date_hour=3", 8, "not supported"),
    ],
)
def test_a_fault_is_named_with_its_place(app: Path, spl: str, position: int, message: str) -> None:
    with pytest.raises(SearchError, match=message.replace("(", r"\(")) as refusal:
        hosts(app, spl)
    assert refusal.value.position == position
