"""Time bins: the width that a command is given, or the one that suits a time range.

Follows the Search Reference, "timechart", span and bins:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/timechart
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.timemodifier import Span, TimeModifierError, parse_span

if TYPE_CHECKING:
    from preview.spl.arguments import Option
    from preview.spl.pipeline import Call

_DAY = 86400
_WIDTHS = [Span(width) for width in (1, 5, 10, 30, 60, 300, 600, 1800, 3600, _DAY)]
_MONTH = Span(0, 1)


def span_option(option: Option, call: Call) -> Span:
    """Return the span that an option gives.

    :raises SearchError: it is none.
    """
    text, position = option.value.text, option.value.position
    if "@" in text or "log" in text:
        raise UnsupportedError(f"span={text} is not supported by the preview", call.name, position)
    try:
        return parse_span(text)
    except TimeModifierError as error:
        kind = UnsupportedError if "not supported" in str(error) else SearchError
        raise kind(str(error), call.name, position) from error


def fitting_span(earliest: float, latest: float, bins: int) -> Span:
    """Return the smallest of the default widths that needs no more than so many bins."""
    for span in _WIDTHS:
        if (latest - earliest) / span.seconds <= bins:
            return span
    return _MONTH
