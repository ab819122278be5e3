"""Read the candidates of a text: which of them are payloads, and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator, Optional

from huntpipe.base64text.candidates import Candidate, candidates, pieces, whole
from huntpipe.base64text.content import Content, plain_content, recognise
from huntpipe.base64text.markers import Evidence
from huntpipe.base64text.run import decode_run, parts
from huntpipe.base64text.suspicion import may_be_run

if TYPE_CHECKING:
    from huntpipe.base64text.budget import Budget

# A short run that no encoder would end so is a word.
_FEWEST_CUT = 40
# https://www.rfc-editor.org/rfc/rfc7468 and rfc2045
_USUAL_WIDTHS = (64, 76)


class Reader:
    """Reads the texts of one event.

    :param minlength: characters of a run that no marker announces.
    :param budget: pays for what is unwrapped.
    """

    def __init__(self, minlength: int, budget: Budget) -> None:
        self._minlength = minlength
        self._budget = budget

    def whole(self, text: str) -> Iterator[tuple[str, Content]]:
        """Yield the payload that a text is said to be from end to end, if it can be one."""
        run = whole(text)
        content = run and self._open(run, Evidence.MARKER, 1)
        if run and content:
            yield run, content

    def payloads(self, text: str, spaced: bool) -> Iterator[tuple[str, Content]]:
        """Yield the payloads of a text and what they are."""
        lines = pieces(text) if spaced else []
        content = self._open_lines(lines, Evidence.NONE, self._minlength)
        if content:
            yield "".join(lines), content
            return
        for candidate in candidates(text, self._minlength):
            yield from self._read(candidate)

    def _read(self, candidate: Candidate) -> Iterator[tuple[str, Content]]:
        """Yield the payloads in a candidate: its lines as one, in groups, or each alone."""
        lines, evidence, minlength = candidate
        if len(lines) == 1:
            yield from self._read_run(lines[0], evidence, minlength)
            return
        joined = "".join(lines)
        content = self._open_lines(lines, evidence, minlength)
        if content:
            yield joined, content
            return
        found = False
        for group in _folded_groups(lines):
            content = self._open_lines(group, Evidence.NONE, minlength)
            if content:
                opened = [("".join(group), content)]
            else:
                opened = [
                    payload
                    for line in group
                    for payload in self._read_run(line, evidence, minlength)
                ]
            found = found or bool(opened)
            yield from opened
            evidence, minlength = Evidence.NONE, self._minlength
        content = None if found else self._open(joined, Evidence.NONE, minlength)
        if content:
            yield joined, content

    def _open_lines(
        self, lines: list[str], evidence: Evidence, minlength: int
    ) -> Optional[Content]:
        """Open lines as one run: plain text at any widths, anything if they are folded as usual."""
        if len(lines) < 2:
            return None
        run = "".join(lines)
        if _is_folded(lines):
            return self._open(run, evidence, minlength)
        decoded = decode_run(run) if len(run) >= minlength else None
        return (
            self._open(run, evidence, minlength)
            if decoded and plain_content(decoded.data)
            else None
        )

    def _read_run(
        self, run: str, evidence: Evidence, minlength: int
    ) -> Iterator[tuple[str, Content]]:
        """Yield a run's payload, or those of its parts: a path or a name may go before it."""
        content = self._open(run, evidence, minlength)
        if content:
            yield run, content
            return
        for split in parts(run):
            found = False
            for part in split:
                least = self._minlength + part.count("=")  # what fills up does not count
                content = self._open(part, Evidence.NONE, least)
                if content:
                    found = True
                    yield part, content
            if found:
                return

    def _open(self, run: str, evidence: Evidence, minlength: int) -> Optional[Content]:
        """Decode a run and say what it holds; None when nothing supports that it is a payload."""
        # A run without a capital letter is a word, a path or a hash.
        if len(run) < minlength or (evidence is Evidence.NONE and run.islower()):
            return None
        decoded = decode_run(run)
        if not decoded:
            return None
        data, cut = decoded
        content = plain_content(data)
        if evidence is Evidence.NONE:
            if not content and not may_be_run(run.rstrip("=")):
                return None
            if cut and len(run) < _FEWEST_CUT:
                return None
        content = content or recognise(data, evidence, self._budget)
        if not content or not self._budget.spend(len(data)):
            return None
        return content._replace(cut=True) if cut else content


def _is_folded(lines: list[str]) -> bool:
    """Tell whether lines look like one payload folded at a fixed width."""
    widths = set(map(len, lines[:-1]))
    return (
        len(widths) == 1
        and len(lines[-1]) <= len(lines[0])
        and (len(lines) > 2 or len(lines[0]) in _USUAL_WIDTHS)
    )


def _folded_groups(lines: list[str]) -> Iterator[list[str]]:
    """Yield groups of lines of one width, each with the shorter line that ends it."""
    group = lines[:1]
    for line in lines[1:]:
        if len(line) <= len(group[0]) == len(group[-1]):
            group.append(line)
        else:
            yield group
            group = [line]
    yield group
