"""Where Splunk cuts results by default, the preview cuts too, and says so.

https://docs.splunk.com/Documentation/Splunk/latest/Admin/Limitsconf and, of the commands,
https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Sort, /Append, /Join, /Mvexpand
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError

if TYPE_CHECKING:
    from preview.spl import Engine

NUMBERED = "makeresults count={} | streamstats count as n"


@pytest.mark.parametrize(
    ("spl", "rows", "named"),
    [
        # SearchReference/Sort: "If no count is specified, the default limit of 10000 is used."
        (
            "| " + NUMBERED.format(10_001) + " | sort n",
            10_000,
            "sort kept the first 10000 of 10001",
        ),
        ("| " + NUMBERED.format(10_001) + " | sort - n", 10_000, "use sort 0 for all"),
        # SearchReference/Append: maxout, "Default: 50000".
        (
            "| makeresults | append [ | " + NUMBERED.format(50_001) + " ]",
            50_001,
            "Subsearch produced 50001 results, truncating to maxout 50000",
        ),
        (
            "| makeresults | append maxout=2 [ | " + NUMBERED.format(3) + " ]",
            3,
            "Subsearch produced 3 results, truncating to maxout 2",
        ),
        # SearchReference/Join: subsearch_maxout in [join] of limits.conf, 50000.
        (
            "| makeresults | eval n=50001 | join type=left n [ | "
            + NUMBERED.format(50_001)
            + " | eval found=1 ] | search NOT found=1",
            1,
            "Subsearch produced 50001 results, truncating to maxout 50000",
        ),
        # limits.conf, [subsearch] maxout = 10000.
        (
            "| makeresults | eval n=10001 | search NOT [ | "
            + NUMBERED.format(10_001)
            + " | fields n ]",
            1,
            "Subsearch produced 10001 results, truncating to maxout 10000",
        ),
    ],
)
def test_a_limit_is_named_where_it_cuts(engine: Engine, spl: str, rows: int, named: str) -> None:
    results = engine.search(spl)
    assert len(results.rows) == rows
    assert named in " ".join(message.text for message in results.messages)


@pytest.mark.parametrize(
    ("spl", "rows"),
    [
        ("| " + NUMBERED.format(10_000) + " | sort n", 10_000),
        ("| " + NUMBERED.format(10_001) + " | sort 0 n", 10_001),
        ("| makeresults | append [ | " + NUMBERED.format(50_000) + " ]", 50_001),
        (
            "| makeresults | eval n=50000 | join n [ | " + NUMBERED.format(50_000) + " ]",
            1,
        ),
        # These have no limit on rows: mvexpand has one on memory, stats and dedup have none.
        ("| makeresults | eval n=mvrange(0, 50001) | mvexpand n", 50_001),
        ("| " + NUMBERED.format(50_001) + " | stats count by n", 50_001),
        ("| " + NUMBERED.format(50_001) + " | dedup n", 50_001),
    ],
)
def test_nothing_is_said_where_nothing_is_cut(engine: Engine, spl: str, rows: int) -> None:
    results = engine.search(spl)
    assert (len(results.rows), results.messages) == (rows, [])


@pytest.mark.parametrize(
    "command",
    [
        "top limit=1 n",
        "rare limit=1 n",
    ],
)
def test_it_is_said_where_a_limit_parts_equals(engine: Engine, command: str) -> None:
    # The reference does not say which of them stay.
    spl = "| " + NUMBERED + " | eval m=n | " + command
    (message,) = engine.search(spl.format(2)).messages
    assert "Splunk may keep others" in message.text
    assert engine.search(spl.format(1)).messages == []


def test_list_keeps_a_hundred_values_and_values_all(engine: Engine) -> None:
    # Multivalue stats functions: "If more than 100 values are in a field, only the first 100 are
    # returned"; values() has no limit by default.
    spl = "| " + NUMBERED.format(101) + " | stats list(n) as l, values(n) as v"
    (row,) = engine.search(spl).rows
    assert [len(row["l"]), row["l"][-1], len(row["v"])] == [100, "100", 101]


def test_percentiles_that_splunk_approximates_are_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="exactperc95"):
        engine.search("| " + NUMBERED.format(1_001) + " | stats perc95(n)")
