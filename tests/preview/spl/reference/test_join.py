"""join, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/join
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError
from tests.preview.spl.reference.five_events import Cells, values

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine


@pytest.mark.parametrize(
    ("spl", "field", "expected"),
    [
        # Basic example 1, and type: an inner join drops what has no match.
        ("* | join host [search user=cid | eval v=1 | fields host v]", "v", ["1", "1"]),
        (
            "* | join type=left host [search user=cid | eval v=1 | fields host v]",
            "v",
            ["1", None, None, "1", None],
        ),
        (
            "* | join type=outer host [search user=cid | eval v=1 | fields host v]",
            "v",
            ["1", None, None, "1", None],
        ),
        # overwrite.
        ("user=ann | eval v=1 | join host [search * | eval v=2 | fields host v]", "v", ["2"]),
        (
            "user=ann | eval v=1 | join overwrite=f host [search * | eval v=2 | fields host v]",
            "v",
            ["1"],
        ),
        # max, and Basic example 2.
        (
            "user=ann | eval k=1 | join max=0 k [search * | eval k=1 | fields k n]",
            "n",
            ["10", "9", "100", "9", "7"],
        ),
        ("user=ann | eval k=1 | join k [search * | eval k=1 | fields k n]", "n", ["10"]),
        (
            "n=9 | eval k=1 | join k max=2 [search n=* | eval k=1 | fields k n]",
            "n",
            ["10", "9"],
        ),
        # Values are case sensitive; Basic example 6 has the way around.
        ("user=bob | join user [search user=bob n=100 | eval v=1 | table user v]", "v", ["1"]),
        (
            "user=bob | eval user=lower(user) "
            "| join user [search n=100 | eval user=lower(user), v=1 | table user v]",
            "v",
            ["1", "1"],
        ),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected


@pytest.mark.parametrize(
    "arguments",
    [
        "[search x]",
        "left=L right=R where L.pid=R.pid [search x]",
        "usetime=true host [search x]",
        "earlier=false host [search x]",
        "type=cross host [search x]",
        "host savedsearch:x",
        "host",
    ],
)
def test_what_the_preview_lacks_is_refused(engine: Engine, arguments: str) -> None:
    with pytest.raises(SearchError):
        engine.parse(f"index=x | join {arguments}")


@pytest.mark.parametrize(
    "spl",
    [
        # One field of two: "one or more of the fields must be common to each dataset".
        "* | join host, user [search user=ann | table host]",
        # No field of one.
        "* | join nothing [search * | table host]",
        "* | join host [search * | table user]",
        '* | eval host=split("a b", " ") | join host [search * | table host]',
    ],
)
def test_rows_without_one_value_for_each_field_are_refused(app: Path, spl: str) -> None:
    with pytest.raises(DataError, match="join"):
        values(app, spl, "host")
