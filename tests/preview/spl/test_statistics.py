"""stats and its kin.

Rules and examples of the Search Reference:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/stats
and "Aggregate functions", "Event order functions", "Multivalue stats and chart functions",
"Time functions".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

EVENTS = [
    {"_raw": "user=b bytes=10 code=404", "_time": NOW - 10, "host": "h1"},
    {"_raw": "user=a bytes=9 code=200", "_time": NOW - 20, "host": "h2"},
    {"_raw": "user=b bytes=100 code=200", "_time": NOW - 30, "host": "h1"},
    {"_raw": "bytes=x", "_time": NOW - 40, "host": "h10"},
]
# Y = {10 9 8 7 6 5 4 3 2 1}
TEN = "| makeresults | eval y=mvrange(1, 11) | mvexpand y | sort - y "


def search(app: Path, spl: str) -> list[dict[str, object]]:
    return [dict(row) for row in engine_over(app, EVENTS).search("index=* | " + spl, now=NOW).rows]


def test_counts_and_sums_by_group_leave_null_groups_out(app: Path) -> None:
    assert search(app, "stats count, sum(bytes) AS total BY user") == [
        {"user": "a", "count": "1", "total": "9"},
        {"user": "b", "count": "2", "total": "110"},
    ]


def test_groups_come_in_numeric_then_lexical_order(app: Path) -> None:
    assert [row["code"] for row in search(app, "stats count by code")] == ["200", "404"]
    assert [row["bytes"] for row in search(app, "stats count by bytes")] == ["9", "10", "100", "x"]


def test_values_are_unique_and_in_lexicographical_order(app: Path) -> None:
    assert search(app, "stats values(bytes) as v, list(bytes) as l, dc(bytes) as d") == [
        {"v": ["10", "100", "9", "x"], "l": ["10", "9", "100", "x"], "d": "4"}
    ]


def test_list_keeps_the_first_hundred(rows: Run) -> None:
    (row,) = rows("| makeresults count=1000 | streamstats count AS n | stats list(n) AS l")
    assert row["l"] == [str(n) for n in range(1, 101)]


def test_count_of_an_expression_counts_where_it_is_true(app: Path) -> None:
    assert search(app, "stats count(eval(code=404)) as missing, count(code) as all, count") == [
        {"missing": "1", "all": "3", "count": "4"}
    ]


def test_numbers_only_count_for_numeric_functions(app: Path) -> None:
    (row,) = search(
        app, "stats avg(bytes) as a, min(bytes) as lo, max(code) as hi, range(code) as r"
    )
    # One value of bytes is no number, so that min compares text.
    assert row == {"a": "39.666666666666664", "lo": "10", "hi": "404", "r": "204"}


def test_first_is_the_most_recent_event_and_earliest_the_oldest(app: Path) -> None:
    (row,) = search(
        app,
        "stats first(bytes) as f last(bytes) as l earliest(user) as e latest(user) as n "
        "earliest_time(user) as t",
    )
    assert row == {"f": "10", "l": "x", "e": "b", "n": "b", "t": str(int(NOW - 30))}


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("perc50(y)", "5.5"),
        ("perc95(y)", "9.55"),
        ("p90(y)", "9.1"),
        ("median(y)", "5.5"),
        ("mean(y)", "5.5"),
        ("var(y)", "9.166666666666666"),
        ("varp(y)", "8.25"),
        ("stdevp(y)", "2.8722813232690143"),
    ],
)
def test_aggregate_functions_of_ten_numbers(rows: Run, function: str, expected: str) -> None:
    assert rows(f"{TEN}| stats {function} as r") == [{"r": expected}]


def test_an_average_adds_up_in_doubles(rows: Run) -> None:
    # Aggregate functions, avg, extended example 1.
    result = rows("| makeresults count=100 | eval test=3.99 | stats avg(test)")
    assert result == [{"avg(test)": "3.9900000000000055"}]


def test_approximate_percentiles_of_many_values_are_refused(engine: Engine) -> None:
    many = "| makeresults count=1500 | streamstats count as n | stats "
    with pytest.raises(DataError, match="exactperc"):
        engine.search(many + "perc90(n)")
    assert engine.search(many + "exactperc50(n) as m").rows == [{"m": "750.5"}]


def test_a_multivalue_by_field_puts_a_row_in_each_group(rows: Run) -> None:
    assert rows('| makeresults | eval a=split("x,y", ",") | stats count by a') == [
        {"a": "x", "count": "1"},
        {"a": "y", "count": "1"},
    ]


def test_wildcards_name_the_fields_they_match(rows: Run) -> None:
    assert rows(
        "| makeresults | eval ab=1, ac=2, k=3 | fields - _time | stats values(a*) as v_* by k"
    ) == [{"k": "3", "v_b": "1", "v_c": "2"}]


def test_stats_over_nothing_counts_zero(engine: Engine) -> None:
    assert engine.search("index=none | stats count, sum(x) as s").rows == [{"count": "0"}]
    assert engine.search("index=none | stats count by x").rows == []


def test_eventstats_adds_the_statistic_of_the_group_to_each_row(app: Path) -> None:
    result = search(app, "eventstats sum(bytes) as total by user | table user bytes total")
    assert [row.get("total") for row in result] == ["110", "9", "110", None]


def test_streamstats_looks_at_the_rows_so_far(app: Path) -> None:
    result = search(app, "streamstats count sum(bytes) as s current=f by host | table count s")
    assert [(row["count"], row.get("s")) for row in result] == [
        ("0", None),
        ("0", None),
        ("1", "10"),
        ("0", None),
    ]


def test_a_streamstats_window_is_over_all_groups_unless_global_is_false(rows: Run) -> None:
    # streamstats, "global": a single window for all, or one for each group.
    data = '| makeresults count=4 | streamstats count as n | eval k=if(n%2=0, "even", "odd") '
    shared = rows(data + "| streamstats window=2 sum(n) as s by k")
    assert [row["s"] for row in shared] == ["1", "2", "3", "4"]
    own = rows(data + "| streamstats window=2 global=f sum(n) as s by k")
    assert [row["s"] for row in own] == ["1", "2", "4", "6"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("cuont by host", "Did you mean count"),
        ("sum", "needs a field"),
        ("count, count", "named twice"),
        ("", "function is missing"),
        ("count by", "ends too early"),
        ("sparkline(count)", "not supported"),
        ("values(a*) as b", "as many wildcards"),
        ("count limit=3", "not supported"),
        ("avg(eval(a=1))", "needs a value"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | stats {arguments}")
