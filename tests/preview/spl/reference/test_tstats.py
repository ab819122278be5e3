"""tstats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/tstats
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

EVENTS = [
    {"_raw": "a x1", "_time": NOW - 10, "host": "h1", "sourcetype": "one"},
    {"_raw": "b x2", "_time": NOW - 20, "host": "h1", "sourcetype": "two"},
    {"_raw": "c x1", "_time": NOW - 7200, "host": "h2", "sourcetype": "one", "index": "_internal"},
]


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Example 1.
        ("| tstats count WHERE index=main", "count", ["5"]),
        # Example 3: count by a field for events with another.
        ("| tstats count WHERE index=main host=web1 by source", "count", ["2"]),
        ("| tstats count where index=main by host", "count", ["2", "2", "1"]),
        # WHERE clause arguments: a wildcard in a value, and IN.
        ("| tstats count WHERE index=main host=web* by host", "host", ["web1", "web2"]),
        ("| tstats count WHERE index=main host IN (web2, db1) by host", "host", ["db1", "web2"]),
        # Grouping data by _time.
        ("| tstats count where index=main host=web* by _time span=1h", "count", ["3"]),
        # Filtering data using the WHERE clause: the time arguments of search.
        ("| tstats count where index=main earliest=-150s", "count", ["2"]),
        # Example 7, on an index.
        ("| tstats values(host) where index=main", "values(host)", [["db1", "web1", "web2"]]),
        ("| tstats dc(host) AS hosts where index=main", "hosts", ["3"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_tstats_counts_by_what_the_index_knows(app: Path) -> None:
    engine = engine_over(app, EVENTS)
    assert engine.search("| tstats count where index=* by sourcetype, host").rows == [
        {"sourcetype": "one", "host": "h1", "count": "1"},
        {"sourcetype": "two", "host": "h1", "count": "1"},
    ]
    spl = "| tstats count dc(host) as hosts max(_time) as last where index=* OR index=_* TERM(x1)"
    assert engine.search(spl).rows == [{"count": "2", "hosts": "2", "last": str(int(NOW - 10))}]
    spl = "| tstats count where index=* OR index=_* by _time span=1h"
    assert [row["count"] for row in engine.search(spl).rows] == ["1", "2"]


@pytest.mark.parametrize(
    ("spl", "message"),
    [
        ("| tstats count from datamodel=Web by host", "data model"),
        ("| tstats count where user=x", "field user"),
        ("| tstats sum(bytes) where index=*", "field bytes"),
        ("| tstats count where index=x by user", "field user"),
        ("| tstats count by _time", "without span"),
        ("| tstats count by host span=1h", "without _time"),
        # The span of tstats has no parts of a second.
        ("| tstats count where index=x by _time span=500ms", "500ms"),
        ("| tstats count where index=x by _time span=1w", "1w"),
        # Not among the functions of the page, or of an order that it does not tell.
        ("| tstats list(host) where index=x", r"list\(\)"),
        ("| tstats first(host) where index=x", r"first\(\)"),
        ("| tstats max(_time) where index=x by _time span=1h", "beside BY _time"),
        ("| tstats latest(host) where index=x by _time span=1h", "beside BY _time"),
        # Nested eval expressions not supported.
        ('| tstats count(eval(host="a")) where index=x', "eval"),
        ("| tstats count where index=x by PREFIX(user=)", "PREFIX"),
        ("| tstats avg(PREFIX(kbps=)) where index=x", "PREFIX"),
        # Limitations of CIDR matching with tstats.
        ("| tstats count where index=x host=10.0.0.0/8", "a network as host"),
        # Multiple time ranges.
        ("| tstats count where index=x (earliest=-5s latest=-4s) OR (earliest=-3s)", "inside OR"),
    ],
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, spl: str, message: str) -> None:
    with pytest.raises(UnsupportedError, match=message):
        engine.parse(spl)


@pytest.mark.parametrize(
    "spl",
    [
        "| tstats prestats=t count where index=x",
        "| tstats summariesonly=t count where index=x",
        "| tstats count where index=x by source*",
        "| tstats count by host where index=x",
        "| tstats sum where index=x",
        "| tstats where index=x by host",
    ],
)
def test_what_is_not_in_the_syntax_is_refused(engine: Engine, spl: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(spl)
