"""fields, by its page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/fields
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import SearchError
from tests.preview.spl.conftest import NOW, engine_over

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("ip", {"_time", "ip"}),
        ("+ ip", {"_time", "ip"}),
        ("ip, error*", {"_time", "ip", "error", "error_code"}),
        ("- ip", {"_time", "error", "error_code"}),
        ("- ip, error*", {"_time"}),
        ("- _*", {"ip", "error", "error_code"}),
        ("- _time", {"ip", "error", "error_code"}),
        ("ip | fields - _*", {"ip"}),
        ("none", {"_time"}),
    ],
)
def test_fields_are_kept_or_removed(rows: Run, arguments: str, expected: set[str]) -> None:
    made = "| makeresults | eval ip=1, error=2, error_code=3 | fields "
    assert set(rows(made + arguments)[0]) == expected


def test_events_keep_their_time_and_text(app: Path) -> None:
    (row,) = engine_over(app, [{"_raw": "n=1 m=2"}]).search("index=* | fields n", now=NOW).rows
    assert {"_time", "_raw", "n"} <= set(row)
    assert "m" not in row


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("", "at least one field"),
        ("a limit=3", "not supported"),
        ("a, - b", "is missing before"),
        ("-a", "a space after the sign"),
        (r"http:\\\\*", "backslash"),
    ],
)
def test_bad_arguments_are_refused(engine: Engine, arguments: str, message: str) -> None:
    with pytest.raises(SearchError, match=message):
        engine.parse(f"index=x | fields {arguments}")
