"""eval, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eval
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
        ("user=ann | eval 'a b'=n+1, v='a b'*2", "v", ["20"]),
        ('user=ann | eval v=n+1 ```one more``` | eval v=v."x"', "v", ["10x"]),
        ("user=ann | `sum(2, 3)`", "s", ["5"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
