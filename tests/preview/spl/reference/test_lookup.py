"""lookup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/lookup
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
        ("user=bob | lookup sites host OUTPUT site", "site", [["dmz", "special"], None]),
        ("user=ann | eval site=1 | lookup sites host OUTPUTNEW site", "site", ["1"]),
        ("user=ann | eval site=1 | lookup sites host OUTPUT site", "site", ["dmz"]),
        ("user=ann | lookup networks network AS from OUTPUT name AS v", "v", ["small"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
