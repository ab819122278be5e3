"""Signs of names in the forms of East Asian and of typographic text, read as in ASCII.

Full-width letters, digits and signs and the ideographic full stops mean the ASCII ones in a name
(RFC 3490 section 3.1, UTS 46); the fraction and division slashes only look like one. Full-width
brackets and commas stay as they are: they end what stands before them.
"""

from __future__ import annotations

import re

_SIGN = re.compile("[\u2044\u2215\u3002\uff0d-\uff5a\uff61]")
_FULL_WIDTH = (*"-./@0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",)
_TO_ASCII = str.maketrans(
    {
        "\u2044": "/",
        "\u2215": "/",
        **{chr(ord(character) + 0xFEE0): character for character in _FULL_WIDTH},
    }
)
# An ideographic full stop ends sentences as well: only a name without other dots is written so.
_IDEOGRAPHIC_NAME = re.compile(
    "(?<![\\w.\u3002\uff61-])[\\w-]{1,63}(?:[\u3002\uff61][\\w-]{1,63}){1,8}(?![\\w.-])"
)
_IDEOGRAPHIC_DOTS = str.maketrans("\u3002\uff61", "..")


def to_ascii_signs(text: str) -> str:
    """Return a text with these forms of letters, digits, dots, slashes and at signs as in ASCII."""
    if text.isascii() or not _SIGN.search(text):
        return text
    text = text.translate(_TO_ASCII).replace("\uff1a//", "://")
    return _IDEOGRAPHIC_NAME.sub(lambda name: name.group().translate(_IDEOGRAPHIC_DOTS), text)
