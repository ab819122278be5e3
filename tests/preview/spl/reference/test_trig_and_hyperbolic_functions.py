"""Trigonometric functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/trig-and-hyperbolic-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("asin(1)", "1.5707963267948966"),
        ("cos(-1)", "0.5403023058681398"),
        ("cos(pi())", "-1.00000000000"),  # as precise as pi()
        ("sin(1)", "0.8414709848078965"),
        ("sin(0)", "0"),
        ("asin(0)", "0"),
        ("cos(0)", "1"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: str) -> None:
    assert rows(f"| makeresults | eval v={expression}")[0]["v"] == expected


@pytest.mark.parametrize("expression", ["sin(0.50)", "asin(1)*180/pi()"])
def test_what_splunk_rounds_is_refused(rows: Run, expression: str) -> None:
    # As atan(0.50) is 0.46 on the page, and acos(0)*180/pi() 90.0000000003.
    with pytest.raises(DataError, match="significant figures"):
        rows(f"| makeresults | eval v={expression}")
