"""The usual event with a payload, read at a fraction of the cost: one long run of plain text.

It gives what the long way gives, or nothing.
"""

from __future__ import annotations

import re
from typing import Optional

from huntpipe.base64text.content import Content, plain_content
from huntpipe.base64text.run import decode_run
from huntpipe.base64text.suspicion import Suspicion, is_disguised, markers, stretch_end

_LONG = b"x" * 40
_RUN = re.compile("[A-Za-z0-9+/]+={0,2}").fullmatch
# What may follow the run so that nothing behind it belongs to it.
_AFTER = frozenset(["", " ", '"', "'", ")", ";"])


def only_payload(text: str, shape: bytes, suspicious: Suspicion) -> Optional[tuple[str, Content]]:
    """Return the run and its content if it is the only thing in a text that could be a payload.

    :param shape: ``shape_of`` the text.
    """
    start = shape.find(_LONG)
    if start < 0 or "\n" in text:
        return None
    end = stretch_end(shape, start)
    padded = end
    while text[padded : padded + 1] == "=":
        padded += 1
    run = text[start:padded].strip("\"'")
    if not _RUN(run) or text[padded : padded + 1] not in _AFTER:
        return None
    decoded = decode_run(run)
    content = plain_content(decoded.data) if decoded and not decoded.cut else None
    if (
        not content
        or content.cut
        or markers(text[:start]) + markers(text[padded:]) > 1
        or is_disguised(text)
        or suspicious.has_stretch(text, shape, 0, start)
        or suspicious.has_stretch(text, shape, end, len(shape))
    ):
        return None
    return run, content
