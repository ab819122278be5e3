"""Multivalue eval functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/multivalue-eval-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('mvindex(split("a,b,c", ","), -2, -1)', ["b", "c"]),
        ('mvindex(split("a,b,c", ","), 3)', None),
        ('split("abc", "")', ["a", "b", "c"]),
        ('mvzip(split("a,b", ","), split("1,2", ","), "|")', ["a|1", "b|2"]),
        ('mvsort(split("b,10,9,B", ","))', ["10", "9", "B", "b"]),
        ("mvrange(1, 11, 2)", ["1", "3", "5", "7", "9"]),
        ('mvfind(split("err1,warn,err2", ","), "err\\d+")', "0"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
