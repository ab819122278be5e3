"""bin, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/bin
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MIDNIGHT = int(NOW)


@pytest.mark.parametrize("command", ["bin", "bucket"])
@pytest.mark.parametrize("arguments", ["_time span=2m", "span=2m _time", "span=120 _time"])
def test_times_are_rounded_down(app: Path, command: str, arguments: str) -> None:
    # Example 1; "bucket" is an alias.
    expected: Cells = ["1", "2", "2"]
    spl = f"* | {command} {arguments} | stats count as v by _time"
    assert values(app, spl, "v") == expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("1d", MIDNIGHT),  # "aligned to midnight"
        ("1mon", 1533081600),
        ("7m", (MIDNIGHT + 3661) // 420 * 420),  # from "base UTC time (epoch 0)"
        ("500ms", MIDNIGHT + 3661),
        ("30secs", MIDNIGHT + 3660),
        ("1hours", MIDNIGHT + 3600),
    ],
)
def test_spans(rows: Run, span: str, expected: int) -> None:
    spl = f"| makeresults | eval _time={MIDNIGHT + 3661.25} | bin _time span={span}"
    assert rows(spl)[0]["_time"] == str(expected)


def test_a_new_name_leaves_the_field(rows: Run) -> None:
    # "newfield".
    (row,) = rows(f"| makeresults | eval _time={MIDNIGHT + 61} | bin _time AS minute span=1m")
    assert (row["_time"], row["minute"]) == (str(MIDNIGHT + 61), str(MIDNIGHT + 60))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("0", "0-2"), ("1.5", "0-2"), ("10", "10-12"), ("11", "10-12"), ("null()", None)],
)
def test_numbers_become_ranges(rows: Run, value: str, expected: str | None) -> None:
    # Search Manual, "Search using time bins and spans": ranges like 10-12 and 14-16, the end out.
    assert rows(f"| makeresults | eval h={value} | bin h span=2")[0].get("h") == expected


@pytest.mark.parametrize("value", ["-1", '"x"', 'split("1,2", ",")'])
def test_values_without_a_documented_bin_are_refused(rows: Run, value: str) -> None:
    with pytest.raises(DataError, match="no page says"):
        rows(f"| makeresults | eval h={value} | bin h span=2")


@pytest.mark.parametrize("option", ["span=0.5", "span=0", "span=1h", "span=2log10", "bins=10", ""])
def test_bins_of_numbers_have_a_whole_width(engine: Engine, option: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        engine.parse(f"index=x | bin bytes {option}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("_time span=x", "no time span"),
        ("_time span=1H", "lower case"),
        ("_time span=300ms", "divide it evenly"),
        ("_time span=1m span=2m", "given twice"),
        ("span=1m", "a field name is missing"),
        ("_time", "without span"),
        ("_time span=1h aligntime=@d+3h", "aligntime= is not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | bin {arguments}")


def test_a_time_that_is_no_number_is_refused(rows: Run) -> None:
    with pytest.raises(DataError, match="no page says"):
        rows('| makeresults | eval _time="x" | bin _time span=1m')
