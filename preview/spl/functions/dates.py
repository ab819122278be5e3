"""Date and time functions; the time zone is UTC.

Follows the Search Reference, "Date and time functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/date-and-time-functions
"""

from __future__ import annotations

import time as clock
from typing import TYPE_CHECKING

from preview.spl.errors import SearchError
from preview.spl.expression import Compiler, Expression, literal
from preview.spl.functions.registry import function, special
from preview.spl.timeformat import check_format, format_time
from preview.spl.timemodifier import TimeModifierError, relative
from preview.spl.timereading import check_template, parse_time
from preview.spl.typed import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.values import Number


@special("now", 0, 0)
def build_now(compiler: Compiler, _: Sequence[Expression], position: int) -> Expression:
    """Return when the search started, in whole epoch seconds."""
    return literal(int(compiler.clock.now), position)


@special("time", 0, 0)
def build_time(_: Compiler, __: Sequence[Expression], position: int) -> Expression:
    """Return the moment of the evaluation, with microseconds."""
    return Expression(lambda _: rounded(clock.time(), 6), False, frozenset(), position)


@function("strftime", "nt", check=check_format)
def strftime(moment: Number, template: str) -> str:
    """Return an epoch time as text."""
    return format_time(moment, template)


@function("strptime", "tt", check=check_template)
def strptime(text: str, template: str) -> int | float | None:
    """Return a text as epoch time, null where the template does not fit; prints six decimals."""
    moment = parse_time(text, template)
    return None if moment is None else rounded(moment, 6)


def _moved(modifier: str, moment: Number) -> float:
    try:
        return relative(modifier, float(moment))
    except TimeModifierError as error:
        raise SearchError(f"relative_time: {error}") from error


@function("relative_time", "nt", check=lambda modifier: _moved(modifier, 0))
def relative_time(moment: Number, modifier: str) -> int | float:
    """Return a moment moved by a relative time modifier; prints six decimals."""
    return rounded(_moved(modifier, moment), 6)
