"""join, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/join
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
        ("* | join host [search user=cid | eval v=1 | fields host v]", "v", ["1", "1"]),
        (
            "* | join type=left host [search user=cid | eval v=1 | fields host v]",
            "v",
            ["1", None, None, "1", None],
        ),
        (
            "user=ann | eval v=1 | join overwrite=f host [search * | eval v=2 | fields host v]",
            "v",
            ["1"],
        ),
        (
            "user=ann | eval k=1 | join max=0 k [search * | eval k=1 | fields k n]",
            "n",
            ["10", "9", "100", "9", "7"],
        ),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
