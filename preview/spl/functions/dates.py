"""Date and time functions; the time zone is UTC."""

from __future__ import annotations

import time as clock
from typing import TYPE_CHECKING

from preview.spl.errors import SearchError
from preview.spl.expression import Compiler, Expression, literal
from preview.spl.functions.registry import function, special
from preview.spl.timeformat import format_time, parse_time
from preview.spl.timemodifier import TimeModifierError, resolve
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


@function("strftime", "nt")
def strftime(moment: Number, template: str) -> str:
    """Return an epoch time as text."""
    return format_time(moment, template)


@function("strptime", "tt")
def strptime(text: str, template: str) -> int | float | None:
    """Return a text as epoch time, null where the template does not fit; prints six decimals."""
    moment = parse_time(text, template)
    return None if moment is None else rounded(moment, 6)


@function("relative_time", "nt")
def relative_time(moment: Number, modifier: str) -> int | float:
    """Return a moment moved by a relative time modifier; prints six decimals."""
    try:
        return rounded(resolve(modifier, float(moment)), 6)
    except TimeModifierError as error:
        raise SearchError(f"relative_time: {error}") from error
