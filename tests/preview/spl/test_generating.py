"""The commands that start a search without one: tstats, rest, savedsearch, makeresults.

https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/tstats
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import MissingError, SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

EVENTS = [
    {"_raw": "a x1", "_time": NOW - 10, "host": "h1", "sourcetype": "one"},
    {"_raw": "b x2", "_time": NOW - 20, "host": "h1", "sourcetype": "two"},
    {"_raw": "c x1", "_time": NOW - 7200, "host": "h2", "sourcetype": "one", "index": "_internal"},
]


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
        ("| tstats count by _time", "without span"),
        ("| rest /services/nosuch", "address /services/nosuch"),
        ("| stats count", "cannot start a search"),
        ("| makeresults annotate=t", "annotate"),
    ],
)
def test_what_the_preview_lacks_is_refused_by_name(engine: Engine, spl: str, message: str) -> None:
    with pytest.raises(UnsupportedError, match=message):
        engine.parse(spl)


def test_rest_answers_from_the_files_of_the_app(app: Path) -> None:
    (app / "default" / "macros.conf").write_text("[index]\ndefinition = index=main\n")
    engine = engine_over(app, EVENTS)
    assert engine.search("| rest /services/data/indexes | table title totalEventCount").rows == [
        {"title": "_internal", "totalEventCount": "1"},
        {"title": "main", "totalEventCount": "2"},
    ]
    spl = "| rest /servicesNS/-/huntpipe/admin/macros/index splunk_server=local | fields definition"
    assert engine.search(spl).rows == [{"definition": "index=main"}]


def test_savedsearch_runs_the_search_of_that_name(app: Path) -> None:
    conf = "[My hunt]\nsearch = index=* host=$which$ \\\n| stats count\n"
    (app / "default" / "savedsearches.conf").write_text(conf)
    engine = engine_over(app, EVENTS)
    assert engine.search('| savedsearch "My hunt" which=h1').rows == [{"count": "2"}]
    with pytest.raises(MissingError, match="'None' does not exist"):
        engine.parse("| savedsearch None")


def test_savedsearch_has_its_own_time_range_where_the_search_has_all_time(app: Path) -> None:
    bounds = "dispatch.earliest_time = -1h\ndispatch.latest_time = -5s\n"
    spl = "search = | makeresults | addinfo\n"
    (app / "default" / "savedsearches.conf").write_text(f"[Mine]\n{spl}{bounds}")
    engine = engine_over(app, EVENTS)

    def found(earliest: str, latest: str) -> tuple[object, object]:
        (row,) = engine.search("| savedsearch Mine", earliest, latest, now=10_000).rows
        return row["info_min_time"], row["info_max_time"]

    assert found("0", "") == ("6400.000", "9995.000")
    assert found("-2h", "now") == ("2800.000", "10000.000")


def test_a_generating_command_comes_first(engine: Engine) -> None:
    with pytest.raises(SearchError, match="must be the first"):
        engine.parse("index=x | makeresults")
