"""Options, by "Understanding SPL syntax" in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/introduction/understanding-spl-syntax
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run

COMMANDS = ("streamstats count current={}", "dedup n keepempty={}", "timechart cont={} count")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        # Data types, <bool>.
        (("true", "t", "T", "TRUE", "yes", "1"), ["1", "2"]),
        (("false", "f", "F", "FALSE", "no", "0"), ["0", "1"]),
    ],
)
def test_booleans(rows: Run, values: tuple[str, ...], expected: list[str]) -> None:
    for value in values:
        found = rows(f"| makeresults count=2 | streamstats count current={value}")
        assert [row["count"] for row in found] == expected


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("value", ["maybe", "y", "2", '""'])
def test_what_is_no_boolean_is_refused(engine: Engine, command: str, value: str) -> None:
    with pytest.raises(SearchError, match="true or false"):
        engine.parse(f"index=x | {command.format(value)}")
