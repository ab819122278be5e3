"""The cheap test that lets a text without any payload go: most events end here.

It is wrong in one direction only: it may suspect a text that holds none.
"""

from __future__ import annotations

import re
import string

from huntpipe.base64text.run import decode_run

# Characters that stand around or inside a disguised payload: with them it is one long stretch too.
_DISGUISE = "\"'%&"
# An option's hyphen too: no text begins with a byte that is encoded so.
_AROUND = _DISGUISE + "-"
_STRETCH = string.ascii_letters + string.digits + "+/_-" + _DISGUISE
_SHAPE = bytes(ord("x") if chr(code) in _STRETCH else ord(" ") for code in range(256))
# The first base64 characters of bytes below 128, the third ones where the third byte is one.
_ALPHABET = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
_FIRST_OF_ASCII = frozenset(_ALPHABET[:32])
_THIRD_OF_ASCII = frozenset(c for value, c in enumerate(_ALPHABET) if not value & 2)
_LONGEST_NAME = 32
_OPTION = re.compile(r"[-/][eE][ \t\"':=,;nNcC]")
# One alone splits no payload, but stands in paths such as C:\\x64.
_HEX_ESCAPES = re.compile(r"\\x[0-9A-Fa-f]{2}\\x")
_FUNCTION = re.compile("e64|64d", re.IGNORECASE)


class Suspicion:
    """The test for payloads of at least so many base64 characters."""

    def __init__(self, minlength: int) -> None:
        self._least = b"x" * minlength

    def __call__(self, text: str, shape: bytes) -> bool:
        """Tell whether a text may hold a payload.

        :param shape: ``shape_of`` the text.
        """
        return (
            self.has_stretch(text, shape, 0, len(shape)) or is_disguised(text) or markers(text) > 0
        )

    def has_stretch(self, text: str, shape: bytes, start: int, stop: int) -> bool:
        """Tell whether a stretch that may be a payload stands between two offsets."""
        start = shape.find(self._least, start, stop)
        while start >= 0:
            end = stretch_end(shape, start)
            if _may_be_payload(text[start:end]):
                return True
            start = shape.find(self._least, end, stop)
        return False


def shape_of(text: str) -> bytes:
    """Return one byte per character: ``x`` where a payload may stand, a blank elsewhere."""
    return text.encode("latin-1", "replace").translate(_SHAPE)


def stretch_end(shape: bytes, start: int) -> int:
    """Return the end of the stretch that begins at an offset."""
    end = shape.find(b" ", start)
    return len(shape) if end < 0 else end


def is_disguised(text: str) -> bool:
    """Tell whether a payload may stand in pieces, or behind a look-alike of a marker."""
    return (
        "^" in text
        or "`" in text
        or ("\\x" in text and _HEX_ESCAPES.search(text) is not None)
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
    if run.isalpha() or run.upper() == run or run == run.lower():
        return False
    # Short words with hyphens between are options and names of cmdlets.
    return len(run) >= _LONGEST_NAME or not run.replace("-", "").replace("_", "").isalpha()


def _may_be_payload(stretch: str) -> bool:
    """Tell whether a stretch may hold a payload of ASCII, UTF-16 of ASCII, or mixed bytes."""
    run = stretch.strip(_AROUND)
    if may_be_run(run) or '"' in run or "'" in run or "%" in run or "&" in run:
        return True
    if run[:1] not in _FIRST_OF_ASCII or run[2:3] not in _THIRD_OF_ASCII:
        return False
    decoded = decode_run(run)
    return decoded is not None and decoded.data.isascii()
