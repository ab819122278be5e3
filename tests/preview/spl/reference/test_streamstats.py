"""streamstats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/streamstats
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

NUMBERED = (
    '| makeresults count=6 | streamstats count as n | eval k=if(n%2=0, "even", "odd") '
    "| streamstats {} | table r"
)


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("* | sort _time | streamstats count as v by host", "v", ["1", "1", "2", "1", "2"]),
        ("* | sort _time | streamstats sum(n) as v", "v", ["7", "7", "107", "116", "126"]),
        ("* | streamstats current=f last(n) as v", "v", [None, "10", "9", "100", "100"]),
        ("* | streamstats window=2 sum(n) as v", "v", ["10", "19", "109", "100", "7"]),
        # A result without the BY field has no statistic.
        ("* | streamstats count as v by user", "v", ["1", "1", "1", "1", None]),
        # Example 5: what the event before had.
        ("* | streamstats current=f last(n) as v by host", "v", [None, None, None, "10", "100"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        # Basic example 3, with the current event and without.
        ("count as r", "1 2 3 4 5 6"),
        ("count as r current=f", "0 1 2 3 4 5"),
        # Basic examples 1 and 2: options before the functions, after them and after BY.
        ("sum(n) as r window=2", "1 3 5 7 9 11"),
        ("sum(n) as r by k window=2 global=f", "1 2 4 6 8 10"),
        ("window=2 global=f sum(n) as r by k", "1 2 4 6 8 10"),
        # global: a single window by default, or one for each group.
        ("sum(n) as r by k window=3", "1 2 4 6 8 10"),
        ("sum(n) as r by k window=2", "1 2 3 4 5 6"),
        ("sum(n) as r window=0", "1 3 6 10 15 21"),
        ("sum(n) as r window=2 current=f", "None 1 3 5 7 9"),
        ("max(n) as r by k", "1 2 3 4 5 6"),
    ],
)
def test_statistics_run_over_the_results_so_far(rows: Run, arguments: str, expected: str) -> None:
    found = rows(NUMBERED.format(arguments))
    assert [str(row.get("r")) for row in found] == expected.split()


def test_reset_on_change_starts_anew(rows: Run) -> None:
    # The reset_on_change argument.
    made = (
        '| makeresults | eval shift=split("DAY,DAY,NIGHT,NIGHT,NIGHT,NIGHT,DAY,NIGHT", ",") '
        "| mvexpand shift | streamstats count BY shift reset_on_change=true"
    )
    assert [row["count"] for row in rows(made)] == list("12123411")


def test_a_running_distinct_count_over_multivalue_entries(rows: Run) -> None:
    # Extended example 3.
    made = (
        '| makeresults count=3 | streamstats count as day | eval ips=split(case(day=1, "a,b", '
        'day=2, "b,c", day=3, "a"), ",") | streamstats dc(ips) as "Cumulative total"'
    )
    assert [row["Cumulative total"] for row in rows(made)] == ["2", "3", "3"]


def test_wildcards_leave_internal_fields_out(rows: Run) -> None:
    # Extended example 4.
    made = "| makeresults count=2 | eval bytes=5 | streamstats global=f sum(*) as accu_total_*"
    assert [set(row) for row in rows(made)] == [{"_time", "bytes", "accu_total_bytes"}] * 2


@pytest.mark.parametrize(
    ("made", "message"),
    [
        ('eval a=split("x,y", ",") | streamstats count by a', "multivalue"),
        ("eval a=null() | streamstats window=2 count by a", "global=false"),
    ],
)
def test_what_the_page_leaves_open_is_refused(engine: Engine, made: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        engine.search("| makeresults | " + made)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("count time_window=5m", "not supported"),
        ('count as n reset_before="x"', "not supported"),
        ("allnum=t sum(n)", "not supported"),
        ("count window=-1", "0 to 10000"),
        ("count window=10001", "0 to 10000"),
        ("count current=maybe", "true or false"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | streamstats {arguments}")
