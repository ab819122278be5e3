"""top, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/top
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval v=split("a,b,a,c", ","), k=1 | mvexpand v | '


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("user=* | top limit=1 showperc=f user by host | search host=db1", "user", ["Bob"]),
        ("user=bob | top n", "percent", ["50.000000", "50.000000"]),
        ("host=w* | top host", "count", ["2", "1"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_of_equals_the_last_in_lexicographical_order_stays(rows: Run) -> None:
    # Usage, Lexicographic order of results.
    made = (
        '| makeresults | eval location="Orlando Dallas Atlanta" | makemv location '
        '| mvexpand location | eval user="Alex Kai Morgan" | makemv user | mvexpand user '
        "| top limit=1 location by user"
    )
    assert rows(made) == [
        {"user": user, "location": "Orlando", "count": "1", "percent": "33.333333"}
        for user in ("Alex", "Kai", "Morgan")
    ]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("v", [("a", "2", "50.000000"), ("c", "1", "25.000000"), ("b", "1", "25.000000")]),
        ("1 v", [("a", "2", "50.000000")]),
        ("limit=1 v", [("a", "2", "50.000000")]),
        ("0 v showperc=f", [("a", "2"), ("c", "1"), ("b", "1")]),
        ("2 v showcount=f", [("a", "50.000000"), ("c", "25.000000")]),
        ("1 v countfield=n percentfield=p", [("a", "2", "50.000000")]),
        ("1 v by k", [("1", "a", "2", "50.000000")]),
        ("1 k, v showperc=f", [("1", "a", "2")]),
        # Example 3: options after the BY clause.
        ("1 v by k showperc=f countfield=total", [("1", "a", "2")]),
    ],
)
def test_the_most_common_come_first(
    rows: Run, arguments: str, expected: list[tuple[str, ...]]
) -> None:
    assert [tuple(row.values()) for row in rows(f"{MADE}top {arguments}")] == expected


def test_the_columns_are_the_fields_and_two_more(engine: Engine) -> None:
    assert engine.search(f"{MADE}top v by k").fields == ["k", "v", "count", "percent"]
    named = engine.search(f"{MADE}top v countfield=n percentfield=p")
    assert named.fields == ["v", "n", "p"]


def test_limit_0_is_for_all_and_10_the_default(rows: Run) -> None:
    made = "| makeresults count=12 | streamstats count as n | top "
    assert len(rows(made + "n")) == 10
    assert len(rows(made + "limit=0 n")) == 12


@pytest.mark.parametrize(
    ("made", "message"),
    [
        # "The percentage of events in your search results": of all, or of those with the field?
        ('eval w=if(v="a", 1, null()) | top w', "percentage"),
        ('eval w=split("x,y", ",") | top w', "multivalue"),
        ('eval w="" | top w', "empty"),
    ],
)
def test_what_the_page_leaves_open_is_refused(engine: Engine, made: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        engine.search(MADE + made)


def test_results_without_the_field_are_left_out(rows: Run) -> None:
    found = rows(MADE + 'eval w=if(v="a", 1, null()) | top w showperc=f')
    assert found == [{"w": "1", "count": "2"}]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "at least one field"),
        ("v*", "no wildcards"),
        ("3 v limit=3", "given twice"),
        ("50001 v", "at most 50000"),
        ("count", "countfield"),
        ("v by percent", "countfield"),
        ("v useother=t", "not supported"),
        ("v otherstr=x", "not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | top {arguments}")
