"""foreach, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/foreach
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
        ("user=ann | foreach n [eval <<FIELD>>='<<FIELD>>'*2]", "n", ["18"]),
        ("user=ann | foreach u* [eval new_<<MATCHSTR>>=<<FIELD>>]", "new_ser", ["ann"]),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
