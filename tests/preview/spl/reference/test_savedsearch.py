"""savedsearch, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/savedsearch
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import MissingError, SearchError, UnsupportedError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = [
    {"_raw": "a x1", "_time": NOW - 10, "host": "h1", "sourcetype": "one"},
    {"_raw": "b x2", "_time": NOW - 20, "host": "h1", "sourcetype": "two"},
    {"_raw": "c x1", "_time": NOW - 7200, "host": "h2", "sourcetype": "one", "index": "_internal"},
]


def test_savedsearch_runs_the_search_of_that_name(app: Path) -> None:
    conf = "[My hunt]\nsearch = index=* host=$which$ \\\n| stats count\n"
    (app / "default" / "savedsearches.conf").write_text(conf)
    engine = engine_over(app, EVENTS)
    assert engine.search('| savedsearch "My hunt" which=h1').rows == [{"count": "2"}]
    with pytest.raises(MissingError, match="'None' does not exist"):
        engine.parse("| savedsearch None")


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        # A placeholder without a replacement is an error.
        ('"My hunt"', MissingError, "needs which="),
        ('"My hunt" other=h1', MissingError, "needs which="),
        ('"My hunt" nosubstitution=true', UnsupportedError, "nosubstitution"),
        ("", SearchError, "the name of one saved search"),
    ],
)
def test_a_bad_call_is_refused(
    app: Path, arguments: str, error: type[SearchError], message: str
) -> None:
    conf = "[My hunt]\nsearch = index=* host=$which$\n"
    (app / "default" / "savedsearches.conf").write_text(conf)
    with pytest.raises(error, match=message):
        engine_over(app, EVENTS).parse(f"| savedsearch {arguments}")


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


def test_a_subsearch_of_a_saved_search_has_the_time_range_of_the_saved_search(app: Path) -> None:
    conf = "[Mine]\nsearch = | append [makeresults | addinfo]\ndispatch.earliest_time = -1h\n"
    conf = conf.replace("| append", "| makeresults | append")
    (app / "default" / "savedsearches.conf").write_text(conf)
    rows = engine_over(app, EVENTS).search("| savedsearch Mine", now=10_000).rows
    assert rows[1]["info_min_time"] == "6400.000"
