"""Time modifiers, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/time-format-variables-and-modifiers/time-modifiers
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from preview.spl.timeformat import format_time
from preview.spl.timemodifier import TimeModifierError, resolve
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.spl.conftest import Run

WEDNESDAY = 1534941337.0  # 2018-08-22 12:35:37 UTC


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        ("now", "2018-08-22 12:35:37"),
        ("now()", "2018-08-22 12:35:37"),
        # Define the time amount.
        ("-h", "2018-08-22 11:35:37"),
        ("-60m", "2018-08-22 11:35:37"),
        ("-1hour", "2018-08-22 11:35:37"),
        ("-2weeks", "2018-08-08 12:35:37"),
        ("-1qtr", "2018-05-22 12:35:37"),
        # How to specify relative time modifiers: the offset first, then the unit to snap to.
        ("-2h@h", "2018-08-22 10:00:00"),
        ("-1d@d", "2018-08-21 00:00:00"),
        ("-7d@m", "2018-08-15 12:35:00"),
        ("+1d@d", "2018-08-23 00:00:00"),
        ("-mon@mon", "2018-07-01 00:00:00"),
        ("-1y@y", "2017-01-01 00:00:00"),
        # Specify a snap to time unit.
        ("@d", "2018-08-22 00:00:00"),
        ("@w", "2018-08-19 00:00:00"),
        ("@week", "2018-08-19 00:00:00"),
        ("@w0", "2018-08-19 00:00:00"),
        ("@w7", "2018-08-19 00:00:00"),
        ("@w1", "2018-08-20 00:00:00"),
        ("@w6", "2018-08-18 00:00:00"),
        ("@month", "2018-08-01 00:00:00"),
        ("@q", "2018-07-01 00:00:00"),
        ("@quarter", "2018-07-01 00:00:00"),
        ("@d-2h", "2018-08-21 22:00:00"),
        ("-1mon@mon+7d", "2018-07-08 00:00:00"),
        # Examples 3 and 4.
        ("-5d@w1", "2018-08-13 00:00:00"),
        ("11/15/2022:20:00:00", "2022-11-15 20:00:00"),
        ("9/23/2022:17:00:00", "2022-09-23 17:00:00"),
        ("1534723200", "2018-08-20 00:00:00"),
    ],
)
def test_modifiers_move_and_snap(modifier: str, expected: str) -> None:
    assert format_time(resolve(modifier, WEDNESDAY), "%F %T") == expected


@pytest.mark.parametrize(
    "modifier",
    [
        *("", "yesterday", "-1x", "@", "1d", "-1d@d!", "-d@w9", "rt", "-10ms"),
        # The page has one offset, one unit to snap to and one more offset, in small letters.
        *("-1d-2h", "-1d@d@h", "@d+1h@h", "-1D", "-1M", "now-1h"),
    ],
)
def test_what_is_no_modifier_is_refused(modifier: str) -> None:
    with pytest.raises(TimeModifierError):
        resolve(modifier, WEDNESDAY)


AGES = (0, 30, 90, 3600, 86400, -60)  # seconds before the present, the last after it


def found(app: Path, spl: str, earliest: str = "", latest: str = "") -> list[int]:
    """Return the ages of the events that a search finds, newest first."""
    engine = engine_over(app, [{"_raw": "x", "_time": NOW - age} for age in AGES])
    rows = engine.search(f"index=main {spl}", earliest, latest, now=NOW).rows
    return [int(NOW - float(str(row["_time"]))) for row in rows]


@pytest.mark.parametrize(
    ("spl", "picked", "expected"),
    [
        ("", ("-2m", "now"), [30, 90]),
        ("", ("-90s", "-30s"), [90]),
        # Time modifiers and the Time Range Picker: the modifier counts, latest is now without one.
        ("earliest=-2d", ("-2h", "-1h"), [30, 90, 3600, 86400]),
        ("earliest=-2m latest=-1m", ("-2d", "now"), [90]),
        # Example 1: now excludes what is after the present.
        ("earliest=1 latest=now()", ("", ""), [30, 90, 3600, 86400]),
        ("", ("", ""), [-60, 0, 30, 90, 3600, 86400]),
        ("earliest=0 latest=2000000000", ("-1m", "now"), [-60, 0, 30, 90, 3600, 86400]),
        ('earliest="8/20/2018:23:00:00" latest="8/20/2018:23:59:00"', ("", ""), [90, 3600]),
    ],
)
def test_a_search_finds_the_events_of_its_time_range(
    app: Path, spl: str, picked: tuple[str, str], expected: list[int]
) -> None:
    assert found(app, spl, *picked) == expected


def test_times_of_a_search_and_of_its_subsearch_do_not_touch_each_other(app: Path) -> None:
    # Time ranges and subsearches.
    joined = "| eval t=_time | table t | append [search index=main {} | eval t=_time | table t]"
    engine = engine_over(app, [{"_raw": "x", "_time": NOW - age} for age in AGES])

    def ages(spl: str) -> list[int]:
        rows = engine.search(spl, "-2h", "now", now=NOW).rows
        return [int(NOW - float(str(row["t"]))) for row in rows]

    assert ages("index=main earliest=-1m" + joined.format("")) == [30, 30, 90, 3600]
    assert ages("index=main" + joined.format("earliest=-1m")) == [30, 90, 3600, 30]


def test_addinfo_in_a_subsearch_tells_the_time_range_of_the_subsearch(rows: Run) -> None:
    spl = (
        "index=x earliest=-2d | append [search index=x earliest=-1d "
        "| append [makeresults | addinfo] | append [makeresults]]"
    )
    assert rows(spl)[0]["info_min_time"] == "0.000"


@pytest.mark.parametrize(
    ("spl", "message"),
    [
        # Examples 5 and 6, which the preview has not.
        ("(earliest=-2h latest=-1h) OR (earliest=-30m latest=now)", "inside OR"),
        ("earliest=-24h latest<@d", "without ="),
        # Other time modifiers.
        ("daysago=2", "the field daysago"),
        ("starttime=08/20/2018:00:00:00", "the field starttime"),
        ("enddaysago=1", "the field enddaysago"),
        ("searchtimespanhours=3", "the field searchtimespanhours"),
        ("_index_earliest=-1h", "the field _index_earliest"),
        ("latest=-1h", "name earliest too"),
        ("earliest=-1h earliest=-2h", "given twice"),
        ("earliest=-1h latest=-2h", "ends before it starts"),
        ("earliest=[| makeresults | return $_time]", "a subsearch as earliest"),
    ],
)
def test_what_the_preview_lacks_is_refused(app: Path, spl: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        found(app, spl, "-2d", "now")
