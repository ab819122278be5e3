"""Comparison and conditional functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/comparison-and-conditional-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('case(1==2, "x", true(), "y")', "y"),
        ('validate(1==1, "x", 1==2, "y")', "y"),
        ('coalesce(null(), "", 3)', ""),
        ('if(null()="x", 1, 2)', "2"),
        ('if(NOT null()="x", 1, 2)', "2"),
        ('if(match("foobar", "o+b"), 1, 0)', "1"),
        ('if(like("foobar", "FOO%"), 1, 0)', "0"),
        ('if(cidrmatch("10.0.0.0/8", "10.2.3.4"), 1, 0)', "1"),
        ('if("10" > "9", 1, 0)', "0"),
        ("if(10 > 9, 1, 0)", "1"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
