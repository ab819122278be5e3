"""mvexpand, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/mvexpand
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

MADE = '| makeresults | eval foo=split("x,y,z", ","), b=1 | table foo b | mvexpand '


def test_each_value_gets_a_result(rows: Run) -> None:
    assert rows(MADE + "foo") == [{"foo": each, "b": "1"} for each in "xyz"]  # example 1
    assert [row["foo"] for row in rows(MADE + "foo limit=2")] == ["x", "y"]  # example 2
    assert len(rows(MADE + "foo limit=0")) == 3  # limit: 0 is no limit
    assert rows(MADE + "b") == [{"foo": ["x", "y", "z"], "b": "1"}]


def test_two_multivalue_fields_are_zipped_first(app: Path) -> None:
    # Example 3, which says of b: "21 32 24" and "2 3 2".
    engine = engine_over(
        app,
        [
            {"_time": NOW - 1, "_raw": "a=22 b=21 a=23 b=32 a=51 b=24"},
            {"_time": NOW - 2, "_raw": "a=1 b=2 a=2 b=3 a=5 b=2"},
        ],
    )
    found = engine.search(
        r'index=main | rex field=_raw "a=(?<a>\d+)" max_match=5 '
        r'| rex field=_raw "b=(?<b>\d+)" max_match=5 '
        "| eval fields = mvzip(a,b) | mvexpand fields "
        r'| rex field=fields "(?<alpha>\d+),(?<beta>\d+)" | table alpha beta',
        now=NOW,
    ).rows
    pairs = [("22", "21"), ("23", "32"), ("51", "24"), ("1", "2"), ("2", "3"), ("5", "2")]
    assert [(row["alpha"], row["beta"]) for row in found] == pairs


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("_raw", "internal fields"),  # "can't be applied to internal fields"
        ("a b", "not expected"),  # "only works on one multivalue field"
        ("", "is missing"),
        ("a limit=x", "whole number"),
    ],
)
def test_what_the_page_forbids(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | mvexpand {arguments}")


def test_a_result_without_the_field_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="fillnull"):
        rows("| makeresults | mvexpand foo")
