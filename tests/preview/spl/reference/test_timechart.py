"""timechart, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/timechart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("* | timechart span=2m count as v", "v", ["1", "2", "2"]),
        ("* | timechart span=2m sum(n) as v", "v", ["7", "100", "19"]),
        ("user=bob | timechart span=1m count as v", "v", ["1", "0", "1"]),
        ("user=bob | timechart span=1m avg(n) as v", "v", ["100", None, "10"]),
        ("user=bob | timechart span=1m cont=f count as v", "v", ["1", "1"]),
        ("* | timechart span=5m count by host", "db1", ["2"]),
        ("* | timechart span=5m count by user", "NULL", ["1"]),
        ("* | timechart span=5m count by user usenull=f", "NULL", [None]),
        ("* | timechart span=5m sum(n) by host limit=1", "OTHER", ["19"]),
        ("* | timechart span=5m sum(n) by host limit=1 useother=f", "OTHER", [None]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
