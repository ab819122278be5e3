r"""The sed expressions of rex: ``s/regex/replacement/flags`` and ``y/from/to/``.

Follows the Search Reference, "rex", Sed expressions:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/rex
"""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.functions.text import expand_template
from preview.spl.pcre import compile_pcre

if TYPE_CHECKING:
    from preview.spl.pcre import Pcre

Replace = Callable[[str], str]

_PARTS = re.compile(r"([sy])/((?:\\.|[^/\\])*)/((?:\\.|[^/\\])*)/(.*)", re.DOTALL)


def compile_sed(text: str) -> Replace:
    """Return what a sed expression does to a text.

    :raises SearchError: it is malformed.
    :raises UnsupportedError: it holds what the reference does not explain.
    """
    found = _PARTS.fullmatch(text)
    if found is None:
        raise SearchError(
            f"{text!r} is no sed expression: use s/regex/replacement/flags or y/from/to/"
        )
    command, old, new, flags = (part.replace(r"\/", "/") for part in found.groups())
    return _substitution(old, new, flags) if command == "s" else _exchange(old, new, flags)


def _exchange(old: str, new: str, flags: str) -> Replace:
    """Return the exchange of characters."""
    if len(old) != len(new) or flags:
        raise SearchError("y/from/to/ needs as many characters on both sides, and no flags")
    if "\\" in old + new or len(set(old)) < len(old):
        raise UnsupportedError("a backslash or a repeated character in y/from/to/ is not supported")
    table = str.maketrans(old, new)
    return lambda text: text.translate(table)


def _substitution(old: str, new: str, flags: str) -> Replace:
    r"""Return the replacement of every match, or of one of them; \1 to \9 are groups."""
    if "&" in new or re.search(r"\\[^1-9]", new):
        raise UnsupportedError(
            rf"the sed replacement {new!r} is not supported: only \1 to \9 are special in it"
        )
    if flags != "g" and not re.fullmatch(r"([1-9]\d*)?", flags):
        raise UnsupportedError(f"the sed flags {flags!r} are not supported: use g or a number")
    pattern = compile_pcre(old)
    substitute = expand_template(new, pattern)
    if flags == "g":
        return lambda text: pattern.sub(substitute, text)
    return _one(pattern, substitute, int(flags or 1))


def _one(pattern: Pcre, substitute: Callable[[re.Match[str]], str], wanted: int) -> Replace:
    """Return the replacement of the match with a number, counted from 1."""

    def replace(text: str) -> str:
        for index, found in zip(count(1), pattern.finditer(text)):
            if index == wanted:
                return text[: found.start()] + substitute(found) + text[found.end() :]
        return text

    return replace
