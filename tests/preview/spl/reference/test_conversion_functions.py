"""Conversion functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/conversion-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('tonumber("0A4", 16)', "164"),
        ('tostring(15, "hex")', "0xF"),
        ('tostring(12345.6789, "commas")', "12,345.68"),
        ('tostring(615, "duration")', "00:10:15"),
        ("tostring(1==1)", "True"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
