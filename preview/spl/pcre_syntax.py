"""The syntax of PCRE in that of Python's engine, or refused where the two differ.

The differences are those of https://www.pcre.org/current/doc/html/pcre2pattern.html
against https://docs.python.org/3/library/re.html.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from preview.spl.errors import UnsupportedError

if TYPE_CHECKING:
    from re import Match

_TOKEN = re.compile(
    r"""\\(?P<escape>.)
    |(?P<set>\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\\])*\])
    |\(\?\#[^)]*\)                                          # a comment
    |\(\?P?<(?P<name>[A-Za-z_]\w*)>
    |(?P<flags>\(\?[A-Za-z]+[:)])
    |(?P<lacking>\(\?(?!:|[=!]|<[=!]|P=)(?:P>|.)|\(\*.)     # recursion, atomic groups, verbs
    |(?P<possessive>(?:[*+?]|\{\d+(?:,\d*)?\})\+)
    |(?P<open>\{,\d+\})                                     # a quantifier in Python alone
    |(?P<start>\^)""",
    re.VERBOSE | re.DOTALL,
)
_SET_PART = re.compile(r"\\(?P<escape>.)(?P<hyphen>-)?|(?P<posix>\[[:.=])|[\[&~|]", re.DOTALL)
_LEADING_FLAGS = re.compile(r"(?:\(\?[a-zA-Z]+\))*")
_FLAGS = "ims"
_LONGEST_NAME = 32
# The letters and digits that mean the same in both after a backslash.
_IN_SETS = frozenset("dDwWsSabfnrtx01234567")
_OUTSIDE = _IN_SETS | frozenset("BAZz89")
_ENDS = {"Z": r"(?=\n?\Z)", "z": r"\Z"}


def translate(pattern: str) -> str:
    """Return a PCRE pattern in Python's syntax.

    :raises UnsupportedError: a part of it means something else in Python, or nothing.
    """
    leading = _LEADING_FLAGS.match(pattern)
    flags = "".join(sorted(set(re.findall(r"[a-zA-Z]", leading.group()))) if leading else ())
    _refuse_unless(set(flags) <= set(_FLAGS), f"(?{flags})")
    body = pattern[leading.end() if leading else 0 :]

    def token(found: Match[str]) -> str:
        return _token(found, multiline="m" in flags)

    return (f"(?{flags})" if flags else "") + _TOKEN.sub(token, body)


def _token(found: Match[str], *, multiline: bool) -> str:
    """Return a part of a pattern as Python writes it."""
    text = found.group()
    if found["escape"]:
        _refuse_unless(not found["escape"].isalnum() or found["escape"] in _OUTSIDE, text)
        return _ENDS.get(found["escape"], text)
    if found["set"]:
        return "[" + _SET_PART.sub(_set_part, found["set"][1:-1]) + "]"
    if found["name"]:
        _refuse_unless(found["name"].isascii() and len(found["name"]) <= _LONGEST_NAME, text)
        return f"(?P<{found['name']}>"
    if found["flags"]:
        # PCRE has a flag count from its place on, Python takes one at the start alone.
        _refuse_unless(text[-1] == ":" and set(text[2:-1]) <= set("is"), text)
    _refuse_unless(not (found["lacking"] or found["possessive"] or found["open"]), text)
    # Unlike Python's, PCRE's ^ does not match after a newline that ends the text.
    return r"(?:\A|^(?!\Z))" if multiline and found["start"] else text


def _set_part(found: Match[str]) -> str:
    """Return a part of a set with what Python reads otherwise escaped."""
    text = found.group()
    _refuse_unless(not found["posix"], text)
    if found["escape"] is None:
        return "\\" + text
    _refuse_unless(not found["escape"].isalnum() or found["escape"] in _IN_SETS, text)
    # A hyphen after \w and its like is itself.
    return text[:-1] + r"\-" if found["hyphen"] and found["escape"] in "dDwWsS" else text


def _refuse_unless(shared: bool, part: str) -> None:
    if not shared:
        raise UnsupportedError(f"the preview has no {part!r} in regular expressions")
