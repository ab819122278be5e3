"""Multivalue stats and chart functions, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/multivalue-stats-and-chart-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run

NUMBERED = "| makeresults count=1000 | streamstats count AS rowNumber | stats "
LETTERS = '| makeresults | eval v=split("b,a,B,b,10,9", ",") | mvexpand v | stats '


def test_list_keeps_the_order_and_the_first_hundred(rows: Run) -> None:
    (row,) = rows(NUMBERED + "list(rowNumber) AS numbers")
    assert row["numbers"] == [str(n) for n in range(1, 101)]
    assert rows(LETTERS + "list(v) AS v") == [{"v": ["b", "a", "B", "b", "10", "9"]}]


def test_values_are_distinct_in_lexicographical_order_and_without_limit(rows: Run) -> None:
    (row,) = rows(NUMBERED + "values(rowNumber) AS numbers")
    assert row["numbers"][:7] == ["1", "10", "100", "1000", "101", "102", "103"]
    assert len(row["numbers"]) == 1000
    assert rows(LETTERS + "values(v) AS v") == [{"v": ["10", "9", "B", "a", "b"]}]


def test_values_are_processed_as_strings(rows: Run) -> None:
    made = '| makeresults | eval v=split("1,1.0,01", ",") | stats values(v) as v'
    assert rows(made) == [{"v": ["01", "1", "1.0"]}]


def test_one_value_is_no_multivalue_entry(rows: Run) -> None:
    assert rows('| makeresults | eval v="a" | stats list(v) as l, values(v) as v') == [
        {"l": "a", "v": "a"}
    ]
