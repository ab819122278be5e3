"""timechart, chart and bin, by the rules of their pages in the Search Reference.

https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/timechart
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import SearchError
from preview.spl.spans import fitting_span
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine, Results

HOUR = 3600
EVENTS: list[dict[str, Any]] = [
    {"_raw": "user=a bytes=1", "_time": NOW - 3.5 * HOUR, "host": "h1"},
    {"_raw": "user=a bytes=2", "_time": NOW - 3.2 * HOUR, "host": "h2"},
    {"_raw": "user=b bytes=4", "_time": NOW - 1.5 * HOUR, "host": "h1"},
    {"_raw": "bytes=8", "_time": NOW - 0.5 * HOUR, "host": "h1"},
]


def search(app: Path, spl: str, **times: str) -> Results:
    return engine_over(app, EVENTS).search("index=* | " + spl, now=NOW, **times)


def series(results: Results, name: str) -> list[Any]:
    return [row.get(name) for row in results.rows]


def test_bins_without_events_count_zero_over_the_whole_time_range(app: Path) -> None:
    results = search(app, "timechart span=1h count", earliest="-5h@h", latest="now")
    assert series(results, "count") == ["0", "2", "0", "1", "1"]
    assert results.rows[0]["_time"] == str(int(NOW - 5 * HOUR))


def test_other_statistics_are_null_where_nothing_happened(app: Path) -> None:
    results = search(app, "timechart span=1h sum(bytes) as s")
    assert series(results, "s") == ["3", None, "4", "8"]


def test_a_split_makes_columns_and_null(app: Path) -> None:
    results = search(app, "timechart span=1h count by user")
    assert results.fields == ["_time", "a", "b", "NULL"]
    assert series(results, "a") == ["2", "0", "0", "0"]
    assert series(results, "NULL") == ["0", "0", "0", "1"]
    assert search(app, "timechart span=1h count by user usenull=f").fields == ["_time", "a", "b"]


def test_the_largest_series_stay_and_the_rest_become_other(app: Path) -> None:
    results = search(app, "timechart span=1h limit=1 sum(bytes) by host")
    assert results.fields == ["_time", "h1", "OTHER"]
    assert series(results, "OTHER") == ["2", None, None, None]
    dropped = search(app, "timechart span=1h limit=1 useother=f sum(bytes) by host")
    assert dropped.fields == ["_time", "h1"]


def test_ten_series_stay_by_default(engine: Engine) -> None:
    many = "| makeresults count=12 | streamstats count as n | timechart span=1h count by n"
    assert engine.search(many).fields[-1] == "OTHER"
    assert len(engine.search(many).fields) == 12
    assert "OTHER" not in engine.search(many.replace("span=1h", "span=1h limit=0")).fields


def test_several_statistics_are_named_with_their_series(app: Path) -> None:
    results = search(app, "timechart span=1h count sum(bytes) as s by host limit=1")
    assert results.fields == ["_time", "count: h1", "count: OTHER", "s: h1", "s: OTHER"]
    assert results.rows[1] == {
        "_time": str(int(NOW - 3 * HOUR)),
        "count: h1": "0",
        "count: OTHER": "0",
    }


@pytest.mark.parametrize(
    ("hours", "seconds"), [(0.25, 10), (1, 60), (4, 300), (24, 1800), (24 * 7, 86400)]
)
def test_default_spans_are_those_of_the_reference(hours: float, seconds: int) -> None:
    # timechart, "Default time spans".
    assert fitting_span(NOW - hours * HOUR, NOW, 100).seconds == seconds


def test_chart_takes_rows_over_one_field_and_columns_by_another(app: Path) -> None:
    for clause in ("over host by user", "by host user", "by host, user"):
        results = search(app, f"chart count {clause}")
        assert results.fields == ["host", "a", "b", "NULL"]
        assert results.rows == [
            {"host": "h1", "a": "1", "b": "1", "NULL": "1"},
            {"host": "h2", "a": "1", "b": "0", "NULL": "0"},
        ]
    assert search(app, "chart sum(bytes) as s by host").rows == [
        {"host": "h1", "s": "13"},
        {"host": "h2", "s": "2"},
    ]


def test_bin_rounds_times_down_and_names_ranges_of_numbers(app: Path) -> None:
    results = search(app, "bin _time span=1h | bin bytes span=5 AS size | table _time size")
    assert results.rows[0] == {"_time": str(int(NOW - HOUR)), "size": "5-10"}
    assert search(app, "bucket _time span=1mon | head 1").rows[0]["_time"] == "1533081600"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("timechart span=1hh count", "no unit of time"),
        ("timechart span=0m count", "no time span"),
        ("timechart span=1w count", "not supported"),
        ("timechart count by a, b", "one field"),
        ("timechart limit=x count by a", "must be a number"),
        ("timechart count by host where max in top5", "WHERE clause is not supported"),
        ("timechart", "function is missing"),
        ("chart count", "without OVER or BY"),
        ("bin bytes", "without span"),
        ("bin _time span=x", "no time span"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, command: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | {command}")
