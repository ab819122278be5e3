"""eval expressions and functions.

Each case follows an example of the Search Reference, "Evaluation functions", by category:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/evaluation-functions/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.preview.spl.conftest import Run

# Examples of the page on date-and-time functions.
DATES = [
    ("now()", "1534809600"),
    ('strftime(1534809600, "%Y-%m-%dT%H:%M:%S")', "2018-08-21T00:00:00"),
    ('strftime(1534809600.5, "%F %T.%3N")', "2018-08-21 00:00:00.500"),
    ('strftime(1534809600, "%a %d %b %Y %I:%M %p %z")', "Tue 21 Aug 2018 12:00 AM +0000"),
    ('strptime("2018-08-13 11:22:33", "%Y-%m-%d %H:%M:%S")', "1534159353.000000"),
    ('strptime("2018-08-13T11:22:33.250Z", "%Y-%m-%dT%H:%M:%S.%3NZ")', "1534159353.250000"),
    ('strptime("13 Aug 2018 +02:00", "%d %b %Y %:z")', "1534111200.000000"),
    ('strptime("no date", "%Y")', None),
    ('relative_time(1534809600, "-1d@d")', "1534723200.000000"),
]


@pytest.mark.parametrize(("expression", "expected"), DATES)
def test_functions_give_what_the_reference_says(
    rows: Run, expression: str, expected: object
) -> None:
    (row,) = rows(f"| makeresults | eval result={expression}")
    assert row.get("result") == expected


def test_multivalue_fields_equal_any_of_their_values(rows: Run) -> None:
    assert rows('| makeresults | eval a=split("x,y", ",") | where a="y"')
    assert not rows('| makeresults | eval a=split("x,y", ",") | where a="z"')
