"""append, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/append
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        ("user=ann | append [search user=cid]", "user", ["ann", "cid"]),
        # Example 1: a total below the counts, without a value in the other column.
        (
            "n<50 | stats count by host | append [search index=main n<50 | stats count]",
            "count",
            ["1", "1", "1", "3"],
        ),
        (
            "n<50 | stats count by host | append [search index=main n<50 | stats count]",
            "host",
            ["db1", "web1", "web2", None],
        ),
        # Example 3: columns of either side, in the rows of the other empty.
        (
            "user=b* | stats dc(user), count by host "
            "| append [search index=main user=b* | top 1 user by host] "
            "| table host, count, percent",
            "percent",
            [None, None, "100.000000", "100.000000"],
        ),
        # Example 4.
        ("user=ann | append maxtime=30 maxout=1 [search index=main]", "user", ["ann", "bob"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    "arguments", ["", "search x", "extendtimerange=true [search x]", "maxout=0 [search x]"]
)
def test_what_the_preview_lacks_is_refused(engine: Engine, arguments: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"index=x | append {arguments}")
