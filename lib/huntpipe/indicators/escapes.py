"""Undo the quoting of the document a text was cut from: JSON strings and HTML entities.

JSON: RFC 8259 section 7. Entities: the five predefined ones of XML 1.0 section 4.6, the
non-breaking space, and numeric references.
"""

from __future__ import annotations

import re

_JSON_DOCUMENT = re.compile(r'\s{0,64}(?:\{\s{0,64}"|\[\s{0,64}[\[{"])')
# The same as the text of a string, which itself was quoted once more.
_QUOTED_DOCUMENT = re.compile(r'\s{0,64}(?:\{\s{0,64}\\"|\[\s{0,64}(?:[\[{]|\\"))')
_JSON_ESCAPE = re.compile(r'\\(?:(["\\/bfnrt])|u([0-9A-Fa-f]{4}))')
_JSON_LETTER = {"b": " ", "f": " ", "n": "\n", "r": "\r", "t": "\t"}
_ENTITY = re.compile(r"&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#[xX]([0-9A-Fa-f]{1,6}));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "nbsp": " "}
_LAST_CODE_POINT = 0x10FFFF


def unescape(text: str) -> str:
    """Return the text as its reader would see it.

    Backslash escapes are undone only in a text that is a JSON document, where a path has its
    backslashes doubled; an escaped slash is undone everywhere, because no path holds it.
    """
    if "\\" in text:
        if (
            '"' in text
            and '\\"' in text
            and _QUOTED_DOCUMENT.match(text)
            and not _JSON_DOCUMENT.match(text)
        ):
            text = _JSON_ESCAPE.sub(_json_character, text)
        if _JSON_DOCUMENT.match(text):
            text = _JSON_ESCAPE.sub(_json_character, text)
        if "/" in text and "\\/" in text:
            text = text.replace("\\/", "/")
    if "&" in text and ";" in text:
        text = _ENTITY.sub(_entity_character, text)
    return text


def _json_character(match: re.Match[str]) -> str:
    letter, code = match.groups()
    return chr(int(code, 16)) if code else _JSON_LETTER.get(letter, letter)


def _entity_character(match: re.Match[str]) -> str:
    name, decimal, hexadecimal = match.groups()
    if name:
        return _NAMED[name]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    return chr(code) if code <= _LAST_CODE_POINT else match.group()
