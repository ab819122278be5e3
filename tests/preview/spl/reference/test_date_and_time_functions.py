"""Date and time functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/date-and-time-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('strftime(1534809599.789, "%Y-%m-%dT%H:%M:%S.%Q")', "2018-08-20T23:59:59.789"),
        ('strptime("2018-08-20 10:11:12.345", "%F %T.%3N")', "1534759872.345000"),
        ('relative_time(1534809599, "@w1")', "1534723200.000000"),
        ('relative_time(1534809599, "@q")', "1530403200.000000"),
        ('relative_time(1534809599, "-1mon@mon")', "1530403200.000000"),
        ('relative_time(1534809599, "-1d@d+8h")', "1534665600.000000"),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected
