"""East Asian text in and around names: its forms of letters and signs, its lack of blanks.

Full-width letters, digits and signs and the ideographic full stops mean the ASCII ones in a name
(RFC 3490 section 3.1, UTS 46); the fraction and division slashes only look like one. Full-width
brackets and commas stay as they are, but for a defanged dot in them: they end what stands before.
"""

from __future__ import annotations

import re

_SIGN = re.compile("[\u2044\u2215\u3002\u3010\uff0d-\uff5a\uff61]")
_BRACKETED_DOT = re.compile("[\u3010\uff3b]\\.[\u3011\uff3d]")
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
# From here on Unicode holds the scripts of East Asia, which put no blank between words.
UNSPACED_SCRIPTS = "\u2e80"
_PROSE = "(?<=[A-Za-z0-9])[\u2e80-\ud7ff]"
_IDEOGRAPHIC_DOTS = str.maketrans("\u3002\uff61", "..")


def to_ascii_signs(text: str) -> str:
    """Return a text with these forms of letters, digits, dots, slashes and at signs as in ASCII."""
    if text.isascii() or not _SIGN.search(text):
        return text
    text = text.translate(_TO_ASCII).replace("\uff1a//", "://")
    text = _BRACKETED_DOT.sub("[.]", text)
    return _IDEOGRAPHIC_NAME.sub(lambda name: name.group().translate(_IDEOGRAPHIC_DOTS), text)


def continues_word(neighbour: str) -> bool:
    """Tell whether a character beside a word is a letter of it, and not one of unspaced prose."""
    return neighbour.isalnum() and neighbour < UNSPACED_SCRIPTS


def before_prose(text: str) -> str:
    """Return a name up to the unspaced letters glued to its end, behind an ASCII one."""
    if text.isascii():
        return text
    # To compile so large a range takes as long as ten other expressions, and few texts need it.
    prose = re.compile(_PROSE).search(text, text.rfind(".") + 1)
    return text[: prose.start()] if prose else text
