"""Wildcards: ``*`` for any text, in values and in the names of fields.

Follows the Search Manual, "Wildcards".
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import Pattern
from typing import TYPE_CHECKING

from preview.spl.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@lru_cache(maxsize=4096)
def wildcard(pattern: str, *, ignore_case: bool = False) -> Pattern[str]:
    """Compile a pattern in which ``*`` stands for any text."""
    body = glob([re.escape(part) for part in pattern.split("*")])
    return re.compile(body, re.DOTALL | (re.IGNORECASE if ignore_case else 0))


def glob(parts: Sequence[str]) -> str:
    """Return the regular expression of a whole text: parts with any text between them.

    Each part in the middle only matches at its first place: none later could help, and trying
    them all takes a time that every part multiplies.
    """
    first, *middle = parts
    if not middle:
        return first
    *middle, last = middle
    steps = (f"(?=(?P<_{n}>.*?{part}))(?P=_{n})" for n, part in enumerate(middle) if part)
    return f"{first}{''.join(steps)}.*{last}"


def matching_fields(pattern: str, fields: Iterable[str]) -> list[str]:
    """Return the fields that a name with wildcards means, in their order.

    Internal fields (a leading underscore) only match a pattern that starts with one.
    """
    if "*" not in pattern:
        return [pattern]
    regex = wildcard(pattern)
    internal = pattern.startswith("_")
    return [name for name in fields if regex.fullmatch(name) and name.startswith("_") is internal]


def segments(pattern: str, name: str) -> Sequence[str]:
    """Return what each wildcard of a pattern stands for in a name, nothing where it does not match.

    :raises DataError: they can stand for other texts, too.
    """
    parts = [re.escape(part) for part in pattern.split("*")]
    longest, shortest = (
        re.fullmatch(each.join(parts), name, re.DOTALL) for each in ("(.*)", "(.*?)")
    )
    if longest is None or shortest is None:
        return ()
    if longest.groups() != shortest.groups():
        raise DataError(f"the wildcards of {pattern} fit {name} in two ways")
    return longest.groups()


def filled(template: str, pattern: str, name: str) -> str:
    """Return a template with its wildcards replaced by what those of a pattern stand for in a name.

    :raises DataError: they can stand for other texts, too.
    """
    parts = iter(segments(pattern, name))
    return re.sub(r"\*", lambda _: next(parts, ""), template)


def check_internal(names: Sequence[str], fields: Iterable[str]) -> None:
    """Refuse a wildcard that may or may not stand for internal fields that a search does not name.

    :raises DataError: some of the fields are such; no page says what ``*`` means to them.
    """
    wide = [wildcard(name) for name in names if name.startswith("*")]
    for field in fields:
        if (
            field.startswith("_")
            and field not in names
            and any(each.fullmatch(field) for each in wide)
        ):
            raise DataError(
                f"whether * stands for {field} is not documented: use fields - _* before"
            )
