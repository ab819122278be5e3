"""rare, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rare
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

MADE = '| makeresults | eval v=split("a,b,a,b,a,c", ",") | mvexpand v | '


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("host=w* | rare host", "count", ["1", "2"]),
        # Example 2: the values of each host.
        ("user=* host=w* | rare user by host showperc=f | search host=web2", "user", ["ann"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_the_least_common_come_first(rows: Run) -> None:
    assert rows(MADE + "rare v limit=2") == [
        {"v": "c", "count": "1", "percent": "16.666667"},
        {"v": "b", "count": "2", "percent": "33.333333"},
    ]
    assert rows(MADE + "rare v limit=1 showperc=f countfield=n") == [{"v": "c", "n": "1"}]


def test_equals_in_no_documented_order_are_told_or_refused(engine: Engine) -> None:
    made = "| makeresults count=11 | streamstats count as n | rare n "
    assert "equals" in engine.search(made + "limit=0").messages[0].text
    with pytest.raises(DataError, match="parts equals"):
        engine.search(made)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "at least one field"),
        ("5 v", "not supported"),  # the syntax has no number
        ("v limit=50001", "at most 50000"),
        ("v useother=t", "not supported"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | rare {arguments}")
