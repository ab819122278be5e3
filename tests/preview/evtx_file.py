"""Writes a small EVTX file, for lack of one that may be kept here.

Format: libyal/libevtx, "Windows XML Event Log (EVTX) format". One chunk, binary XML without
templates.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Dict, List, Tuple, Union
from zlib import crc32

if TYPE_CHECKING:
    from pathlib import Path

Element = Tuple[str, Dict[str, str], List[Union["Element", str]]]

_CHUNK_HEADER = 512
_RECORD_HEADER = 24


def write_evtx(path: Path, events: List[Element]) -> None:
    """Write events, each a tree of (name, attributes, children), as records 1, 2, 3 ..."""
    records = b""
    for number, event in enumerate(events, start=1):
        start = _CHUNK_HEADER + len(records) + _RECORD_HEADER
        body = b"\x0f\x01\x01\x00" + _element(event, start + 4) + b"\x00"
        size = _RECORD_HEADER + len(body) + 4
        filetime = 131_792_328_000_000_000 + number
        records += struct.pack("<IIQQ", 0x2A2A, size, number, filetime) + body
        records += struct.pack("<I", size)
    path.write_bytes(_file_header(len(events)) + _chunk(records, len(events)))


def _element(element: Element, at: int) -> bytes:
    name, attributes, children = element
    head = 1 + 4 + 4
    inner = _name(name)
    if attributes:
        inner += b"\x00\x00\x00\x00"  # the size of the list, set below
    before = len(inner)
    for key, value in attributes.items():
        here = at + head + len(inner) + 1 + 4
        inner += b"\x06" + struct.pack("<I", here) + _name(key) + _text(value)
    if attributes:
        size = struct.pack("<I", len(inner) - before)
        inner = inner[: before - 4] + size + inner[before:]
    inner += b"\x02"
    for child in children:
        inner += _text(child) if isinstance(child, str) else _element(child, at + head + len(inner))
    inner += b"\x04"
    token = b"\x41" if attributes else b"\x01"
    return token + struct.pack("<II", 4 + len(inner), at + head) + inner


def _name(name: str) -> bytes:
    digest = 0
    for letter in name:
        digest = (digest * 65599 + ord(letter)) & 0xFFFFFFFF
    text = name.encode("utf-16-le")
    return struct.pack("<IHH", 0, digest & 0xFFFF, len(name)) + text + b"\x00\x00"


def _text(value: str) -> bytes:
    return b"\x05\x01" + struct.pack("<H", len(value)) + value.encode("utf-16-le")


def _file_header(count: int) -> bytes:
    head = struct.pack("<8sQQQIHHHH", b"ElfFile\x00", 0, 0, count + 1, 128, 1, 3, 4096, 1)
    head = head.ljust(120, b"\x00")
    return (head + struct.pack("<II", 0, crc32(head))).ljust(4096, b"\x00")


def _chunk(records: bytes, count: int) -> bytes:
    free = _CHUNK_HEADER + len(records)
    head = struct.pack(
        "<8sQQQQIIII", b"ElfChnk\x00", 1, count, 1, count, 128, free, free, crc32(records)
    ).ljust(120, b"\x00")
    tables = b"\x00" * (_CHUNK_HEADER - 128)
    head += struct.pack("<II", 0, crc32(head + tables))
    return (head + tables + records).ljust(65536, b"\x00")
