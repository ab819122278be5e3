"""What announces a payload: PowerShell's -EncodedCommand, decoding functions, data URIs, base64 -d.

powershell.exe takes any beginning of -EncodedCommand, and -ec:
https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe
data URIs: https://www.rfc-editor.org/rfc/rfc2397
"""

from __future__ import annotations

import enum
import re
from typing import Iterator, NamedTuple

from huntpipe.base64text.run import ALPHABET

MINLENGTH = 8
"""Base64 characters a payload has at least behind a marker."""


class Evidence(enum.IntEnum):
    """What speaks for a payload besides its own looks."""

    NONE = 0
    MARKER = 1
    """Something decodes it as base64."""
    POWERSHELL = 2
    """PowerShell runs it: it is text."""


class Announced(NamedTuple):
    """The place of a payload that a marker announces."""

    start: int
    end: int
    evidence: Evidence


_QUOTES = "[\"']*"


def _beginnings(word: str) -> str:
    """Return a pattern for every beginning of a word, with quotes strewn in."""
    pattern = ""
    for letter in reversed(word):
        pattern = f"(?:{_QUOTES}{letter}{pattern})?"
    return pattern


_RUN = f"(?P<run>(?=[={ALPHABET}]{{{MINLENGTH}}})[{ALPHABET}]+={{0,2}})"
_LITERAL = rf"(?P<run>[{ALPHABET}]+(?:\s+[{ALPHABET}]+)*={{0,2}})"

OPTION = rf"""[-/](?<![\w/\\.:-].){_QUOTES}e(?:{_QUOTES}c|{_beginnings("ncodedcommand")})
    {_QUOTES}[ \t\r\n:=,;][ \t\r\n"'(,;:=\\]*"""
"""-EncodedCommand and all between it and its payload, as a verbose regular expression."""

_ENCODED_COMMAND = re.compile(
    rf"""{OPTION}{_RUN}(?=[\s"'),;|&<>\]}}\\]|\.\.\.|\u2026|$)""",
    re.IGNORECASE | re.VERBOSE,
)
_FUNCTION = re.compile(
    rf"""(?:frombase64\w*|(?:base64_?|b64_?)decode|decode_?(?:base)?64|(?-i:atob)
        |base64\.\w*decode\w*)
    [\s"')\]]*(?:\.\s*{_QUOTES}invoke{_QUOTES}\s*)?
    \([\s("'@,b\\]*\\?["']+\s*{_LITERAL}\s*\\?["']""",
    re.IGNORECASE | re.VERBOSE,
)
_DATA_URI = re.compile(rf";base64,\s*{_RUN}", re.IGNORECASE)
_PIPE = re.compile(
    rf"""(?<![{ALPHABET}]){_RUN}["']?\s*\|\s*
    (?:[\w/.-]*/)?(?:openssl\s+(?:enc\s+-)?)?base64\s+(?:-d|-D|--d)""",
    re.VERBOSE,
)
_HERE_STRING = re.compile(rf"""base64\s+(?:-d|-D|--d)\w*\s*<<<\s*["']?{_RUN}""")
DECODER = "[eEbB]_?64"
"""What every other marker but ``atob`` contains, as a regular expression."""

_DECODER = re.compile(DECODER)
_DECODERS = (_FUNCTION, _DATA_URI, _PIPE, _HERE_STRING)
_POWERSHELL = re.compile("powershell|pwsh", re.IGNORECASE)


def announced(text: str) -> Iterator[Announced]:
    """Yield the places of payloads that a marker announces, marker by marker.

    :param text: as ``revealed`` returns it.
    """
    for match in _ENCODED_COMMAND.finditer(text):
        evidence = Evidence.POWERSHELL if _POWERSHELL.search(text) else Evidence.NONE
        yield Announced(match.start("run"), match.end("run"), evidence)
    if ("64" in text and _DECODER.search(text)) or "atob" in text:
        for pattern in _DECODERS:
            for match in pattern.finditer(text):
                yield Announced(match.start("run"), match.end("run"), Evidence.MARKER)
