"""head, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/head
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # The most recent events of a historical search.
        ("* | head 2", "user", ["bob", "ann"]),
        ("* | head limit=1", "user", ["bob"]),
        ("* | head 20", "n", ["10", "9", "100", None, "7"]),
        # The first results in search order.
        ("* | sort n | head 1", "n", ["7"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


def test_ten_without_a_limit(rows: Run) -> None:
    assert len(rows("| makeresults count=11 | head")) == 10


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("limit=10 5", "given twice"),  # "results in an error"
        ("(n<100)", "expression"),
        ("n<100", "not expected"),
        ("limit=10 (1==1)", "expression"),
        ("(n<100) keeplast=true", "expression"),
        ("5 null=true", "null="),
        ("0", "from 1"),
        ("-5", "not expected"),
    ],
)
def test_what_else_it_takes_is_refused(engine: Engine, arguments: str, reason: str) -> None:
    with pytest.raises(SearchError, match=reason):
        engine.parse(f"| makeresults | head {arguments}")
