"""Event order functions, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/event-order-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

# In the order of the page's table: neither the first nor the last is in order of time.
TIMES = "2020-04-28 00:15:05,2020-05-01 00:15:04,2020-05-01 00:15:05,2020-04-27 00:15:01"
MADE = (
    f'| makeresults | eval t=split("{TIMES}", ",") | mvexpand t '
    '| eval _time=strptime(t, "%Y-%m-%d %H:%M:%S") | stats {} as r'
)


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ("first(t)", "2020-04-28 00:15:05"),
        ("last(t)", "2020-04-27 00:15:01"),
        ("earliest(t)", "2020-04-27 00:15:01"),
        ("latest(t)", "2020-05-01 00:15:05"),
    ],
)
def test_first_and_last_are_not_those_in_time(rows: Run, function: str, expected: str) -> None:
    assert rows(MADE.format(function)) == [{"r": expected}]


def test_the_extended_examples(rows: Run) -> None:
    made = (
        "| makeresults count=5 | streamstats count | eval _time=_time-(count*3600) "
        "| eval field1=20-count | stats first(field1) last(field1)"
    )
    assert rows(made) == [{"first(field1)": "19", "last(field1)": "15"}]


def test_results_without_the_field_are_passed_over(rows: Run) -> None:
    made = (
        "| makeresults count=4 | streamstats count | eval v=if(count=1 OR count=4, null(), count) "
        "| stats first(v) last(v)"
    )
    assert rows(made) == [{"first(v)": "2", "last(v)": "3"}]


@pytest.mark.parametrize("function", ["first", "last", "earliest", "latest"])
def test_a_multivalue_field_is_refused(engine: Engine, function: str) -> None:
    with pytest.raises(DataError, match="multivalue"):
        engine.search(f'| makeresults | eval v=split("a,b", ",") | stats {function}(v)')
