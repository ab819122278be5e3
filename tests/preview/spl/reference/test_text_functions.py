"""Text functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/text-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('substr("splunk", 1, 3)', "spl"),
        ('substr("splunk", -3)', "unk"),
        ('substr("abc", -5, 3)', "a"),
        (r'replace("1/14/2017", "^(\d{1,2})/(\d{1,2})/", "\2/\1/")', "14/1/2017"),
        ('trim("  ZZZZabcZZ ", " Z")', "abc"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
