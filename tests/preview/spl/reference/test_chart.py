"""chart, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/chart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine, Results


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Basic example 2.
        ("* | chart count over host by user usenull=f", "Bob", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user usenull=f", "Bob", ["100", None, None]),
        ("* | chart count by host, user usenull=f", "Bob", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user usenull=f", "host", ["db1", "web1", "web2"]),
        # Basic examples 1 and 5.
        ("* | chart max(n) over host", "max(n)", ["100", "10", "9"]),
        ("* | chart avg(n) by host", "avg(n)", ["53.5", "10", "9"]),
        # Extended example 2.
        ('* | chart count(eval(user="bob")) AS b, count AS c by host', "b", ["0", "1", "0"]),
        ('* | chart count(eval(user="bob")) AS b, count AS c by host', "c", ["2", "2", "1"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def made(engine: Engine, rows: str, command: str) -> Results:
    """Run a command over rows of a:b:v, such as ``x:y:1 x:z:2``."""
    return engine.search(
        f'| makeresults | eval r=split("{rows}", " ") | mvexpand r | eval '
        'a=mvindex(split(r, ":"), 0), b=mvindex(split(r, ":"), 1), v=mvindex(split(r, ":"), 2) '
        f"| {command}",
        now=NOW,
    )


SALES = "P2:Q1:14 P1:Q1:12 P1:Q2:13"


@pytest.mark.parametrize("clause", ["over a by b", "by a b", "BY a, b", "OVER a BY b"])
def test_rows_are_of_one_field_and_columns_of_another(engine: Engine, clause: str) -> None:
    # Extended example 1.
    results = made(engine, SALES, f"chart sum(v) {clause}")
    assert results.fields == ["a", "Q1", "Q2"]
    assert results.rows == [{"a": "P1", "Q1": "12", "Q2": "13"}, {"a": "P2", "Q1": "14"}]


def test_numbers_are_in_their_order_down_the_rows(engine: Engine) -> None:
    # Extended examples 5 and 6: hours from 0 to 5, magnitudes from 3.5 to 5.
    found = made(engine, "10:A:1 9:A:1 3.5:A:1", "chart count by a, b").rows
    assert [row["a"] for row in found] == ["3.5", "9", "10"]
    found = made(engine, "10:A:1 9:A:1 3.5:A:1", "chart count by a").rows
    assert [row["a"] for row in found] == ["3.5", "9", "10"]


def test_a_row_without_the_field_of_the_rows_is_left_out(engine: Engine) -> None:
    # Compared with Splunk in https://github.com/opensearch-project/sql/pull/4579
    command = 'eval a=nullif(a, "") | chart count by a b'
    assert made(engine, ":A:1 x:A:1", command).rows == [{"a": "x", "A": "1"}]


def test_the_largest_series_stay_and_the_rest_become_other(engine: Engine) -> None:
    # "limit": "based on the sum of each series".
    rows = "x:A:1 x:B:5 y:A:3 y:C:2"
    results = made(engine, rows, "chart limit=1 sum(v) over a by b")
    assert results.fields == ["a", "B", "OTHER"]
    assert results.rows == [{"a": "x", "B": "5", "OTHER": "1"}, {"a": "y", "OTHER": "5"}]
    for limit in ("limit=2", "limit=top2"):
        assert made(engine, rows, f"chart {limit} sum(v) over a by b").fields == [
            *("a", "A", "B", "OTHER")
        ]
    assert made(engine, rows, "chart limit=bottom1 useother=t sum(v) over a by b").fields == [
        *("a", "C", "OTHER")
    ]


def test_each_value_of_multivalue_fields_counts(engine: Engine) -> None:
    # Basic example 8; "dedup_splitvals".
    command = 'eval a=split("x,y,x", ",") | chart sum(v) by a'
    assert [row["sum(v)"] for row in made(engine, "x:A:2", command).rows] == ["4", "2"]
    command = 'eval a=split("x,y,x", ",") | chart sum(v) by a, b dedup_splitvals=true'
    assert [row["A"] for row in made(engine, "x:A:2", command).rows] == ["2", "2"]


@pytest.mark.parametrize(
    ("rows", "command", "message"),
    [
        (":A:1", "chart count by a", "empty"),
        ("x::1", "chart count by a b", "empty"),
        ("x:A:1 y:B:1", "chart limit=1 count by a b", "equal sums"),
        ("x:_A:1", "chart count by a b", "is named"),
        ("x:a:1", "chart count by a b", "the name of the rows"),
        ("x:A:1", "chart count as a by a", "the name of the rows"),
        # "usenull": whether the row y stays is not said.
        ("x:A:1 y:B:1", 'eval b=nullif(b, "B") | chart count by a b usenull=f', "row without"),
        ("x:A:1 y:B:2", "chart limit=1 sum(v) by a b useother=f", "row without"),
        # Is it text, numbers or addresses that are sorted?
        ("10.0.0.10:A:1 10.0.0.9:A:1", "chart count by a", "comes first"),
        ("10x:A:1 9x:A:1", "chart count by a b", "comes first"),
    ],
)
def test_what_no_page_says_is_refused(
    engine: Engine, rows: str, command: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        made(engine, rows, command)


def test_more_numbers_than_bins_are_refused(engine: Engine) -> None:
    # "bins": 300 by default, for the rows and for the columns.
    for clause in ("n", "n, one", "one, n"):
        spl = "| makeresults count=301 | streamstats count as n | eval one=1 | chart count by "
        with pytest.raises(DataError, match="300 numbers"):
            engine.search(spl + clause)


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("chart count by a b c", "one for the columns"),
        ("chart count by a a", "of one field"),
        # "limit": "Only valid when a column-split is specified."
        ("chart limit=3 count by a", "makes the columns"),
        # "Using row-split and column-split fields".
        ("chart sum(a) by a", "copy it"),
        ("chart sum(b) by a b", "copy it"),
        # The syntax has a field for the rows; its WHERE clause, bins and wildcards are left open.
        ("chart count", "without OVER or BY"),
        ("chart count by a span=10", "span= is not supported"),
        ("chart count over _time by a", "by timechart"),
        ("chart count by a where count in top5", "a WHERE clause"),
        ("chart count, sum(n) by a b", "more than one function"),
        ("chart sum(*) by a", "with wildcards"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, command: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | {command}")
