"""appendpipe, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/appendpipe
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

# Example 1: subtotals below the counts, sorted among them.
SUBTOTALS = (
    "user=* | stats count by host user "
    '| appendpipe [stats sum(count) as count by host | eval user="TOTAL"] | sort host'
)


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        (SUBTOTALS, "user", ["Bob", "TOTAL", "bob", "cid", "TOTAL", "ann", "TOTAL"]),
        (SUBTOTALS, "count", ["1", "1", "1", "1", "2", "1", "1"]),
        ("host=db1 | table n | appendpipe [stats sum(n) as n]", "n", ["100", "7", "107"]),
        ("host=db1 | table n | appendpipe run_in_preview=f [where n>50]", "n", ["100", "7", "100"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
