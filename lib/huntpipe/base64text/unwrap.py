"""Unwrap every payload of an event's texts, and the payloads inside those, within bounds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Callable, NamedTuple, Sequence

from huntpipe.base64text.archive import members
from huntpipe.base64text.budget import Budget, Limits
from huntpipe.base64text.obfuscation import revealed
from huntpipe.base64text.reading import Reader
from huntpipe.base64text.suspicion import suspicion

if TYPE_CHECKING:
    from huntpipe.base64text.content import Content

AUTO, WHOLE, SCAN = "auto", "whole", "scan"
MODES = (AUTO, WHOLE, SCAN)

DECODED, NONE, TRUNCATED, LIMIT, EMPTY = "decoded", "none", "truncated", "limit", "empty"

_SHOWN_PAYLOAD = 256
_BASE64 = "base64"


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


class Unwrapped(NamedTuple):
    """All payloads of an event, each before those inside it."""

    findings: tuple[Finding, ...]
    status: str


_NOTHING = Unwrapped((), NONE)
_NO_TEXT = Unwrapped((), EMPTY)


class Unwrapper:
    """Finds and unwraps the payloads of events.

    :param mode: ``whole``: each text is a payload; ``scan``: payloads stand in free text;
        ``auto``: a text that is base64 from end to end, but for blanks, is a payload, any other is
        scanned.
    """

    def __init__(self, mode: str, limits: Limits) -> None:
        self._mode = mode
        self._limits = limits
        self._suspicious = suspicion(limits.minlength)

    def __call__(self, texts: Sequence[str]) -> Unwrapped:
        """Unwrap one event.

        :param texts: the values of all its fields, in order.
        """
        if self._mode == WHOLE:
            suspects = [text for text in texts if text]
        else:
            suspects = [text for text in texts if text and self._suspicious(text)]
        if not suspects:
            return _NOTHING if any(texts) else _NO_TEXT
        event = _Event(self._limits, self._suspicious)
        for text in suspects:
            event.unwrap(revealed(text), self._mode)
        return event.result()


class _Event:
    """The work on one event."""

    def __init__(self, limits: Limits, suspicious: Callable[[str], bool]) -> None:
        self._maxdepth = limits.maxdepth
        self._suspicious = suspicious
        self._budget = Budget(limits)
        self._reader = Reader(limits.minlength, self._budget)
        self._findings: list[Finding] = []
        self._cut = False

    def result(self) -> Unwrapped:
        findings = tuple(self._findings)
        if self._budget.exceeded:
            return Unwrapped(findings, LIMIT)
        if not findings:
            return _NOTHING
        return Unwrapped(findings, TRUNCATED if self._cut else DECODED)

    def unwrap(self, text: str, mode: str, outer: tuple[str, ...] = ()) -> None:
        """Unwrap the payloads in a text, and those in what they hold.

        :param text: as ``revealed`` returns it.
        :param outer: the codings already taken off.
        """
        if mode == WHOLE:
            payloads = self._reader.whole(text)
        else:
            payloads = self._reader.payloads(text, spaced=mode == AUTO)
        for run, content in payloads:
            if outer.count(_BASE64) >= self._maxdepth:
                self._budget.exceeded = True
                return
            chain = (*outer, _BASE64, *content.chain)
            self._record(run, content, chain)
            if content.text is not None and self._suspicious(content.text):
                self.unwrap(revealed(content.text), AUTO, chain)

    def _record(self, run: str, content: Content, chain: tuple[str, ...]) -> None:
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


def _description(content: Content) -> str:
    """Describe a file, such as ``[zip, 332 bytes: a.txt, b.exe]``."""
    names = ", ".join(members(content.data, content.kind))
    return f"[{content.kind}, {len(content.data)} bytes{': ' + names if names else ''}]"
