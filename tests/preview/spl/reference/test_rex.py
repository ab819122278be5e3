"""rex, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rex
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
        (r'* | rex "user=(?<u>[a-z]+)"', "u", ["bob", "ann", None, "cid", None]),
        (r'user=ann | rex max_match=2 "(?<d>\d)"', "d", [["9", "1"]]),
        (r'user=ann | rex mode=sed field=from "s/(\d+)\.(\d+)/\2.\1/"', "from", ["1.10.2.3"]),
        (r'user=ann | rex mode=sed field=from "s/\./-/g"', "from", ["10-1-2-3"]),
        ('* | regex user!="^b"', "user", ["ann", "Bob", "cid", None]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
