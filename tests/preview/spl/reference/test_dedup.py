"""dedup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/dedup
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


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("* | dedup host", "user", ["bob", "ann", "Bob"]),
        ("* | dedup 2 host", "host", ["web1", "web2", "db1", "web1", "db1"]),
        ("* | dedup host sortby -host", "host", ["web2", "web1", "db1"]),
        ("* | dedup user keepempty=true", "user", ["bob", "ann", "Bob", "cid", None]),
        ("* | sort host | dedup host consecutive=true", "host", ["db1", "web1", "web2"]),
        # keepempty: by default what lacks any of the fields is dropped.
        ("* | dedup user n", "user", ["bob", "ann", "Bob"]),
        ("* | dedup user, n", "user", ["bob", "ann", "Bob"]),
        ('* | fillnull value="-" user n | dedup user n', "n", ["10", "9", "100", "-", "7"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("v", "12"),
        ("2 v", "123"),
        ("v consecutive=t", "123"),
        # Of the sorted results the topmost stays (sort-by-clause).
        ("v sortby -n", "42"),
        ("v sortby - num(n)", "42"),
        ("v sortby +n", "12"),
        ("v sortby +v -n", "42"),
    ],
)
def test_the_first_of_each_combination_stays(rows: Run, arguments: str, expected: str) -> None:
    made = (
        '| makeresults | eval v=split("a,b,a,a", ",") | mvexpand v '
        "| streamstats count as n | dedup "
    )
    assert "".join(row["n"] for row in rows(made + arguments)) == expected


def test_multivalue_fields_are_equal_in_all_values(rows: Run, engine: Engine) -> None:
    made = (
        "| makeresults count=3 | streamstats count as n "
        '| eval v=split(case(n=1, "a,b", n=2, "a", n=3, "{}"), ",") | dedup v'
    )
    assert [row["n"] for row in rows(made.format("a,b"))] == ["1", "2"]
    with pytest.raises(DataError, match="another order"):
        engine.search(made.format("b,a"))


def test_consecutive_over_a_result_without_the_field_is_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="consecutive"):
        engine.search("| makeresults | eval a=null() | dedup a consecutive=t")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "names of fields"),
        ("0 v", "at least 1"),
        ("-1 v", "is no name"),
        ("v*", "without wildcards"),
        ("v sortby", "needs a field"),
        ("v sortby n", "needs \\+ or -"),
        ("v keepevents=t", "not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | dedup {arguments}")
