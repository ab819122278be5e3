"""Time bins: the width that a command is given, or the one that suits a time range.

Follows the Search Reference, "timechart", span and bins:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/timechart
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.timemodifier import Span, TimeModifierError, parse_span

if TYPE_CHECKING:
    from preview.spl.options import Option
    from preview.spl.pipeline import Call

_DAY = 86400
_SUBSECOND = re.compile(r"\d+[umcd]s")
_WIDTHS = [Span(width) for width in (1, 5, 10, 30, 60, 300, 600, 1800, 3600, _DAY)]
_MONTH = Span(0, 1)


def span_option(option: Option, call: Call) -> Span:
    """Return the span that an option gives.

    :raises SearchError: it is none, or where its bins start is not documented.
    """
    text, position = option.value.text, option.value.position
    if "@" in text or "log" in text:
        raise call.unsupported(f"span={text}", position)
    if text != text.lower():
        raise call.error(f"span={text}: the units of the reference are in lower case", position)
    try:
        span = parse_span(text)
    except TimeModifierError as error:
        kind = UnsupportedError if "not supported" in str(error) else SearchError
        raise kind(str(error), call.name, position) from error
    if span.months > 1 or span.seconds > _DAY:
        raise call.unsupported(
            f"span={text}, of whose first bin no page says where it starts,", position
        )
    if _SUBSECOND.fullmatch(text) and (span.seconds >= 1 or 1_000_000 % span.microseconds):
        raise SearchError(
            f"span={text} must be less than a second and divide it evenly", call.name, position
        )
    return span


def fitting_span(earliest: float, latest: float, bins: int) -> Span:
    """Return the smallest of the default widths that needs no more than so many bins.

    :raises DataError: whether it does depends on where the first bin starts.
    """
    for span in _WIDTHS:
        if (latest - earliest) / span.seconds <= bins:
            if (latest - span.floor(earliest)) / span.seconds > bins:
                raise DataError(f"the time range needs {bins} bins or one more: give a span")
            return span
    return _MONTH
