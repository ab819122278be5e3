"""eventstats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eventstats
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

CITIES = (
    "| makeresults count=4 | streamstats count "
    "| eval age = case(count=1, 25, count=2, 39, count=3, 31, count=4, {}) "
    '| eval city = case(count=1 OR count=3, "San Francisco", count=2 OR count=4, "Seattle") '
    "| eventstats avg(age) {} BY city"
)


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("* | eventstats count as v by user", "v", ["1", "1", "1", "1", None]),
        ("* | eventstats max(n) as m | where n=m", "n", ["100"]),
        ("* | eventstats sum(n) as v by host", "v", ["10", "9", "107", "10", "107"]),
        # Basic example 3.
        ("* | eventstats avg(n) AS avg | where n>avg", "n", ["100"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize("fourth", ["null()", '"test"'])
def test_every_event_of_the_group_gets_the_statistic(rows: Run, fourth: str) -> None:
    # Extended example, with a null and with a text.
    found = rows(CITIES.format(fourth, ""))
    assert [row["avg(age)"] for row in found] == ["28", "39", "28", "39"]
    assert [row["city"] for row in found] == ["San Francisco", "Seattle"] * 2
    named = rows(CITIES.format(fourth, 'AS "average age by city"'))
    assert [row["average age by city"] for row in named] == ["28", "39", "28", "39"]


def test_a_multivalue_by_field_is_refused(engine: Engine) -> None:
    with pytest.raises(DataError, match="multivalue"):
        engine.search('| makeresults | eval a=split("x,y", ",") | eventstats count by a')


def test_allnum_is_refused(engine: Engine) -> None:
    with pytest.raises(SearchError, match="allnum= is not supported"):
        engine.parse("index=x | eventstats allnum=true avg(age) BY city")
