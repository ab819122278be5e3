"""Times as texts, read and written."""

from __future__ import annotations

import pytest

from preview.spl.timeformat import format_time
from preview.spl.timereading import parse_time

WEDNESDAY = 1534941337.0  # 2018-08-22 12:35:37 UTC


@pytest.mark.parametrize("template", ["%Y-%m-%d %H:%M:%S", "%d/%b/%Y:%H:%M:%S %z", "%s"])
def test_times_are_read_as_they_are_written(template: str) -> None:
    assert parse_time(format_time(WEDNESDAY, template), template) == WEDNESDAY
