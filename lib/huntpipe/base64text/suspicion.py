"""The cheap test that lets a text without any payload go: most events end here.

It is wrong in one direction only: it may suspect a text that holds none.
"""

from __future__ import annotations

import functools
import string
from typing import Callable

from huntpipe.base64text.run import decode_run

# Characters that stand around or inside a disguised payload: with them it is one long stretch too.
_DISGUISE = "\"'%&"
_STRETCH = string.ascii_letters + string.digits + "+/_-" + _DISGUISE
_SHAPE = bytes(ord("x") if chr(code) in _STRETCH else ord(" ") for code in range(256))
# The first base64 character of a byte below 128.
_FIRST_OF_ASCII = frozenset(string.ascii_uppercase + "abcdef")
_AFTER_E = frozenset(" \t\"':=,;nc")


@functools.cache
def suspicion(minlength: int) -> Callable[[str], bool]:
    """Return the test for payloads of so many base64 characters."""
    stretch = b"x" * minlength

    def may_hold_payload(text: str) -> bool:
        shape = text.encode("latin-1", "replace").translate(_SHAPE)
        start = shape.find(stretch)
        while start >= 0:
            end = shape.find(b" ", start)
            if end < 0:
                end = len(shape)
            if _may_be_payload(text[start:end]):
                return True
            start = shape.find(stretch, end)
        return _is_marked_or_disguised(text)

    return may_hold_payload


def may_be_run(run: str) -> bool:
    """Tell whether a run has the mix of characters of encoded bytes that are not ASCII."""
    return not run.isalpha() and run.upper() != run != run.lower()


def _may_be_payload(stretch: str) -> bool:
    """Tell whether a stretch may hold a payload of ASCII, UTF-16 of ASCII, or mixed bytes."""
    run = stretch.strip(_DISGUISE)
    if may_be_run(run) or '"' in run or "'" in run or "%" in run or "&" in run:
        return True
    if run[:1] not in _FIRST_OF_ASCII:
        return False
    decoded = decode_run(run)
    return decoded is not None and decoded.data.isascii()


def _is_marked_or_disguised(text: str) -> bool:
    """Look for a marker, behind which a payload may be short, and for disguises that split one."""
    folded = text.lower()
    return (
        ("-e" in folded and _is_option(folded, "-e"))
        or ("/e" in folded and _is_option(folded, "/e"))
        or ("64" in folded and ("e64" in folded or "64d" in folded))
        or "atob" in folded
        or "^" in text
        or "`" in text
        or "\\x" in folded
        or "\\u00" in folded
        or " + " in text
        or ("&" in text and (" & " in text or "&#" in text))
        or not text.isascii()
    )


def _is_option(folded: str, option: str) -> bool:
    """Tell whether an option is a beginning of -EncodedCommand, as far as its next letter tells."""
    start = folded.find(option)
    while start >= 0:
        if folded[start + 2 : start + 3] in _AFTER_E:
            return True
        start = folded.find(option, start + 2)
    return False
