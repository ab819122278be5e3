"""What the bytes of a payload are: text, a known file, or either in a compressed stream."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Optional

from huntpipe.base64text import charset
from huntpipe.base64text.compression import DEFLATE, BombError, Inflated, inflate, wrapping
from huntpipe.base64text.kinds import binary_kind, is_shellcode
from huntpipe.base64text.markers import Evidence

if TYPE_CHECKING:
    from huntpipe.base64text.budget import Budget

TEXT, SHELLCODE, DATA = "text", "shellcode", "data"

# A known signature of a few bytes alone may be chance; this many bytes of a file are none.
_FEWEST_FILE_BYTES = 24
_FEWEST_STREAM_BYTES = {Evidence.NONE: 24, Evidence.MARKER: 4, Evidence.POWERSHELL: 4}
_FEWEST_SOUND_BYTES = 8
_FEWEST_INFLATED_CUT = 32


class Content(NamedTuple):
    """What was found in the bytes of a payload."""

    chain: tuple[str, ...]
    """The codings taken off, outermost first: compressions, then the charset of a text."""
    kind: str
    """``text``, ``shellcode``, ``data``, as ``binary_kind`` says, or a compression left packed."""
    data: bytes
    """The innermost bytes."""
    text: Optional[str] = None
    cut: bool = False
    """Something behind the end is missing."""


def plain_content(data: bytes) -> Optional[Content]:
    """Recognise printable ASCII, alone or in UTF-16LE: the usual case, cheap."""
    text = charset.plain_text(data)
    return _text(text, data) if text and data[:5] != b"%PDF-" else None


def recognise(data: bytes, evidence: Evidence, budget: Budget) -> Optional[Content]:
    """Say what bytes are; None when nothing supports that they are a payload.

    :param evidence: with some, less likely readings are believed too.
    :param budget: pays for what is inflated.
    """
    return (
        plain_content(data)
        or _inflated(data, evidence, budget)
        or _known_file(data, evidence)
        or _unicode(data, evidence)
        or _deflated(data, evidence, budget)
        or _last_resort(data, evidence)
    )


def _text(text: charset.Text, data: bytes) -> Content:
    return Content((text.charset,), TEXT, data, text.text, text.cut)


def _inflated(data: bytes, evidence: Evidence, budget: Budget) -> Optional[Content]:
    """Recognise what a gzip or zlib stream holds; the stream itself when it holds too much."""
    coding = wrapping(data)
    if not coding:
        return None
    try:
        inflated = inflate(data, coding, budget.inflatable(len(data)))
    except BombError:
        budget.exceeded = True
        return Content((), coding, data)
    if not inflated or (inflated.cut and evidence is Evidence.NONE and coding != "gzip"):
        return None
    budget.spend(len(inflated.data))
    inner = recognise(inflated.data, max(evidence, Evidence.MARKER), budget)
    if not inner:
        return None
    return inner._replace(chain=(coding, *inner.chain), cut=inner.cut or inflated.cut)


def _deflated(data: bytes, evidence: Evidence, budget: Budget) -> Optional[Content]:
    """Recognise what a raw DEFLATE stream holds; it has no header, so it must make sense."""
    if len(data) < _FEWEST_STREAM_BYTES[evidence]:
        return None
    try:
        inflated = inflate(data, DEFLATE, budget.inflatable(len(data)))
    except BombError:
        if evidence is Evidence.NONE:
            return None
        budget.exceeded = True
        return Content((), DEFLATE, data)
    if not inflated or inflated.rest or (inflated.cut and not _is_plainly_cut(inflated, evidence)):
        return None
    # A longer stream that ends where its bytes end is one: what is announced is inside it.
    sound = not inflated.cut and len(data) >= _FEWEST_SOUND_BYTES
    inner_evidence = min(evidence, Evidence.MARKER) if sound else Evidence.NONE
    inner = recognise(inflated.data, inner_evidence, budget)
    if not inner or not budget.spend(len(inflated.data)):
        return None
    return inner._replace(chain=(DEFLATE, *inner.chain), cut=inner.cut or inflated.cut)


def _is_plainly_cut(inflated: Inflated, evidence: Evidence) -> bool:
    """Tell whether a stream without an end is a cut one, not noise that inflates for a while."""
    return evidence is not Evidence.NONE and len(inflated.data) >= _FEWEST_INFLATED_CUT


def _known_file(data: bytes, evidence: Evidence) -> Optional[Content]:
    """Recognise a file by its signature, and shellcode by its first instructions."""
    if len(data) < _FEWEST_FILE_BYTES and evidence is Evidence.NONE:
        return None
    kind = binary_kind(data)
    if not kind and is_shellcode(data):
        kind = SHELLCODE
    return Content((), kind, data) if kind else None


def _unicode(data: bytes, evidence: Evidence) -> Optional[Content]:
    text = charset.unicode_text(data, announced=evidence is not Evidence.NONE)
    return _text(text, data) if text else None


def _last_resort(data: bytes, evidence: Evidence) -> Optional[Content]:
    """Take rarer texts; what PowerShell runs as text in any case; what else is announced."""
    announced = evidence is not Evidence.NONE
    text = charset.foreign_text(data, announced) or charset.latin_text(data)
    if not text and evidence is Evidence.POWERSHELL:
        text = charset.powershell_text(data)
    if text:
        return _text(text, data)
    return Content((), DATA, data) if evidence is Evidence.MARKER else None
