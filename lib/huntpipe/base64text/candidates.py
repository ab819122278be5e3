"""Find what may be a payload in a text: announced places, and bare runs of base64 characters."""

from __future__ import annotations

import functools
import re
from typing import Iterator, NamedTuple, Optional

from huntpipe.base64text.markers import MINLENGTH, Evidence, announced
from huntpipe.base64text.run import ALPHABET

_NEXT_LINES = rf"(?:[ \t]*\r?\n[ \t]*[{ALPHABET}]+)*"
_BLOCK = re.compile(f"[{ALPHABET}]+{_NEXT_LINES}={{0,2}}")
_SPACED = re.compile(rf"[ \t\r\n]*[{ALPHABET}]{{2,}}(?:[ \t\r\n]+[{ALPHABET}]+)*={{0,2}}[ \t\r\n]*")


class Candidate(NamedTuple):
    """A run of base64 characters, as the lines it is written in."""

    lines: list[str]
    evidence: Evidence
    minlength: int


def whole(text: str) -> Optional[str]:
    """Return a text that is base64 from end to end without its blanks; None for any other."""
    return "".join(text.split()) if _SPACED.fullmatch(text) else None


def pieces(text: str) -> list[str]:
    """Return the pieces of a text that is base64 from end to end but for blanks; none of others.

    Nobody puts blanks into the URL-safe alphabet, and hyphens stand in front of options.
    """
    return text.split() if "-" not in text and "_" not in text and whole(text) else []


def candidates(text: str, minlength: int) -> Iterator[Candidate]:
    """Yield the candidates of a text in order, without overlap.

    :param text: as ``revealed`` returns it.
    :param minlength: characters of a run that no marker announces.
    """
    position = 0
    for start, end, evidence in sorted(announced(text)):
        if start < position:
            continue
        yield from _bare(text, position, start, minlength)
        block = _BLOCK.match(text, start)
        if block and block.end() > end:
            yield Candidate(block.group().split(), evidence, MINLENGTH)
            position = block.end()
        else:
            yield Candidate(["".join(text[start:end].split())], evidence, MINLENGTH)
            position = end
    yield from _bare(text, position, len(text), minlength)


def _bare(text: str, start: int, end: int, minlength: int) -> Iterator[Candidate]:
    """Yield the runs that nothing announces."""
    for match in _bare_runs(minlength, "\n" in text).finditer(text, start, end):
        lines = match.group().split()
        if sum(map(len, lines)) - lines[-1].count("=") >= minlength:
            yield Candidate(lines, Evidence.NONE, minlength)


@functools.cache
def _bare_runs(minlength: int, lines: bool) -> re.Pattern[str]:
    """Compile the pattern of a bare run; over several lines the first may be shorter."""
    if lines:
        return re.compile(
            f"[{ALPHABET}]{{{min(minlength, MINLENGTH)},}}{_NEXT_LINES}={{0,2}}",
        )
    return re.compile(f"[{ALPHABET}]{{{minlength},}}={{0,2}}")
