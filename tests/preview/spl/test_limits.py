"""Where Splunk cuts results by default, the preview cuts too, and says so.

limits.conf of the Admin Manual, and the pages of the commands in the Search Reference:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

if TYPE_CHECKING:
    from preview.spl import Engine

NUMBERED = "makeresults count={} | streamstats count as n"


@pytest.mark.parametrize(
    ("spl", "rows", "named"),
    [
        # The page of sort: "If no count is specified, the default limit of 10000 is used."
        (
            "| " + NUMBERED.format(10_001) + " | sort n",
            10_000,
            "sort kept the first 10000 of 10001",
        ),
        ("| " + NUMBERED.format(10_001) + " | sort - n", 10_000, "use sort 0 for all"),
        # The page of append, maxout, "Default: 50000".
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
        # The page of join: subsearch_maxout in [join] of limits.conf, 50000.
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
        ("| " + NUMBERED.format(50_001) + " | eval n=100000+n | stats count by n", 50_001),
        ("| " + NUMBERED.format(50_001) + " | dedup n", 50_001),
    ],
)
def test_nothing_is_said_where_nothing_is_cut(engine: Engine, spl: str, rows: int) -> None:
    results = engine.search(spl)
    assert (len(results.rows), results.messages) == (rows, [])


@pytest.mark.parametrize(
    "spl",
    [
        "| makeresults | eval n=" + "1+" * 3000 + "1",
        "| makeresults | where " + "NOT " * 2000 + "1=1",
        '| makeresults | eval j="' + "[" * 5000 + '" | spath input=j',
        "| makeresults count=1000001",
        "| makeresults | eval n=mvrange(0, 1000001)",
        '| makeresults | eval n=printf("%1001d", 1)',
        '| makeresults | eval n=tonumber("' + "1" * 5000 + '")',
        "index=x earliest=-99999999999999y",
        "index=x earliest=-99999999999999d",
    ],
)
def test_what_this_machine_cannot_hold_is_refused(engine: Engine, spl: str) -> None:
    with pytest.raises(SearchError):
        engine.search(spl)
