"""The usual event with a payload, read at a fraction of the cost: one long run of plain text.

It gives what the long way gives, or nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Optional

from huntpipe.base64text.candidates import pieces
from huntpipe.base64text.content import Content, plain_content
from huntpipe.base64text.markers import OPTION
from huntpipe.base64text.run import CHARACTERS, decode_run

if TYPE_CHECKING:
    from huntpipe.base64text.suspicion import Suspicion

_SHAPE = bytes(ord("x") if chr(code) in CHARACTERS else ord(" ") for code in range(256))
_LONG = b"x" * 40
# With what stands around it, so that nothing before or behind it belongs to it.
_RUN = re.compile(
    r"""(?:^|(?<=[ =:(,])|(?<=[ =:(,]["']))[A-Za-z0-9+/]+={0,2}(?=["']?(?:[ ),;]|$))"""
).match
_OPTION = re.compile(OPTION, re.IGNORECASE | re.VERBOSE).fullmatch


def only_payload(text: str, suspicious: Suspicion) -> Optional[tuple[str, Content]]:
    """Return the run and its content if it is the only thing in a text that could be a payload."""
    start = text.encode("utf-8", "replace").translate(_SHAPE).find(_LONG)
    if start < 0 or not text.isascii() or "\n" in text:
        return None
    match = _RUN(text, start)
    if not match:
        return None
    run = match.group()
    decoded = decode_run(run)
    content = plain_content(decoded.data) if decoded and not decoded.cut else None
    if not content or content.cut:
        return None
    option = max(text.rfind("-", 0, start), text.rfind("/", 0, start))
    if option >= 0 and _OPTION(text, option, start):
        start = option
    if suspicious(f"{text[:start]}!{text[match.end() :]}".encode()) or len(pieces(text)) > 1:
        return None
    return run, content
