"""Splunk's regular expressions (PCRE), run by Python's engine."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Callable

from preview.spl.backtracking import is_ambiguous
from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.pcre_syntax import translate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from re import Match


class Pcre:
    r"""A compiled regular expression; ``\d`` and ``\w`` are ASCII, as in PCRE without UCP.

    The reference does not say whether Splunk reads a text as bytes, as characters, or as
    characters with Unicode's classes. A text beyond ASCII is answered where the three agree.

    :ivar groups: how many groups it has.
    :ivar names: the names of its groups, in order.
    """

    def __init__(self, pattern: str) -> None:
        """Compile a pattern in Python's syntax."""
        self._regex = re.compile(pattern, re.ASCII)
        self._unicode = re.compile(pattern)
        self._bytes = re.compile(_bytes(pattern), re.ASCII)
        self.groups = self._regex.groups
        self.names = list(self._regex.groupindex)

    def search(self, text: str) -> Match[str] | None:
        """Return the first match.

        :raises DataError: it depends on how text beyond ASCII is read.
        """
        return self._regex.search(text) if text.isascii() else next(self._agreed(text), None)

    def fullmatch(self, text: str) -> Match[str] | None:
        """Return the match of the whole text."""
        found = self._regex.fullmatch(text)
        if not text.isascii():
            self._check(found, self._unicode.fullmatch(text), self._bytes.fullmatch(_bytes(text)))
        return found

    def finditer(self, text: str) -> Iterator[Match[str]]:
        """Return the matches one after the other."""
        return self._regex.finditer(text) if text.isascii() else self._agreed(text)

    def sub(self, substitute: Callable[[Match[str]], str], text: str) -> str:
        """Replace every match.

        :raises DataError: nothing beside a match is replaced, which not every loop finds.
        """
        out: list[str] = []
        end = -1
        for found in self.finditer(text):
            replacement = substitute(found)
            if replacement and found.start() == found.end() == end:
                raise DataError(
                    f"the regular expression {self._regex.pattern!r} matches the nothing after "
                    "a match: replacing it is not supported"
                )
            out += [text[max(end, 0) : found.start()], replacement]
            end = found.end()
        return "".join(out) + text[max(end, 0) :]

    def _agreed(self, text: str) -> Iterator[Match[str]]:
        one, other = self._unicode.finditer(text), self._bytes.finditer(_bytes(text))
        for found in self._regex.finditer(text):
            self._check(found, next(one, None), next(other, None))
            yield found
        self._check(None, next(one, None), next(other, None))

    def _check(
        self, found: Match[str] | None, one: Match[str] | None, other: Match[str] | None
    ) -> None:
        known = _captured(found)
        as_bytes = known and [None if each is None else _bytes(each) for each in known]
        if _captured(one) != known or _captured(other) != as_bytes:
            raise DataError(
                f"the regular expression {self._regex.pattern!r} over text beyond ASCII is not "
                "supported: what it matches depends on whether characters or bytes are read"
            )


def _bytes(text: str) -> str:
    """Return a text with one character for each byte of its UTF-8."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def _captured(found: Match[str] | None) -> list[str | None] | None:
    """Return the text before a match, the match and its groups."""
    return found and [found.string[: found.start()], found.group(), *found.groups()]


@lru_cache(maxsize=1024)
def compile_pcre(pattern: str) -> Pcre:
    """Compile a PCRE pattern.

    :raises SearchError: it is malformed.
    :raises UnsupportedError: a part of it means something else in Python, or could take for ever.
    """
    translated = translate(pattern)
    try:
        compiled = Pcre(translated)
    except re.error as error:
        raise SearchError(f"the regular expression {pattern!r} is malformed: {error}") from error
    if is_ambiguous(translated):
        raise UnsupportedError(
            f"the regular expression {pattern!r} repeats what can match the same text in several "
            r"ways, such as (\w+\s?)+: on some texts it would not come to an end, and Splunk gives "
            "up, so let each repetition start or end with a character that the rest cannot match"
        )
    return compiled
