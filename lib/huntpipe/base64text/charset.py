"""Bytes to text, when they are text.

PowerShell's -EncodedCommand is UTF-16LE:
https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple, Optional

UTF8, UTF16LE, UTF16BE, LATIN = "utf-8", "utf-16le", "utf-16be", "latin-1"

_ASCII = bytes(range(0x20, 0x7F)) + b"\t\n\r\f"
_WESTERN = _ASCII + bytes(range(0xA0, 0x100))
_LATIN_CONTROL = re.compile("[^\\t\\n\\r\\f\x20-\x7e\xa0-\xff]")
_WORDS = re.compile(rb"[A-Za-z0-9 \r\n]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, UTF8),
    (codecs.BOM_UTF16_LE, UTF16LE),
    (codecs.BOM_UTF16_BE, UTF16BE),
)
_UNREADABLE = {"Cc", "Cn", "Co", "Cs"}
_ANNOUNCED_SHARE = 0.95
# Blocks of 256 code points by their upper byte (https://www.unicode.org/charts/).
_PUNCTUATION, _IDEOGRAPHS, _HANGUL = 0x20, 0x4E, 0xAC
_SCRIPT_OF_BLOCK = {
    0x30: _IDEOGRAPHS,
    0xFF: _IDEOGRAPHS,
    **dict.fromkeys(range(0x4E, 0xA0), _IDEOGRAPHS),
    **dict.fromkeys(range(0xAC, 0xD8), _HANGUL),
}
# So many UTF-16 code units of one script are no chance; a third of all numbers are ideographs.
_FEWEST_UNITS = 4
# ASCII, punctuation and two blocks of a script that is no ideographs.
_MOST_UPPER_BYTES = 4
_FEWEST_IDEOGRAPHS = 32
_FEWEST_ANNOUNCED_UNITS = 8


class Text(NamedTuple):
    """Text and how it was coded."""

    charset: str
    text: str
    cut: bool = False
    """The last character is incomplete."""


def plain_text(data: bytes) -> Optional[Text]:
    """Decode what is plainly text: printable ASCII, or western text in UTF-16. Cheap."""
    if 0 not in data:
        return None if data.translate(None, _ASCII) else Text(UTF8, data.decode("ascii"))
    for charset, first in ((UTF16LE, 0), (UTF16BE, 1)):
        lower = data[first::2]
        if not data[1 - first :: 2].strip(b"\0") and lower and not lower.translate(None, _WESTERN):
            # Of an odd number of bytes the last begins a character that was cut off.
            text = lower[: len(data) // 2].decode("latin-1")
            cut = bool(len(data) & 1)
            return Text(charset, text + "\ufffd" if cut else text, cut)
    return None


def unicode_text(data: bytes, announced: bool) -> Optional[Text]:
    """Decode UTF-8 of any script, and UTF-16 that is mostly western or has a byte order mark.

    :param announced: something in front of the payload says that it is one, so that unusual
        characters do not speak against it.
    """
    for mark, charset in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _readable(_decode(data[len(mark) :], charset), announced)
    return (
        _readable(_decode(data, UTF8), announced)
        or _western_utf16(data, UTF16LE, data[1::2], announced)
        or _western_utf16(data, UTF16BE, data[::2], announced)
    )


def foreign_text(data: bytes, announced: bool) -> Optional[Text]:
    """Decode UTF-16 of few western characters: any two bytes are one, so its script must agree.

    :param announced: as for ``unicode_text``.
    """
    low, high = len(set(data[::2])), len(set(data[1::2]))
    most = _MOST_UPPER_BYTES if len(data) < _FEWEST_IDEOGRAPHS * 2 and not announced else 256
    if min(low, high) > most:
        return None
    # The upper byte names the script: it changes less than the lower one.
    orders = (UTF16BE, UTF16LE) if low < high else (UTF16LE, UTF16BE)
    return _foreign_utf16(data, orders[0], announced) or _foreign_utf16(data, orders[1], announced)


def powershell_text(data: bytes) -> Text:
    """Decode what PowerShell was told to run, whatever it is: UTF-16LE if it can be, or Latin."""
    western = data[1::2].count(0)
    if western * 8 >= len(data) and western > data[::2].count(0):
        return Text(UTF16LE, data.decode("utf-16-le", "replace"), cut=bool(len(data) & 1))
    text = None if len(data) & 1 else _decode(data, UTF16LE)
    if text and _printable_share(text.text) == 1:
        return text
    return Text(LATIN, data.decode("latin-1"))


def latin_text(data: bytes) -> Optional[Text]:
    """Decode a western 8-bit text: printable all through, and mostly letters, digits and blanks."""
    text = data.decode("latin-1")
    if _LATIN_CONTROL.search(text) or len(_WORDS.findall(data)) * 10 < len(data) * 7:
        return None
    return Text(LATIN, text)


def _decode(data: bytes, charset: str) -> Optional[Text]:
    """Decode strictly; only the last character may be incomplete."""
    decoder = codecs.getincrementaldecoder(charset)()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return None
    pending = decoder.getstate()[0]
    return Text(charset, text + "\ufffd" if pending else text, cut=bool(pending))


def _western_utf16(data: bytes, charset: str, high: bytes, announced: bool) -> Optional[Text]:
    """Decode UTF-16 that is mostly of the first 256 characters.

    :param high: the upper byte of each code unit.
    """
    zeros = high.count(0)
    if zeros * 2 < len(high) or data.count(0) > zeros * 1.2:
        return None
    return _readable(_decode(data, charset), announced)


def _foreign_utf16(data: bytes, charset: str, announced: bool) -> Optional[Text]:
    """Decode UTF-16 whose code units share their script."""
    text = _decode(data, charset)
    if not text or len(data) < _FEWEST_UNITS * 2 or _printable_share(text.text) < 1:
        return None
    scripts = _scripts(text.text)
    fewest = _FEWEST_ANNOUNCED_UNITS if announced else _FEWEST_IDEOGRAPHS
    if len(scripts) > 2 or (len(data) < fewest * 2 and scripts & {_IDEOGRAPHS, _HANGUL}):
        return None
    return text


def _readable(text: Optional[Text], announced: bool) -> Optional[Text]:
    """Pass on text that a person may have written."""
    if not text or not text.text:
        return None
    share = _printable_share(text.text)
    if announced:
        return text if share >= _ANNOUNCED_SHARE else None
    foreign = sum(character > "\x7f" for character in text.text)
    return text if share == 1 and len(_scripts(text.text)) <= max(2, foreign // 4) else None


def _printable_share(text: str) -> float:
    """Return the part of the characters, 0 to 1, that are printable, blank or formatting."""
    solid = "".join(text.split())
    if solid.isprintable():
        return 1.0
    bad = sum(unicodedata.category(character) in _UNREADABLE for character in solid)
    return 1 - bad / len(text)


def _scripts(text: str) -> set[int]:
    """Return the blocks of 256 code points in use; ASCII and punctuation belong to every script."""
    blocks = {ord(character) >> 8 for character in text if character > "\x7f"}
    return {_SCRIPT_OF_BLOCK.get(block, block) for block in blocks - {_PUNCTUATION}}
