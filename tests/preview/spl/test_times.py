"""Time modifiers.

Search Manual, "Specify time modifiers in your search", and Search Reference, "Time modifiers":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/time-format-variables-and-modifiers/time-modifiers
"""

from __future__ import annotations

import pytest

from preview.spl.timeformat import format_time, parse_time
from preview.spl.timemodifier import TimeModifierError, resolve

WEDNESDAY = 1534941337.0  # 2018-08-22 12:35:37 UTC


@pytest.mark.parametrize(
    ("modifier", "expected"),
    [
        ("now", "2018-08-22 12:35:37"),
        ("-60m", "2018-08-22 11:35:37"),
        ("-1h@h", "2018-08-22 11:00:00"),
        ("@d", "2018-08-22 00:00:00"),
        ("-1d@d", "2018-08-21 00:00:00"),
        ("-7d@m", "2018-08-15 12:35:00"),
        ("-7d@d", "2018-08-15 00:00:00"),
        ("@d-2h", "2018-08-21 22:00:00"),
        ("+1d@d", "2018-08-23 00:00:00"),
        ("@w", "2018-08-19 00:00:00"),  # weeks snap to Sunday
        ("@w0", "2018-08-19 00:00:00"),
        ("@w1", "2018-08-20 00:00:00"),
        ("@w5", "2018-08-17 00:00:00"),
        ("@w7", "2018-08-19 00:00:00"),
        ("-mon@mon", "2018-07-01 00:00:00"),
        ("@q", "2018-07-01 00:00:00"),
        ("-1y@y", "2017-01-01 00:00:00"),
        ("08/20/2018:09:59:07", "2018-08-20 09:59:07"),
        ("1534723200", "2018-08-20 00:00:00"),
    ],
)
def test_modifiers_move_and_snap(modifier: str, expected: str) -> None:
    assert format_time(resolve(modifier, WEDNESDAY), "%F %T") == expected


@pytest.mark.parametrize("modifier", ["", "yesterday", "-1x", "@", "1d", "-1d@d!", "-d@w9"])
def test_what_is_no_modifier_is_refused(modifier: str) -> None:
    with pytest.raises(TimeModifierError):
        resolve(modifier, WEDNESDAY)


@pytest.mark.parametrize("template", ["%Y-%m-%d %H:%M:%S", "%d/%b/%Y:%H:%M:%S %z", "%s", "%c"])
def test_times_are_read_as_they_are_written(template: str) -> None:
    assert parse_time(format_time(WEDNESDAY, template), template) == WEDNESDAY
