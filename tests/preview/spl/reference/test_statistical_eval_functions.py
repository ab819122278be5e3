"""Statistical functions over one row, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/statistical-eval-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("assignments", "expected"),
    [
        # The examples of avg.
        ('a = 5.0, b = "9", v = avg(a, b, c)', "7"),
        ("v=avg(1, 2, 3)", "2"),
        ('v=avg(1, 2, tonumber("3"))', "2"),
        ('a="1", v=avg(a, 2, 3)', "2"),
        ('a="somedata", v=avg(a, 2, 3)', "2.5"),
        # Those of max: strings are greater than numbers.
        ('name="baz", v=max(1, 3, 6, 7, "foo", name)', "foo"),
        ('name="zaz", v=max(1, 3, 6, 7, "foo", name)', "zaz"),
        ('n=split("1 3 5 6 4 2", " "), v=max(n)', "6"),
        ('n=split("10 9", " "), v=max(n)', "10"),
        # Those of min.
        ('size=9, v=min(3, 6, 7, "maria", size)', "3"),
        ('size=1, v=min(3, 6, 7, "maria", size)', "1"),
        ('n=split("3 5 6 4 7 2", " "), v=min(n)', "2"),
    ],
)
def test_examples(rows: Run, assignments: str, expected: str) -> None:
    assert rows(f"| makeresults | eval {assignments}")[0]["v"] == expected


@pytest.mark.parametrize("call", ['avg(1, 2, "3")', 'avg("somedata", 2, 3)'])
def test_avg_refuses_a_text(engine: Engine, call: str) -> None:
    with pytest.raises(SearchError, match="a number is needed"):
        engine.parse(f"| makeresults | eval v={call}")


def test_avg_of_decimals_is_refused(rows: Run) -> None:
    # "the average of numerical values as an integer", yet an example gives 2.5
    with pytest.raises(DataError, match="not documented"):
        rows("| makeresults | eval v=avg(1.5, 2)")


def test_max_of_what_may_be_a_number_or_a_string_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="tonumber"):
        rows('| makeresults | eval v=max(substr("10", 1), 9)')


def test_max_of_a_boolean_is_refused(engine: Engine) -> None:
    with pytest.raises(SearchError, match="Boolean"):
        engine.parse("| makeresults | eval v=max(1=1, 2)")


def test_random_is_refused(engine: Engine) -> None:
    with pytest.raises(UnsupportedError, match="random"):
        engine.parse("| makeresults | eval v=random()")
