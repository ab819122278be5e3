"""Unwrap every payload of an event's texts, and the payloads inside those, within bounds."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Iterator, NamedTuple, Optional, Sequence

from huntpipe.base64text.archive import members
from huntpipe.base64text.budget import Budget, Limits
from huntpipe.base64text.candidates import Candidate, candidates, whole
from huntpipe.base64text.content import Content, plain_content, recognise
from huntpipe.base64text.markers import Evidence
from huntpipe.base64text.obfuscation import revealed
from huntpipe.base64text.run import decode_run
from huntpipe.base64text.suspicion import may_be_run, suspicion

AUTO, WHOLE, SCAN = "auto", "whole", "scan"
MODES = (AUTO, WHOLE, SCAN)

DECODED, NONE, TRUNCATED, LIMIT, EMPTY = "decoded", "none", "truncated", "limit", "empty"

_SHOWN_PAYLOAD = 256
# A short run that no encoder would end so is a word.
_FEWEST_CUT = 40
# https://www.rfc-editor.org/rfc/rfc7468 and rfc2045
_USUAL_WIDTHS = (64, 76)
_SEPARATORS = tuple(re.compile(f"[{characters}]") for characters in ("_-", "/", "/_-"))


class Finding(NamedTuple):
    """One payload, unwrapped."""

    decoded: str
    """The text; for other kinds their description in square brackets, with an archive's members."""
    chain: str
    """All codings from the outside, such as ``base64>utf-16le>base64>gzip>utf-8``."""
    payload: str
    """The first 256 base64 characters, as they stand after all disguises are undone."""
    kind: str
    md5: str
    """Of the innermost bytes, in hexadecimal; for a text before its charset is decoded."""
    sha256: str


@dataclass
class Unwrapped:
    """All payloads of an event, each before those inside it."""

    findings: list[Finding] = field(default_factory=list)
    status: str = NONE


def unwrap(texts: Sequence[str], mode: str, limits: Limits) -> Unwrapped:
    """Find and unwrap the payloads of an event.

    :param texts: the values of all fields, in order.
    :param mode: ``whole``: each value is a payload; ``scan``: payloads stand in free text;
        ``auto``: a value that is base64 from end to end is a payload, any other is scanned.
    """
    if not any(texts):
        return Unwrapped(status=EMPTY)
    unwrapping = _Unwrapping(limits)
    for text in texts:
        if mode == WHOLE:
            unwrapping.whole(text)
        else:
            unwrapping.scan(text, spaced=mode == AUTO)
    return unwrapping.result()


class _Unwrapping:
    """The work on one event."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._suspicious = suspicion(limits.minlength)
        self._budget = Budget(limits)
        self._findings: list[Finding] = []
        self._cut = False

    def result(self) -> Unwrapped:
        if self._budget.exceeded:
            return Unwrapped(self._findings, LIMIT)
        if not self._findings:
            return Unwrapped(self._findings, NONE)
        return Unwrapped(self._findings, TRUNCATED if self._cut else DECODED)

    def whole(self, text: str) -> None:
        """Unwrap a text that is said to be one payload."""
        run = whole(revealed(text))
        content = run and self._open(run, Evidence.MARKER, 1)
        if run and content:
            self._keep(run, content, ())

    def scan(self, text: str, spaced: bool, outer: tuple[str, ...] = ()) -> None:
        """Unwrap the payloads in a text.

        :param spaced: blanks may stand inside the payload if it is all the text.
        :param outer: the codings already taken off.
        """
        if not self._suspicious(text):
            return
        text = revealed(text)
        deepest = outer.count("base64") >= self._limits.maxdepth
        for run, content in self._payloads(text, spaced):
            if deepest:
                self._budget.exceeded = True
                return
            self._keep(run, content, outer)

    def _keep(self, run: str, content: Content, outer: tuple[str, ...]) -> None:
        """Record a payload, then what is inside it."""
        chain = (*outer, "base64", *content.chain)
        self._cut = self._cut or content.cut
        self._findings.append(
            Finding(
                content.text if content.text is not None else _description(content),
                ">".join(chain),
                run[:_SHOWN_PAYLOAD],
                content.kind,
                hashlib.md5(content.data, usedforsecurity=False).hexdigest(),
                hashlib.sha256(content.data).hexdigest(),
            )
        )
        if content.text is not None:
            self.scan(content.text, spaced=True, outer=chain)

    def _payloads(self, text: str, spaced: bool) -> Iterator[tuple[str, Content]]:
        """Yield the payloads of a text and what they are."""
        run = whole(text) if spaced and len(text.split(None, 1)) > 1 else None
        content = run and self._open(run, Evidence.NONE, self._limits.minlength)
        if run and content:
            yield run, content
            return
        for candidate in candidates(text, self._limits.minlength):
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
            evidence, minlength = Evidence.NONE, self._limits.minlength
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
        for separators in _SEPARATORS:
            found = False
            parts = separators.split(run)
            for part in parts if len(parts) > 1 else ():
                content = self._open(part, Evidence.NONE, self._limits.minlength)
                if content:
                    found = True
                    yield part, content
            if found:
                return

    def _open(self, run: str, evidence: Evidence, minlength: int) -> Optional[Content]:
        """Decode a run and say what it holds; None when nothing supports that it is a payload."""
        if len(run) < minlength:
            return None
        decoded = decode_run(run)
        if not decoded:
            return None
        data, cut = decoded
        content = plain_content(data)
        if evidence is Evidence.NONE:
            if not content and not may_be_run(run):
                return None
            if cut and len(run) < _FEWEST_CUT:
                return None
        content = content or recognise(data, evidence, self._budget)
        if not content or not self._budget.spend(len(data)):
            return None
        return replace(content, cut=True) if cut else content


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


def _description(content: Content) -> str:
    """Describe a file, such as ``[zip, 332 bytes: a.txt, b.exe]``."""
    names = ", ".join(members(content.data, content.kind))
    return f"[{content.kind}, {len(content.data)} bytes{': ' + names if names else ''}]"
