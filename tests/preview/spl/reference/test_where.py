"""where, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/where
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
        # Other than search: case counts, * is a character, AND goes before OR.
        ('* | where user="bob"', "user", ["bob"]),
        ('* | where user="b*"', "user", []),
        ('* | where user LIKE "b%"', "user", ["bob"]),
        ('* | where user="bob" OR user="ann" AND host="web2"', "user", ["bob", "ann"]),
        ("* | where n>9", "n", ["10", "100"]),
        ('* | where NOT user="bob"', "user", ["ann", "Bob", "cid"]),
        ("* | where isnull(user)", "host", ["db1"]),
        ("* | where n=max(n)", "n", ["10", "9", "100", "7"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
