"""The cheap test that lets a text without any payload go: most events end here.

It is wrong in one direction only: it may suspect a text that holds none.
"""

from __future__ import annotations

import functools
import re
import string
from typing import Callable

from huntpipe.base64text.run import decode_run

# Characters that stand around or inside a disguised payload: with them it is one long stretch too.
_DISGUISE = "\"'%&"
_STRETCH = string.ascii_letters + string.digits + "+/_-" + _DISGUISE
_SHAPE = bytes(ord("x") if chr(code) in _STRETCH else ord(" ") for code in range(256))
# The first base64 character of a byte below 128.
_FIRST_OF_ASCII = frozenset(string.ascii_uppercase + "abcdef")
_OPTION = re.compile(r"[-/][eE][ \t\"':=,;nNcC]")
_FUNCTION = re.compile("e64|64d", re.IGNORECASE)


@functools.cache
def suspicion(minlength: int) -> Callable[[str], bool]:
    """Return the test for payloads of so many base64 characters."""
    has_stretch = stretches(minlength)

    def may_hold_payload(text: str) -> bool:
        return has_stretch(text) or is_disguised(text) or markers(text) > 0

    return may_hold_payload


@functools.cache
def stretches(minlength: int) -> Callable[[str], bool]:
    """Return the part of the test that needs no marker: a stretch that may be a payload."""
    least = b"x" * minlength

    def has_stretch(text: str) -> bool:
        shape = text.encode("latin-1", "replace").translate(_SHAPE)
        start = shape.find(least)
        while start >= 0:
            end = shape.find(b" ", start)
            if end < 0:
                end = len(shape)
            if _may_be_payload(text[start:end]):
                return True
            start = shape.find(least, end)
        return False

    return has_stretch


def is_disguised(text: str) -> bool:
    """Tell whether a payload may stand in pieces, or behind a look-alike of a marker."""
    return (
        "^" in text
        or "`" in text
        or "\\x" in text
        or "\\u00" in text
        or " + " in text
        or ("&" in text and (" & " in text or "&#" in text))
        or not text.isascii()
    )


def markers(text: str) -> int:
    """Return how many markers may be in a text: behind one, a payload may be too short to see."""
    count = 0
    if "-e" in text or "/e" in text or "-E" in text or "/E" in text:
        count = len(_OPTION.findall(text))
    if "64" in text:
        count += len(_FUNCTION.findall(text))
    return count + ("atob" in text)


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
