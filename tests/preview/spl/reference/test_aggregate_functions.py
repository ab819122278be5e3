"""Aggregate functions, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/statistical-and-charting-functions/aggregate-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = '| makeresults | eval y=split("{}", ",") | mvexpand y | stats {} AS r'
TEN = "10,9,8,7,6,5,4,3,2,1"
WEEK = "65,42,40,31,47,53,64"
AGES = "32,45,29,45,37"


@pytest.mark.parametrize(
    ("values", "function", "expected"),
    [
        # sumsq: the mean, the sum of squares and the standard deviation of a week.
        (WEEK, "mean(y)", "48.857142857142854"),
        (WEEK, "avg(y)", "48.857142857142854"),
        (WEEK, "sumsq(y)", "17664"),
        (WEEK, "stdev(y)", "12.615183595289349"),
        (TEN, "var(y)", "9.166666666666666"),
        (TEN, "varp(y)", "8.25"),
        ("4", "stdev(y)", "0"),
        ("4", "var(y)", "0"),
        ("7,7,7", "stdev(y)", "0"),
        (TEN, "sum(y)", "55"),
        (TEN, "range(y)", "9"),
        ("1.0,2.5,0.25", "range(y)", "2.25"),
        ("1.0,2.5,0.25", "max(y)", "2.5"),
        (TEN, "count(y)", "10"),
        (TEN, "c(y)", "10"),
        # "All numbers sorted before non-numeric items."
        ("10,9,70,100", "max(y)", "100"),
        ("10,9,70,100", "min(y)", "9"),
        ("1,c,a,2,100,b,4,9", "min(y)", "1"),
        ("1,c,a,2,100,b,4,9", "max(y)", "c"),
        ("b,a,B", "min(y)", "B"),
        ("b,a,B", "max(y)", "b"),
        ("0.5,-1.5", "min(y)", "-1.5"),
        # max, extended example: "0.0" and "2.0" stand in the table, and so does "0".
        ("2.0,0.0", "min(y)", "0.0"),
        ("2.0,0.0", "max(y)", "2.0"),
        # mode: the most frequent age, and a text.
        (AGES, "mode(y)", "45"),
        ("Garcia,Mayer,Garcia,Zhang", "mode(y)", "Garcia"),
        # "Processes field values as strings", estdc too.
        ("1,1.0,01", "dc(y)", "3"),
        ("1,1.0,01,1", "distinct_count(y)", "3"),
        ("1,1.0,01,1", "estdc(y)", "3"),
        # median: the middle-most of seven counts.
        ("37,58,8,34,13,74,38", "median(y)", "37"),
        ("37,58,8,34,13,74,38", "perc50(y)", "37"),
        ("37,58,8,34,13,74,38", "p50(y)", "37"),
        ("37,58,8,34,13,74,38", "upperperc50(y)", "37"),
        # perc, basic and extended examples; exactperc and upperperc: "See the perc function".
        (TEN, "perc50(y)", "5.5"),
        (TEN, "perc95(y)", "9.55"),
        (TEN, "upperperc95(y)", "9.55"),
        (TEN, "exactperc95(y)", "9.55"),
        ("0,212,579,1068,1692,2301,2793,3306,3673,4010", "perc50(y)", "1996.5"),
        ("0,212,579,1068,1692,2301,2793,3306,3673,4010", "perc95(y)", "3858.35"),
        ("5,5,5", "perc99.95(y)", "5"),
        ("60.001,60.001,60.001", "stdev(y)", "0"),
    ],
)
def test_functions_of_a_list(rows: Run, values: str, function: str, expected: str) -> None:
    assert rows(MADE.format(values, function)) == [{"r": expected}]


@pytest.mark.parametrize(
    ("count", "expected"), [(100, "3.9900000000000055"), (10_000, "3.990000000000215")]
)
def test_an_average_adds_up_in_doubles(rows: Run, count: int, expected: str) -> None:
    # avg, extended example 1.
    made = f"| makeresults count={count} | eval test=3.99 | stats avg(test)"
    assert rows(made) == [{"avg(test)": expected}]


def test_a_field_of_two_words_is_in_single_quotation_marks(rows: Run) -> None:
    # perc, extended example.
    made = (
        "| makeresults count=3 | streamstats count as visitors "
        "| streamstats sum(visitors) as 'visitors total' | stats perc50('visitors total')"
    )
    assert rows(made) == [{"perc50(visitors total)": "3"}]


def test_texts_do_not_count_for_numeric_functions(rows: Run) -> None:
    made = MADE.replace(" AS r", "")
    functions = "count(y), sum(y), avg(y), range(y), stdevp(y), sumsq(y)"
    (row,) = rows(made.format("10,9,100,x", functions))
    assert list(row.values()) == ["4", "119", "39.666666666666664", "91", row["stdevp(y)"], "10181"]
    (row,) = rows(made.format("x,y", functions))
    assert row == {"count(y)": "2"}


@pytest.mark.parametrize(
    ("values", "function", "message"),
    [
        (TEN, "median(y)", "perc50"),  # 6 by the text, 5.5 by the example of perc50
        ("a,b", "mode(y)", "several values"),
        ("1,01,0", "max(y)", "written as 01, 1"),
        # eval, "Numeric calculations": double precision.
        ("9007199254740993", "sum(y)", "exact up to"),
    ],
)
def test_what_the_page_leaves_open_is_refused(
    engine: Engine, values: str, function: str, message: str
) -> None:
    with pytest.raises(DataError, match=message):
        engine.search(MADE.format(values, function))


@pytest.mark.parametrize(
    ("function", "message"),
    [("perc90(n)", "exactperc90"), ("median(n)", "exactperc50"), ("estdc(n)", "use dc")],
)
def test_what_splunk_approximates_is_refused(engine: Engine, function: str, message: str) -> None:
    with pytest.raises(DataError, match=message):
        engine.search(f"| makeresults count=1001 | streamstats count as n | stats {function}")


@pytest.mark.parametrize("function", ["perc100(x)", "perc0(x)", "perc(x)", "exactperc101(x)"])
def test_percentiles_are_between_0_and_100(engine: Engine, function: str) -> None:
    with pytest.raises(SearchError, match="does not exist"):
        engine.parse(f"index=x | stats {function}")
