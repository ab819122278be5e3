"""Eval operators, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eval
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a" . 1 . "b"', "a1b"),
        ('"a" + "b"', "ab"),
        ("2 + 3 * 4 - 6 / 2", "11"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
