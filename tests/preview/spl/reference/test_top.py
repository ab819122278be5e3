"""top, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/top
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
        ("* | top limit=1 showperc=f user by host | search host=db1", "user", ["Bob"]),
        ("user=bob | top n", "percent", ["50.000000", "50.000000"]),
        ("host=w* | top host", "count", ["2", "1"]),
        ("host=w* | rare host", "count", ["1", "2"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
