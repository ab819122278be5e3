r"""Whether a regular expression may match a text in exponentially many ways.

Where a text does not match, an engine that backtracks tries them all: ``(\w+\s?)+$`` does not come
to an end in years. Splunk gives up at the ``match_limit`` of limits.conf, Python has no limit:
https://docs.splunk.com/Documentation/Splunk/latest/Admin/Limitsconf
"""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from typing import Any

# Without a public interface; named sre_parse before Python 3.11.
_parser: Any = getattr(re, "_parser", None) or importlib.import_module("sre_parse")

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_MANY = 10  # repetitions from which on the ways are too many
_OTHER = 128  # stands for all characters beyond ASCII
_CHARACTERS = frozenset(map(chr, range(_OTHER + 1)))
_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d",
    "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s",
    "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w",
    "CATEGORY_NOT_WORD": r"\W",
}


@dataclass(frozen=True)
class _Part:
    """A part of a sequence: what it can consist of, and whether how often is open."""

    characters: frozenset[str]
    is_needed: bool
    is_open: bool


def is_ambiguous(pattern: str) -> bool:
    """Return whether what is repeated in a pattern can be split into repetitions in several ways.

    :param pattern: one that Python compiles.
    """
    return _has_ambiguous_repeat(_parser.parse(pattern))


def _has_ambiguous_repeat(sequence: Any) -> bool:
    for operation, argument in sequence:
        name = str(operation)
        if name in _REPEATS and argument[1] >= _MANY and _splits_in_several_ways(argument[2]):
            return True
        if any(_has_ambiguous_repeat(inner) for inner in _inner(name, argument)):
            return True
    return False


def _inner(name: str, argument: Any) -> list[Any]:
    """Return the sequences inside a part."""
    if name == "BRANCH":
        return list(argument[1])
    if name == "SUBPATTERN":
        return [argument[-1]]
    if name in _REPEATS:
        return [argument[2]]
    return [argument[1]] if name in ("ASSERT", "ASSERT_NOT") else []


def _splits_in_several_ways(body: Any) -> bool:
    """Return whether two open parts of a body, or of two repetitions of it, can meet."""
    alternatives = _alternatives(body)
    if any(
        not _differ(one, other)
        for index, one in enumerate(alternatives)
        for other in alternatives[:index]
    ):
        return True
    return any(_meets_another(parts * 2) for parts in alternatives)


def _alternatives(body: Any) -> list[list[_Part]]:
    """Return the parts of a body, or of each of its branches."""
    items = list(body)
    while len(items) == 1 and str(items[0][0]) == "SUBPATTERN":
        items = list(items[0][1][-1])
    if len(items) == 1 and str(items[0][0]) == "BRANCH":
        return [parts for branch in items[0][1][1] for parts in _alternatives(branch)]
    return [_parts(items)]


def _differ(one: list[_Part], other: list[_Part]) -> bool:
    """Return whether no text starts as both do, by one of the characters of a fixed place."""
    for left, right in zip(one, other):
        if not (left.is_needed and right.is_needed):
            return False
        if not left.characters & right.characters:
            return True
        if left.is_open or right.is_open:
            return False
    return False


def _meets_another(parts: list[_Part]) -> bool:
    for index, part in enumerate(parts):
        between: list[_Part] = []
        for other in parts[index + 1 :] if part.is_open else ():
            shared = part.characters & other.characters
            if (
                other.is_open
                and shared
                and not any(_parts_them(each, part, other) for each in between)
            ):
                return True
            between.append(other)
    return False


def _parts_them(between: _Part, one: _Part, other: _Part) -> bool:
    return between.is_needed and not between.characters & (one.characters | other.characters)


def _parts(items: Any) -> list[_Part]:
    parts: list[_Part] = []
    for operation, argument in items:
        name = str(operation)
        if name == "SUBPATTERN":
            parts += _parts(argument[-1])
        elif name in _REPEATS:
            low, high, inner = argument
            parts.append(_Part(_union(_parts(inner)), low > 0, low != high or _is_open(inner)))
        elif name == "BRANCH":
            inner = [part for branch in argument[1] for part in _parts(branch)]
            parts.append(_Part(_union(inner), False, _is_open(*argument[1])))
        elif name not in ("AT", "ASSERT", "ASSERT_NOT"):
            known = _characters(name, argument)
            parts.append(_Part(known, True, name == "GROUPREF"))
    return parts


def _is_open(*branches: Any) -> bool:
    """Return whether the length of what matches is not known."""
    return len({length for branch in branches for length in branch.getwidth()}) > 1


def _union(parts: list[_Part]) -> frozenset[str]:
    return frozenset().union(*(part.characters for part in parts))


def _characters(name: str, argument: Any) -> frozenset[str]:
    """Return the characters that one place can have, in either case."""
    if name == "IN":
        known: set[str] = set()
        for operation, value in argument:
            known |= _members(str(operation), value)
        if str(argument[0][0]) == "NEGATE":
            return _CHARACTERS - known
        return frozenset(known | {each.swapcase() for each in known})
    if name in ("LITERAL", "NOT_LITERAL"):
        letter = chr(min(argument, _OTHER))
        literal = frozenset([letter, letter.swapcase()])
        return literal if name == "LITERAL" else _CHARACTERS - {letter}
    return _CHARACTERS


def _members(name: str, value: Any) -> frozenset[str]:
    """Return the characters of a part of a set."""
    if name == "LITERAL":
        return frozenset(chr(min(value, _OTHER)))
    if name == "RANGE":
        low, high = (min(each, _OTHER) for each in value)
        return frozenset(map(chr, range(low, high + 1)))
    if name == "CATEGORY":
        matches = re.compile(_CATEGORIES[str(value)], re.ASCII).match
        return frozenset(each for each in _CHARACTERS if matches(each))
    return frozenset()
