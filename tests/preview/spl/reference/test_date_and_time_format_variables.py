"""Date and time format variables, by their page in the Search Reference.

https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/time-format-variables-and-modifiers/date-and-time-format-variables
"""

from __future__ import annotations

import pytest

from preview.spl import UnsupportedError
from preview.spl.timeformat import format_time
from preview.spl.timereading import parse_time

MOMENT = 1745970322.0  # 2025-04-29 23:45:22 UTC, a Tuesday, as in the page's tables
MORNING = 1767517445.25  # 2026-01-04 09:04:05.250 UTC, a Sunday


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("%f", "250000"),
        ("%H", "09"),
        ("%I", "09"),
        ("%k", " 9"),
        ("%M", "04"),
        ("%N", "250000000"),
        ("%3N", "250"),
        ("%6N", "250000"),
        ("%p", "AM"),
        ("%Q", "250"),
        ("%6Q", "250000"),
        ("%9Q", "250000000"),
        ("%S", "05"),
        ("%s", "1767517445"),
        ("%T", "09:04:05"),
        ("%Z", "UTC"),
        ("%z", "+0000"),
        ("%:z", "+00:00"),
        ("%::z", "+00:00:00"),
        ("%:::z", "+00"),
        ("%%", "%"),
        ("%F", "2026-01-04"),
        ("%A", "Sunday"),
        ("%a", "Sun"),
        ("%d", "04"),
        ("%e", " 4"),
        ("%j", "004"),
        ("%U", "01"),
        ("%w", "0"),
        ("%b", "Jan"),
        ("%B", "January"),
        ("%m", "01"),
        ("%C", "20"),
        ("%G", "2026"),
        ("%g", "26"),
        ("%y", "26"),
        ("%Y", "2026"),
        ("%%F 100%%", "%F 100%"),
    ],
)
def test_each_variable(template: str, expected: str) -> None:
    assert format_time(MORNING, template) == expected


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        # Converting UNIX timestamps into dates, and into dates and times (in UTC).
        ("%y-%m-%d", "25-04-29"),
        ("%b %d, %Y", "Apr 29, 2025"),
        ("%B %d, %Y", "April 29, 2025"),
        ("%a %b %d, %Y", "Tue Apr 29, 2025"),
        ("%d %b '%y = %Y-%m-%d", "29 Apr '25 = 2025-04-29"),
        ("%Y-%m-%dT %H:%M:%S.%Z", "2025-04-29T 23:45:22.UTC"),
        ("%Y-%m-%dT%H:%M:%S.%QZ", "2025-04-29T23:45:22.000Z"),
        ("%m-%d-%Y %I:%M:%S %p", "04-29-2025 11:45:22 PM"),
        ("%d/%b/%Y:%H:%M:%S.%f %z", "29/Apr/2025:23:45:22.000000 +0000"),
    ],
)
def test_the_formats_of_the_tables(template: str, expected: str) -> None:
    assert format_time(MOMENT, template) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        # Converting timestamp results to the year of the week format; its Sunday is refused.
        (1738569600, "2025-06 2025-06"),
        (1738396800, "2025-05 2025-05"),
        (1738224000, "2025-05 2025-05"),
    ],
)
def test_weeks_of_the_year(moment: int, expected: str) -> None:
    assert format_time(moment, "%Y-%V %G-%V") == expected


@pytest.mark.parametrize(
    ("text", "template", "expected"),
    [
        # Converting timestamps into UNIX (the page's zone is seven and eight hours behind UTC).
        ("2022-9-25T09:45:22.000", "%Y-%m-%dT%H:%M:%S.%Q", 1664124322 - 7 * 3600),
        ("2022-12-15 09:45:22", "%Y-%m-%d %H:%M:%S", 1671126322 - 8 * 3600),
        # What the variables say: leading zeros are not required.
        ("2018-8-21 1:2:03", "%Y-%m-%d %H:%M:%S", 1534813323),
        ("20180821010203", "%Y%m%d%H%M%S", 1534813323),
        ("08/21/18 1:02 AM", "%m/%d/%y %I:%M %p", 1534813320),
        ("08/21/18 12:02 AM", "%m/%d/%y %I:%M %p", 1534809720),
        ("08/21/18 12:02 PM", "%m/%d/%y %I:%M %p", 1534852920),
        ("Aug  1 2018", "%b %e %Y", 1533081600),
        ("2018 233", "%Y %j", 1534809600),
        ("21/Aug/2018:00:00:00 -0700", "%d/%b/%Y:%H:%M:%S %z", 1534834800),
        ("2018-08-21T00:00:00.5+02:00", "%FT%T.%3N%:z", 1534802400.5),
        ("2018-08-21 00:00:00 UTC", "%F %T %Z", 1534809600),
        ("2018-08-21 100%", "%F 100%%", 1534809600),
        # Values that a variable cannot stand for.
        ("2018-08-21 24:00:00", "%F %T", None),
        ("2018-08-21 00:60:00", "%F %T", None),
        ("08/21/18 13:02 AM", "%m/%d/%y %I:%M %p", None),
        ("2018-08-21", "%Y/%m/%d", None),
    ],
)
def test_times_are_read(text: str, template: str, expected: float | None) -> None:
    assert parse_time(text, template) == expected


@pytest.mark.parametrize("template", ["%Y-%m-%d %H:%M:%S", "%d/%b/%Y:%H:%M:%S %z", "%s"])
def test_times_are_read_as_they_are_written(template: str) -> None:
    assert parse_time(format_time(MOMENT, template), template) == MOMENT


@pytest.mark.parametrize("variable", ["c", "+", "x", "X"])
def test_what_depends_on_the_locale_of_the_server_is_refused(variable: str) -> None:
    with pytest.raises(UnsupportedError, match="locale"):
        format_time(MOMENT, f"%{variable}")


@pytest.mark.parametrize(
    "variable",
    ["Ez", "D", "R", "h", "n", "t", "u", "W", "l", "P", "-d", "5N", "3f", "3d", "\u00fc"],
)
def test_what_the_page_does_not_explain_is_refused(variable: str) -> None:
    with pytest.raises(UnsupportedError, match="not supported"):
        format_time(MOMENT, f"%{variable}")
