"""What the characters of an XML document stand for.

Source: https://www.w3.org/TR/xml/, sections 2.11 (line ends), 3.3.3 (attribute values) and 4.1
(references). Entities that a document declares are not known here: nothing is fetched or expanded.
"""

from __future__ import annotations

import re
from typing import Match

_REFERENCE = re.compile(r"&(?:#x0*([0-9A-Fa-f]{1,6})|#0*([0-9]{1,7})|(lt|gt|amp|quot|apos));")
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def character_data(text: str) -> str:
    """Return the value of text between tags; a reference without a meaning stays as written."""
    text = line_ends(text)
    return _REFERENCE.sub(_character, text) if "&" in text else text


def attribute_value(text: str) -> str:
    """Return the value of text between the quotes of an attribute."""
    text = line_ends(text).replace("\n", " ").replace("\t", " ")
    return _REFERENCE.sub(_character, text) if "&" in text else text


def line_ends(text: str) -> str:
    """Return text with every line end written as one line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _character(reference: Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _PREDEFINED[name]
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(code) if _is_character(code) else reference[0]


def _is_character(code: int) -> bool:
    """Tell whether XML 1.0 allows a code point (section 2.2)."""
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
