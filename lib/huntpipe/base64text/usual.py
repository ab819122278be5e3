"""The usual event with a payload, read at a fraction of the cost: one long run of plain text.

It gives what the long way gives, or nothing.
"""

from __future__ import annotations

import functools
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
# Command lines differ in their payloads more than in the rest.
_MOST_KNOWN, _LONGEST_KNOWN = 1024, 1024


class UsualReader:
    """Reads events that hold one payload and nothing else that could be one.

    :param suspicious: the test for what stands around the payload.
    """

    def __init__(self, suspicious: Suspicion) -> None:
        self._suspicious = suspicious
        self._known = functools.lru_cache(_MOST_KNOWN)(self._holds_more)

    def __call__(self, text: str) -> Optional[tuple[str, Content]]:
        """Return the run and its content; None for any other event."""
        if not text.isascii() or "\n" in text:
            return None
        start = text.encode().translate(_SHAPE).find(_LONG)
        match = _RUN(text, start) if start >= 0 else None
        if not match:
            return None
        run = match.group()
        before, behind = text[:start], text[match.end() :]
        if len(before) + len(behind) > _LONGEST_KNOWN or self._known(before, behind):
            return None
        decoded = decode_run(run)
        content = plain_content(decoded.data) if decoded and not decoded.cut else None
        return (run, content) if content and not content.cut else None

    def _holds_more(self, before: str, behind: str) -> bool:
        """Tell whether there may be payloads around the one."""
        if len(pieces(f"{before}AAAA{behind}")) > 1:
            return True
        option = max(before.rfind("-"), before.rfind("/"))
        if option >= 0 and _OPTION(before, option):
            before = before[:option]
        return self._suspicious(f"{before}!{behind}".encode())
