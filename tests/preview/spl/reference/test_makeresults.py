"""makeresults, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/makeresults
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.preview.spl.conftest import NOW

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

MADE = (
    "| makeresults count=4 | streamstats count "
    "| eval age=case(count=1, 25, count=2, 39, count=3, 31, count=4, null()) "
    '| eval city=case(count=1 OR count=3, "San Francisco", count=2 OR count=4, "Seattle") '
)


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Description: one result with the time of the search.
        ("| makeresults", "_time", [str(int(NOW))]),
        # Basic example 1.
        ('| makeresults | eval newfield="some value"', "newfield", ["some value"]),
        # Extended examples 1 to 4.
        ("| makeresults count=5 | streamstats count", "count", ["1", "2", "3", "4", "5"]),
        (
            "| makeresults count=2 | streamstats count | eval _time=_time-(count*86400)",
            "_time",
            ["1534723200", "1534636800"],
        ),
        (
            '| makeresults | eval test="buttercup rarity" | makemv delim=" " test | mvexpand test',
            "test",
            ["buttercup", "rarity"],
        ),
        (MADE, "age", ["25", "39", "31", None]),
        (MADE + "| eventstats avg(age) BY city", "avg(age)", ["28", "39", "28", "39"]),
    ],
)
def test_results_are_made(rows: Run, spl: str, field: str, expected: list[str | None]) -> None:
    assert [row.get(field) for row in rows(spl)] == expected


@pytest.mark.parametrize(
    "spl",
    [
        "| makeresults annotate=t",
        "| makeresults splunk_server=a",
        '| makeresults format=csv data="a"',
        "| makeresults count=-1",
        "index=x | makeresults",
    ],
)
def test_what_the_preview_lacks_is_refused(engine: Engine, spl: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(spl)
