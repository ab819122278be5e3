"""convert, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/convert
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
        ('user=ann | convert ctime(_time) AS v timeformat="%H:%M:%S"', "v", ["23:58:00"]),
        ('user=ann | eval v="1,234" | convert rmcomma(v)', "v", ["1234"]),
        ('user=ann | eval v="1:02:03" | convert dur2sec(v)', "v", ["3723"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
