"""streamstats, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/streamstats
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
        ("* | sort _time | streamstats count as v by host", "v", ["1", "1", "2", "1", "2"]),
        ("* | sort _time | streamstats sum(n) as v", "v", ["7", "7", "107", "116", "126"]),
        ("* | streamstats current=f last(n) as v", "v", [None, "10", "9", "100", "100"]),
        ("* | streamstats window=2 sum(n) as v", "v", ["10", "19", "109", "100", "7"]),
        (
            "* | eval g=if(n>9 OR isnull(n), 1, 2) "
            "| streamstats reset_on_change=true count as v by g",
            "v",
            ["1", "1", "1", "2", "1"],
        ),
    ],
)
def test_pipelines_over_five_events(app: Path, spl: str, field: str, expected: Cells) -> None:
    assert values(app, spl, field) == expected
