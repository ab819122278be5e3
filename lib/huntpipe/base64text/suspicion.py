"""The cheap test that lets a text without any payload go: most events end here.

It reads UTF-8, so that nothing need be decoded to be let go. It is wrong in one direction only: it
may suspect a text that holds none. What it looks for follows what ``obfuscation``, ``markers`` and
``candidates`` know, each in its least form.
"""

from __future__ import annotations

import re
import string
from typing import Sequence

from huntpipe.base64text.markers import DECODER, OPTION
from huntpipe.base64text.obfuscation import CONCATENATION

_LETTERS = (string.ascii_letters + string.digits).encode()


def _table(*signs: tuple[bytes, bytes]) -> bytes:
    """Return a translation of bytes to signs, of all others to blanks."""
    sign_of = {byte: sign for members, sign in signs for byte in members}
    return b"".join(sign_of.get(byte, b" ") for byte in range(256))


# Characters that stand around or inside a disguised payload: with them it is one long stretch too.
_DISGUISE = "\"'%"
# Stands between texts that are looked at together, and becomes a line feed as nothing else does.
_SEPARATOR = b"\0"
_SHAPE = _table((_LETTERS + b"+/_-" + _DISGUISE.encode(), b"x"), (_SEPARATOR, b"\n"))
# What every marker, every disguise and base64 in pieces is made of. The last row is rare:
# operators, line breaks, escapes of cmd.exe and PowerShell, and the first bytes of look-alikes of
# ASCII (U+0080 to U+00BF, U+2000 to U+2FFF, U+F000 on).
_SIGNS = _table(
    *((bytes([letter]), bytes([letter])) for letter in _LETTERS),
    (b" \t\r%", b"_"),
    (b"eE", b"e"),
    (b"ux", b"u"),
    (b"-/", b"-"),
    (b"\"'=", b"'"),
    (b".", b"."),
    (b"\\", b"\\"),
    (b"+&\n^`\xc2\xe2\xef", b"!"),
    (_SEPARATOR, b"\n"),
)
_OPTION = re.compile(OPTION.encode(), re.IGNORECASE | re.VERBOSE)
_DECODER = re.compile(DECODER.encode())
_CONCATENATION = re.compile(CONCATENATION.replace(r"\w", r"\w\x80-\xff").encode(), re.VERBOSE)
# \x64 is a folder in C:\x64\node.
_ESCAPE = re.compile(rb"\\(?:/|u\{?00|x[0-9A-Fa-f]{2}(?!\\[A-Za-mo-qstvwyz]))")
_DISGUISED = re.compile(rb"[\^`\xc2\xe2\xef]|&(?:#|[A-Za-z]+;)")
_LINES = re.compile(
    rb"""\n(?:(?<=[A-Za-z0-9+/_-]{4}\n)|(?<=[A-Za-z0-9+/_-]{4}\r\n)|(?<=[ \t]\n)|(?<=[ \t]\r\n))
    [ \t]*[A-Za-z0-9+/_-]""",
    re.VERBOSE,
)
_ESCAPED_LINE_BREAKS = (b"\\n", b"\\r")

# Four characters that encode three bytes below 128; the first four of UTF-16 in either byte order.
_ASCII = "[A-Za-f][A-HQ-Xg-nw-z0-3][ABEFIJMNQRUVYZcdghklopstwx014589][A-Za-z0-9+/_-]"
_UTF16 = "[A-Za-z0-9+/][AQgw][A-D][A-Za-z0-9+/]|A[A-P][A-Za-z0-9+/]A"
_LONGEST_NAME, _LONGEST_WORD = 32, 63
_MOST_SHOWING = 16
_LONG = "x" * 64


