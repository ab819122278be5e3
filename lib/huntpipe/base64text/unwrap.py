"""Unwrap every payload of an event's texts, and the payloads inside those, within bounds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple, Optional, Sequence

from huntpipe.base64text.archive import members
from huntpipe.base64text.budget import Budget, Limits
from huntpipe.base64text.obfuscation import revealed
from huntpipe.base64text.outcomes import AUTO, DECODED, EMPTY, LIMIT, NONE, TRUNCATED, WHOLE
from huntpipe.base64text.reading import Reader
from huntpipe.base64text.suspicion import Suspicion
from huntpipe.base64text.usual import UsualReader

if TYPE_CHECKING:
    from huntpipe.base64text.content import Content

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
        self._suspicious = Suspicion(limits.minlength)
        self._read_usual = UsualReader(self._suspicious)

    def __call__(self, texts: Sequence[str]) -> Unwrapped:
        """Unwrap one event.

        :param texts: the values of all its fields, in order.
        """
        if len(texts) == 1 and self._mode != WHOLE:
            usual = self._usual(texts[0])
            if usual:
                return usual
        if not any(texts):
            return _NO_TEXT
        if self._mode == WHOLE:
            return self._unwrap(texts)
        suspects = [text for text in texts if self._suspicious(_utf8(text))]
        return self._unwrap(suspects) if suspects else _NOTHING

    def may_hold(self, texts: Sequence[bytes]) -> list[bool]:
        """Tell of each text whether it may hold a payload; wrong in one direction only.

        :param texts: in UTF-8; CSV cells with their quotes doubled will do too.
        """
        return [True] * len(texts) if self._mode == WHOLE else self._suspicious.each(texts)

    def _usual(self, text: str) -> Optional[Unwrapped]:
        """Answer at once where one run of plain text is all there is."""
        only = self._read_usual(text)
        if not only:
            return None
        run, content = only
        if len(content.data) > self._limits.maxbytes or self._suspicious(_utf8(content.text or "")):
            return None
        return Unwrapped((_finding(run, content, (_BASE64, *content.chain)),), DECODED)

    def _unwrap(self, texts: Sequence[str]) -> Unwrapped:
        event = _Event(self._limits, self._suspicious)
        for text in texts:
            event.unwrap(revealed(text), self._mode)
        return event.result()


class _Event:
    """The work on one event."""

    def __init__(self, limits: Limits, suspicious: Suspicion) -> None:
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
            self._findings.append(_finding(run, content, chain))
            self._cut = self._cut or content.cut
            inner = content.text
            if inner and self._suspicious(_utf8(inner)):
                self.unwrap(revealed(inner), AUTO, chain)


def _utf8(text: str) -> bytes:
    """Return the bytes of a text; lone surrogates are nothing that a payload is made of."""
    return text.encode("utf-8", "replace")


def _finding(run: str, content: Content, chain: tuple[str, ...]) -> Finding:
    return Finding(
        _description(content) if content.text is None else content.text,
        ">".join(chain),
        run[:_SHOWN_PAYLOAD],
        content.kind,
        hashlib.md5(content.data, usedforsecurity=False).hexdigest(),
        hashlib.sha256(content.data).hexdigest(),
    )


def _description(content: Content) -> str:
    """Describe a file, such as ``[zip, 332 bytes: a.txt, b.exe]``."""
    names = ", ".join(members(content.data, content.kind))
    return f"[{content.kind}, {len(content.data)} bytes{': ' + names if names else ''}]"
