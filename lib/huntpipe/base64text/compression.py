"""DEFLATE in its three wrappings, unpacked within a bound.

gzip: https://www.rfc-editor.org/rfc/rfc1952, zlib: https://www.rfc-editor.org/rfc/rfc1950,
raw: https://www.rfc-editor.org/rfc/rfc1951
"""

from __future__ import annotations

import zlib
from typing import NamedTuple, Optional

GZIP, ZLIB, DEFLATE = "gzip", "zlib", "deflate"
_WINDOW_BITS = {GZIP: 31, ZLIB: 15, DEFLATE: -15}
_GZIP_MAGIC = b"\x1f\x8b\x08"
_ZLIB_32K_WINDOW = 0x78
_STEP = 64


class BombError(ValueError):
    """A stream unpacks to more than it may."""


class Inflated(NamedTuple):
    """What came out of a stream."""

    data: bytes
    cut: bool
    """The stream breaks off before its end."""
    rest: bytes
    """What follows the end of the stream."""


def wrapping(data: bytes) -> Optional[str]:
    """Name the wrapping that the first bytes announce: gzip, zlib or None."""
    if data[:3] == _GZIP_MAGIC:
        return GZIP
    if len(data) > 2 and data[0] == _ZLIB_32K_WINDOW and not (data[0] << 8 | data[1]) % 31:
        return ZLIB
    return None


def inflate(data: bytes, coding: str, most: int) -> Optional[Inflated]:
    """Unpack a stream; None when it holds nothing that can be unpacked.

    :param data: the compressed bytes; the members of a gzip file are joined.
    :param coding: ``GZIP``, ``ZLIB`` or ``DEFLATE``.
    :param most: bytes the result may have.
    :raises BombError: when there are more.
    """
    parts = []
    while True:
        member = _unpack(data, coding, most + 1)
        parts.append(member.data)
        most -= len(member.data)
        if most < 0:
            raise BombError(f"the {coding} stream unpacks to more than it may")
        if coding != GZIP or not member.rest.startswith(_GZIP_MAGIC):
            break
        data = member.rest
    unpacked = b"".join(parts)
    return Inflated(unpacked, member.cut, member.rest) if unpacked else None


def _unpack(data: bytes, coding: str, most: int) -> Inflated:
    """Unpack one member, as far as it is sound."""
    stream = zlib.decompressobj(_WINDOW_BITS[coding])
    try:
        unpacked = stream.decompress(data, most)
    except zlib.error:
        # Without a header to vouch for it, a damaged stream is none.
        sound = b"" if coding == DEFLATE else _sound_part(data, coding, most)
        return Inflated(sound, cut=True, rest=b"")
    return Inflated(unpacked, not stream.eof, stream.unused_data)


def _sound_part(data: bytes, coding: str, most: int) -> bytes:
    """Unpack a damaged stream in small steps: zlib drops the output of the step that fails."""
    stream = zlib.decompressobj(_WINDOW_BITS[coding])
    unpacked = bytearray()
    try:
        for start in range(0, len(data), _STEP):
            unpacked += stream.decompress(data[start : start + _STEP], most - len(unpacked) or 1)
            if len(unpacked) >= most:
                break
    except zlib.error:
        pass
    return bytes(unpacked)
