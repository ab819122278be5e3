"""Date and time functions, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/date-and-time-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.spl import DataError, SearchError, UnsupportedError

if TYPE_CHECKING:
    from preview.spl import Engine
    from tests.preview.spl.conftest import Run


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("now()", "1534809600"),  # now(), Usage: in UNIX time, seconds
        # relative_time, Basic examples; now is 2018-08-21 00:00:00.
        ('relative_time(now(), "-1d@d")', "1534723200.000000"),
        ('relative_time(1534812345, "-2h@h")', "1534802400.000000"),
        ('relative_time(missing, "-1d")', None),
        # strftime, Usage, Basic and Extended examples (in UTC).
        ('strftime(1521467703.049, "%Y-%m-%dT%H:%M:%S.%Q")', "2018-03-19T13:55:03.049"),
        ('strftime(1660132103, "%H:%M")', "11:48"),
        ('strftime(1644544500, "%Y-%m-%dT%H:%M:%S.%Q")', "2022-02-11T01:55:00.000"),
        ('strftime(missing, "%Y")', None),
        # strptime, Description, Usage and Extended example (in UTC).
        ('strptime("2022-08-13 11:22:33", "%Y-%m-%d %H:%M:%S")', "1660389753.000000"),
        (
            'strptime("Mon July 23 2022 17:19:01.89", "%a %B %d %Y %H:%M:%S.%N")',
            "1658596741.890000",
        ),
        ('strptime("Mon 7/23/2022 17:19:01.89", "%a %m/%d/%Y %H:%M:%S.%N")', "1658596741.890000"),
        ('strptime("2022/07/23 17:19:01.89", "%Y/%m/%d %H:%M:%S.%N")', "1658596741.890000"),
        ('strptime("2022-07-23T17:19:01.89", "%Y-%m-%dT%H:%M:%S.%N")', "1658596741.890000"),
        ('strptime("Mon Aug 13 06:00:00 2018", "%a %B %d %H:%M:%S.%N %Y")', "1534140000.000000"),
        ('strptime("1534143600", "%s")', "1534143600.000000"),  # time(), Basic example
        ('strptime(missing, "%s")', None),
        ('strptime("", "%Y-%m-%d")', None),
        ('strptime("no date", "%Y-%m-%d")', None),
    ],
)
def test_expressions(rows: Run, expression: str, expected: object) -> None:
    (row,) = rows(f"| makeresults | eval v={expression}")
    assert row.get("v") == expected


def test_the_example_of_the_last_two_hours(rows: Run) -> None:
    # relative_time, Basic examples: from two hours before the hour to one.
    where = 'where t>relative_time(now(), "-2h@h") AND t<relative_time(now(), "-1h@h")'
    found = [bool(rows(f"| makeresults | eval t={t} | {where}")) for t in (1534802400, 1534802401)]
    assert found == [False, True]


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ('strptime(x, "%Y-%m")', "without a year, a month and a day"),  # "must include a day"
        ('strptime(x, "%H:%M")', "without a year"),  # Splunk takes the present day
        ('strptime(x, "%m/%d %H:%M")', "without a year"),
        ('strptime(x, "%Y-%m-%d %d")', "repeats a variable"),
        ('strptime(x, "%Y-%m-%d %H %p")', "one of %I and %p"),
        ('strptime(x, "%Y-%m-%d %I")', "one of %I and %p"),
        ('strptime(x, "%G %V")', "time variable %G"),
        ('strftime(x, "%D")', "time variable %D"),  # on no page
        ('strftime(x, "%c")', "locale of the server"),
        ('strftime(x, "%4N")', "time variable %4N"),
        ('strftime(x, "100%")', "time variable %"),
        ('relative_time(x, "yesterday")', "is no time"),
        ('relative_time(x, "now")', "is no time"),
        ('relative_time(x, "1534809600")', "is no time"),
        ('relative_time(x, "-1x")', "no unit of time"),
        ('relative_time(x, "")', "is no time"),
    ],
)
def test_what_is_refused_before_any_event_is_read(
    engine: Engine, expression: str, message: str
) -> None:
    with pytest.raises(SearchError, match=message) as refusal:
        engine.parse(f"| makeresults | eval v={expression}")
    assert refusal.value.position is not None


@pytest.mark.parametrize(
    "expression",
    [
        'strptime("1970-06-01", "%Y-%m-%d")',  # "must be January 1, 1971 or later"
        'strptime("2018-08-13 11:22", "%Y-%m-%d")',  # text goes on
        'strptime(" 2018-08-13", "%Y-%m-%d")',
        'strptime("2018-8-3", "%Y-%m-%d")',  # %d "includes a leading zero"
        'strptime("13 AUG 2018", "%d %b %Y")',
        'strptime("13 August 2018", "%d %b %Y")',
        'strptime("Monday 13 Aug 2018", "%a %d %b %Y")',
        'strptime("2018-08-13 PST", "%Y-%m-%d %Z")',
        'strptime("2018-08-13 Z", "%Y-%m-%d %z")',
        'strptime("2018-08-13 11:22:33.1234Z", "%Y-%m-%d %H:%M:%S.%3NZ")',
        'strptime("2018-02-30", "%Y-%m-%d")',
        'strptime("70-01-01", "%y-%m-%d")',
        'strftime(1534809600000, "%Y")',  # "The UNIX time must be in seconds."
        'strftime(-1, "%Y")',
        'strftime(1534809599.9996, "%3N")',  # rounded or cut?
        'strftime(1660485615, "%V")',  # a Sunday, of which two pages say different things
    ],
)
def test_what_only_the_data_shows_is_refused(rows: Run, expression: str) -> None:
    with pytest.raises(DataError):
        rows(f"| makeresults | eval v={expression}")


def test_a_month_that_lacks_the_day_is_refused(rows: Run) -> None:
    # 2018-08-31: is a month before it the end of the month, or three days into the next?
    assert rows('| makeresults | eval v=relative_time(1535673600, "-1mon")')
    with pytest.raises(SearchError, match="does not have"):
        rows('| makeresults | eval v=relative_time(1535673600, "-2mon")')


def test_the_kind_of_a_refusal(engine: Engine) -> None:
    with pytest.raises(UnsupportedError, match="repeats a variable"):
        engine.parse('| makeresults | eval v=strptime(x, "%Y %Y-%m-%d")')