class Suspicion:
    """The test for payloads of at least so many base64 characters."""

    def __init__(self, minlength: int) -> None:
        # Of a payload in lines only some may be as long.
        showing = min(minlength, _MOST_SHOWING)
        self._least = "x" * showing
        text = f"(?:(?:{_ASCII}){{{showing // 4}}}|{_UTF16})"
        # The usual stretch is harmless: no capital letter, or letters alone.
        self._word = re.compile(
            rf"""(?: [a-z0-9+/_"'-]+ | ["'-]*(?!{text})[A-Za-z]{{1,{_LONGEST_WORD}}}["'-]* )
            (?! [A-Za-z0-9+/_"'%-] | \\[nr])""".encode(),
            re.VERBOSE,
        ).match
        self._part_begins_text = re.compile(f"[/_-]{text}").search

    def __call__(self, text: bytes) -> bool:
        """Tell whether a text may hold a payload.

        :param text: in UTF-8; a CSV cell with its quotes doubled will do too.
        """
        return _has_sign(text, text.translate(_SIGNS).decode()) or self._has_stretch(
            text, text.translate(_SHAPE).decode()
        )

    def each(self, texts: Sequence[bytes]) -> list[bool]:
        """Tell of many texts whether each may hold a payload, in a fraction of the time.

        A text with a stretch that is as long as most payloads is suspected for that alone.
        """
        joined = _SEPARATOR.join(texts)
        signs = joined.translate(_SIGNS).decode().split("\n")
        shapes = joined.translate(_SHAPE).decode().split("\n")
        if len(signs) != len(texts):
            return list(map(self, texts))
        return [
            _LONG in shape
            or _has_sign(text, sign)
            or (self._least in shape and self._has_stretch(text, shape))
            for text, sign, shape in zip(texts, signs, shapes)
        ]

    def _has_stretch(self, text: bytes, shape: str) -> bool:
        """Tell whether a stretch of a text may be a payload."""
        start = shape.find(self._least)
        while start >= 0:
            word = self._word(text, start)
            if word:
                end = word.end()
            else:
                end = shape.find(" ", start)
                if end < 0:
                    end = len(shape)
                if text.startswith(_ESCAPED_LINE_BREAKS, end):
                    return True
                if self._may_be_payload(text[start:end].decode()):
                    return True
            start = shape.find(self._least, end)
        return False

    def _may_be_payload(self, stretch: str) -> bool:
        """Tell whether a stretch may hold a payload of text, or of mixed bytes."""
        if "%" in stretch:
            return True
        bare = stretch.strip(_DISGUISE)
        run = bare.strip("-")  # an option's hyphens: no usual text begins with a byte coded so
        return len(bare) >= len(self._least) and (
            may_be_run(run)
            or '"' in run
            or "'" in run
            or self._part_begins_text(f"/{run}") is not None
        )


def _has_sign(text: bytes, signs: str) -> bool:
    """Tell whether a text may hold a marker or a disguise: then a run may be too short to see."""
    return (
        (("-e" in signs or "-'" in signs) and _OPTION.search(text) is not None)
        or ("!" in signs and _has_rare_sign(text))
        or (("\\-" in signs or "\\u" in signs) and _ESCAPE.search(text) is not None)
        or (".'" in signs and _CONCATENATION.search(text) is not None)
        or ("64" in signs and _DECODER.search(text) is not None)
        or "atob" in signs
        # Base64 in pieces, from end to end.
        or (" " not in signs and "." not in signs and "\\" not in signs)
    )


def _has_rare_sign(text: bytes) -> bool:
    return (
        _DISGUISED.search(text) is not None
        or _CONCATENATION.search(text) is not None
        or _LINES.search(text) is not None
    )


def may_be_run(run: str) -> bool:
    """Tell whether a run has the mix of characters of encoded bytes that are not ASCII."""
    is_word = run.isalpha() and len(run) <= _LONGEST_WORD
    if is_word or run.upper() == run or run == run.lower():
        return False
    # Short words with hyphens between are options and names of cmdlets.
    return len(run) >= _LONGEST_NAME or not run.replace("-", "").replace("_", "").isalpha()
