"""Binary files named by their first bytes.

Signatures: https://www.garykessler.net/library/file_sigs.html and the format's own specification;
PE: https://learn.microsoft.com/windows/win32/debug/pe-format
"""

from __future__ import annotations

import re
from typing import Optional

PDF, TAR, ZIP = "pdf", "tar", "zip"

_SIGNATURES = (
    (b"\x7fELF", "elf"),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF89a", "gif"),
    (b"GIF87a", "gif"),
    (b"Rar!\x1a\x07", "rar"),
    (b"MSCF\0\0\0\0", "cab"),
    (b"\xfd7zXZ\0", "xz"),
    (b"L\0\0\0\x01\x14\x02\0", "lnk"),
    (b"\xca\xfe\xba\xbe", "java-class"),
    (b"\xac\xed\0\x05", "java-serialized"),
    (b"\0\x01\0\0\0\xff\xff\xff\xff", "dotnet-serialized"),
    (b"\xcf\xfa\xed\xfe", "mach-o"),
    (b"\xce\xfa\xed\xfe", "mach-o"),
    (b"SQLite format 3\0", "sqlite"),
)
_FIRST_BYTES = {signature[0] for signature, _ in _SIGNATURES}

# What position-independent code does first: set up its stack, find its own address (call $+5,
# fnstenv) or the process environment block (fs:[30h], gs:[60h]).
_SHELLCODE = re.compile(
    rb"""\xfc(?:\xe8[\x00-\xff]{2}\0\0|\x48\x83\xe4\xf0|\x48\x81\xe4\xf0\xff\xff\xff)
    | .{0,16}\xd9\x74\x24\xf4
    | .{0,16}\xe8(?:\0\0\0\0|\xff\xff\xff\xff\xc0)
    | .{0,48}(?:\x64\xa1\x30\0\0\0
               |\x64\x8b[\x00-\xff]?\x30\0?(?:\0\0)?
               |\x65\x48\x8b[\x00-\xff]{1,2}\x60(?:\0\0\0)?)""",
    re.DOTALL | re.VERBOSE,
)
_PE_OFFSET = slice(0x3C, 0x40)


def binary_kind(data: bytes) -> Optional[str]:
    """Name the kind of a file, such as ``pe`` or ``zip``; None when no signature fits."""
    if data[:2] == b"MZ" and _is_pe(data):
        return "pe"
    if data and data[0] in _FIRST_BYTES:
        for signature, kind in _SIGNATURES:
            if data.startswith(signature):
                return kind
    return TAR if data[257:262] == b"ustar" else None


def is_shellcode(data: bytes) -> bool:
    """Tell whether the first instructions are those of position-independent code."""
    return _SHELLCODE.match(data) is not None


def _is_pe(data: bytes) -> bool:
    """Follow the DOS header to the PE signature, as far as the bytes reach."""
    start = int.from_bytes(data[_PE_OFFSET], "little")
    if start + 4 <= len(data):
        return data[start : start + 4] == b"PE\0\0"
    return len(data) >= _PE_OFFSET.stop and b"\0\0\0" in data[: _PE_OFFSET.stop]
