"""Json functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/json-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r'json_extract("{\"a\":[1,\"x\"]}", "a{}")', '[1,"x"]'),
        (r'json_extract("{\"a\":1,\"b\":\"x\"}", "a", "b")', '[1,"x"]'),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
