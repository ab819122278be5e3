"""dedup, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/dedup
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
        ("* | dedup host", "user", ["bob", "ann", "Bob"]),
        ("* | dedup 2 host", "host", ["web1", "web2", "db1", "web1", "db1"]),
        ("* | dedup host sortby -host", "host", ["web2", "web1", "db1"]),
        ("* | dedup user keepempty=true", "user", ["bob", "ann", "Bob", "cid", None]),
        ("* | sort host | dedup host consecutive=true", "host", ["db1", "web1", "web2"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
