"""timechart, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/timechart
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from preview.spl import DataError, SearchError
from preview.spl.spans import fitting_span
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine, Results

HOUR = 3600
DAY = 86400
EVENTS: list[dict[str, Any]] = [
    {"_raw": "user=A bytes=1", "_time": NOW - 3.5 * HOUR, "host": "H1"},
    {"_raw": "user=A bytes=2", "_time": NOW - 3.2 * HOUR, "host": "H2"},
    {"_raw": "user=B bytes=4", "_time": NOW - 1.5 * HOUR, "host": "H1"},
    {"_raw": "bytes=8", "_time": NOW - 0.5 * HOUR, "host": "H1"},
]


def search(app: Path, spl: str, **times: str) -> Results:
    return engine_over(app, EVENTS).search("index=* | " + spl, now=NOW, **times)


def series(results: Results, name: str) -> Cells:
    return [row.get(name) for row in results.rows]


def made(engine: Engine, rows: str, command: str) -> Results:
    """Run a command over rows of x:v, all of one time, such as ``a:1 b:2``."""
    return engine.search(
        f'| makeresults | eval r=split("{rows}", " ") | mvexpand r '
        f'| eval x=mvindex(split(r, ":"), 0), v=mvindex(split(r, ":"), 1) | {command}',
        now=NOW,
    )


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("* | timechart span=2m count as v", "v", ["1", "2", "2"]),
        ("* | timechart span=2m sum(n) as v", "v", ["7", "100", "19"]),
        # "cont": gaps are filled; a count is 0 there, the rest is null.
        ("user=bob | timechart span=1m count as v", "v", ["1", "0", "1"]),
        ("user=bob | timechart span=1m dc(n) as v", "v", ["1", "0", "1"]),
        ("user=bob | timechart span=1m avg(n) as v", "v", ["100", None, "10"]),
        ("user=bob | timechart span=1m cont=f count as v", "v", ["1", "1"]),
        ("* | timechart span=5m count by host", "db1", ["2"]),
        # "usenull".
        ("* | timechart span=5m count by user usenull=f", "NULL", [None]),
        ("* | timechart usenull=f span=5m count by user", "Bob", ["1"]),
        # "useother".
        ("* | timechart span=5m sum(n) by host limit=1 useother=f", "OTHER", [None]),
        # "bins and span arguments": "If you specify both bins and span, span is used."
        ("* | timechart bins=1 span=2m count as v", "v", ["1", "2", "2"]),
        # "span-length": without a timescale, seconds.
        ("* | timechart span=120 count as v", "v", ["1", "2", "2"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_bins_without_events_count_zero_over_the_whole_time_range(app: Path) -> None:
    results = search(app, "timechart span=1h count", earliest="-5h@h", latest="now")
    assert series(results, "count") == ["0", "2", "0", "1", "1"]
    assert results.rows[0]["_time"] == str(int(NOW - 5 * HOUR))


def test_a_search_without_a_latest_time_ends_now(app: Path) -> None:
    records = [{**EVENTS[0], "_time": NOW - 3.5 * HOUR}]
    results = engine_over(app, records).search(
        "index=* earliest=-4h | timechart span=1h count", now=NOW
    )
    assert series(results, "count") == ["1", "0", "0", "0"]


def test_fixedrange_false_takes_the_range_of_the_events(app: Path) -> None:
    # "fixedrange".
    times = {"earliest": "-5h@h", "latest": "now"}
    results = search(app, "timechart span=1h fixedrange=f count", **times)
    assert series(results, "count") == ["2", "0", "1", "1"]


def test_the_first_bin_starts_before_the_range_and_partial_bins_stay(app: Path) -> None:
    # "Bin time spans and local time": "always rounds down"; "partial": true.
    results = search(app, "timechart span=1h count", earliest="-210m", latest="-30m")
    assert series(results, "count") == ["2", "0", "1", "0"]
    assert results.rows[0]["_time"] == str(int(NOW - 4 * HOUR))


def test_a_split_makes_a_column_for_each_value(app: Path) -> None:
    # Extended example 2, with usenull=f; "Lexicographical order" for the columns.
    results = search(app, "timechart span=1h count by user usenull=f")
    assert results.fields == ["_time", "A", "B"]
    assert series(results, "A") == ["2", "0", "0", "0"]
    results = search(app, "timechart span=1h count by user")
    assert results.fields == ["_time", "A", "B", "NULL"]
    assert series(results, "NULL") == ["0", "0", "0", "1"]
    results = search(app, "timechart span=1h count by user nullstr=none")
    assert results.fields == ["_time", "A", "B", "none"]


def test_the_largest_series_stay_and_the_rest_become_other(app: Path) -> None:
    # "limit": "the score is based on the sum of the values in the aggregation".
    results = search(app, "timechart span=1h limit=1 sum(bytes) by host")
    assert results.fields == ["_time", "H1", "OTHER"]
    assert series(results, "OTHER") == ["2", None, None, None]
    assert search(app, "timechart span=1h limit=1 useother=f sum(bytes) by host").fields == [
        "_time",
        "H1",
    ]
    rare = search(app, "timechart span=1h limit=bottom1 sum(bytes) by host otherstr=rest")
    assert rare.fields == ["_time", "H2", "rest"]
    assert series(rare, "rest") == ["1", None, "4", "8"]


def test_the_sum_of_the_cells_is_the_score_not_the_value_over_all(engine: Engine) -> None:
    # "limit": the avg(host) values of the bins "are added up".
    spl = (
        '| makeresults | eval r=split("1:a:5 2:a:5 1:b:8", " ") | mvexpand r '
        '| eval x=mvindex(split(r, ":"), 1), v=mvindex(split(r, ":"), 2) '
        '| eval _time=60*tonumber(mvindex(split(r, ":"), 0)) '
        "| timechart span=1m limit=1 useother=f avg(v) by x"
    )
    assert engine.search(spl, now=NOW).fields == ["_time", "a"]


def test_ties_are_broken_lexicographically(engine: Engine) -> None:
    # "limit": 'AMOUNT' takes precedence over 'amount', which takes precedence over 'host'.
    rows = "host:1 amount:1 AMOUNT:1"
    for limit, kept in (("2", ["AMOUNT", "amount"]), ("bottom1", ["AMOUNT"])):
        command = f"timechart span=1d limit={limit} useother=f count by x"
        assert made(engine, rows, command).fields == ["_time", *kept]


def test_ten_series_stay_by_default(engine: Engine) -> None:
    rows = " ".join(f"{name}:1" for name in "ABCDEFGHIJKL")
    assert made(engine, rows, "timechart span=1h count by x").fields == [
        "_time",
        *"ABCDEFGHIJ",
        "OTHER",
    ]
    assert len(made(engine, rows, "timechart span=1h limit=0 count by x").fields) == 13


def test_several_functions_without_a_split_are_columns_in_their_order(app: Path) -> None:
    # Extended example 5.
    results = search(app, 'timechart span=4h sum(bytes) as s, count(eval(user="A")) as c')
    assert results.fields == ["_time", "s", "c"]
    assert results.rows == [{"_time": str(int(NOW - 4 * HOUR)), "s": "15", "c": "2"}]


def test_each_value_of_a_multivalue_field_is_a_series(engine: Engine) -> None:
    # Example 8; "dedup_splitvals".
    command = 'eval x=split("a,b,a", ",") | timechart span=1d count by x'
    assert made(engine, "a:1", command).rows[0]["a"] == "2"
    assert made(engine, "a:1", command + " dedup_splitvals=t").rows[0]["a"] == "1"


def test_value_stands_before_a_name_with_an_underscore(engine: Engine) -> None:
    # "Prepending VALUE to the names of some fields that begin with underscore".
    results = made(engine, "_internal:1 _audit:2", "timechart span=1d sum(v) by x")
    assert results.fields == ["_time", "VALUE_audit", "VALUE_internal"]
    # Example 9.
    renamed = made(engine, "_audit:2", "timechart span=1d sum(v) by x | rename VALUE_* as *")
    assert renamed.fields == ["_time", "audit"]


@pytest.mark.parametrize(
    ("hours", "seconds"),
    [(0.25, 10), (1, 60), (4, 300), (24, 1800), (24 * 7, DAY), (24 * 30, DAY)],
)
def test_default_spans_are_those_of_the_page(hours: float, seconds: int) -> None:
    # "Default time spans".
    assert fitting_span(NOW - hours * HOUR, NOW, 100).seconds == seconds


def test_the_default_span_of_a_year_is_a_month() -> None:
    # "Default time spans".
    assert fitting_span(NOW - 365 * DAY, NOW, 100).months == 1


def test_spans_below_a_second_are_exact(app: Path) -> None:
    # "Subsecond bin time spans".
    engine = engine_over(app, [{"_raw": "x", "_time": NOW + 0.3}, {"_raw": "x", "_time": NOW}])
    results = engine.search("index=* | timechart span=100ms cont=f count", now=NOW)
    assert series(results, "_time") == [str(int(NOW)), f"{NOW + 0.3:.1f}"]


@pytest.mark.parametrize(
    ("command", "message"),
    [
        ("timechart span=1hh count", "no unit of time"),
        ("timechart span=0m count", "no time span"),
        ("timechart span=30ms count", "divide it evenly"),
        ("timechart span=1000ms count", "less than a second"),
        ("timechart count by a, b", "one field"),
        ("timechart limit=x count by a", "must be a number"),
        ("timechart limit=5bottom count by a", "must be a number"),
        ("timechart limit=3 limit=5 count by a", "given twice"),
        ("timechart usenull=maybe count by a", "true or false"),
        ("timechart", "function is missing"),
        ("timechart count over a", "no OVER"),
        # "Split-by fields".
        ("timechart sum(a) by a", "copy it"),
        ("timechart max(_time)", "copy it"),
        ("timechart limit=3 count", "makes the columns"),
        ("timechart count by a span=1h", "put it before BY"),
        # No page tells the names of the columns, or where the first of these bins starts.
        ("timechart count, sum(n) by a", "more than one function"),
        ("timechart avg(*)", "with wildcards"),
        ("timechart span=1w count", "not supported"),
        ("timechart span=2d count", "where it starts"),
        ("timechart span=3mon count", "where it starts"),
        ("timechart span=1y count", "where it starts"),
        ("timechart span=1d@d count", "not supported"),
        ("timechart partial=f count", "not supported"),
        ("timechart count by a where max in top5", "a WHERE clause"),
        ("timechart agg=sum(n) count by a", "not expected"),
        ("timechart per_hour(n)", "not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, command: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | {command}")


@pytest.mark.parametrize(
    ("rows", "command", "message"),
    [
        (":1 A:1", "timechart span=1d count by x", "empty"),
        ("NULL:1 A:1 B:1", 'eval x=nullif(x, "B") | timechart span=1d count by x', "'NULL'"),
        ("OTHER:2 A:1", "timechart limit=1 span=1d count by x", "'OTHER'"),
        # "useother": "merge" is plain for sums, not for means.
        ("A:1 B:1", "timechart limit=1 span=1d avg(v) by x", "use useother=f or limit=0"),
        ("A:a B:b", "timechart limit=1 useother=f span=1d values(v) by x", "gives numbers"),
        (
            "A:1 B:5",
            'eval x=nullif(x, "B"), _time=_time+v | timechart cont=f usenull=f span=1s count by x',
            "cont=false",
        ),
        (" ".join(f"{n}:1" for n in range(100, 201)), "timechart span=1d count by x", "bin before"),
    ],
)
def test_what_no_page_says_is_refused(
    engine: Engine, rows: str, command: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        made(engine, rows, command)


@pytest.mark.parametrize(
    ("rows", "command", "columns"),
    [
        # The columns of what is left over are in order with the others, or last.
        ("a:1 b:1", "timechart span=1d limit=1 count by x", ["a", "OTHER"]),
        (
            "A:1 B:1 C:1",
            'eval x=nullif(x, "C") | timechart limit=1 span=1d count by x',
            ["A", "NULL", "OTHER"],
        ),
        # "Lexicographical order" has 10 before 9, but speaks of ties.
        ("9:1 10:1", "timechart span=1d count by x", ["10", "9"]),
    ],
)
def test_an_order_of_columns_that_no_page_tells_is_told_as_one(
    engine: Engine, rows: str, command: str, columns: list[str]
) -> None:
    results = made(engine, rows, command)
    assert results.fields == ["_time", *columns]
    assert [message.kind for message in results.messages] == ["INFO"]
    assert "Splunk may differ" in results.messages[0].text


@pytest.mark.parametrize(
    ("command", "times", "message"),
    [
        ("eval _time=_time-86400 | timechart span=1h count", {"earliest": "-5h"}, "must not be"),
        ("timechart span=1h count", {"latest": "now"}, "without an earliest"),
        # 100 spans of a second, or 101.
        ("timechart count", {"earliest": "1534796930.5", "latest": "1534797030.5"}, "one more"),
    ],
)
def test_a_time_range_that_no_page_covers_is_refused(
    app: Path, command: str, times: dict[str, str], message: str
) -> None:
    with pytest.raises(DataError, match=message):
        search(app, command, **times)
