from __future__ import annotations

import pytest

from huntpipe.splunk.duration import parse_duration


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("90", 90),
        ("30s", 30),
        ("15M", 900),
        (" 12h ", 43200),
        ("7d", 604800),
        ("2w", 1209600),
    ],
)
def test_duration_is_read_as_splunk_users_write_it(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize("text", ["", "d", "7 d", "-1d", "1.5h", "7days", "9999999999d", "٣d"])
def test_text_that_is_no_duration_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        parse_duration(text)
