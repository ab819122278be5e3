"""chart, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/chart
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
        ("* | chart count over host by user", "Bob", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user", "Bob", ["100", None, None]),
        ("* | chart count by host, user", "NULL", ["1", "0", "0"]),
        ("* | chart sum(n) over host by user limit=1", "OTHER", [None, "10", "9"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
