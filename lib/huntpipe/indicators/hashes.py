"""MD5 (RFC 1321), SHA-1 and SHA-256 (FIPS 180-4) written as hexadecimal digits.

Lower case: hexadecimal ignores it.
"""

from __future__ import annotations

import re
from typing import Iterator

from huntpipe.indicators.east_asian import continues_word

LENGTHS = {32: "md5", 40: "sha1", 64: "sha256"}
_DIGIT, _OTHER = b"h", b" "
_SHORTEST = _DIGIT * min(LENGTHS)
_CLASSES = b"".join(_DIGIT if chr(c) in "0123456789abcdefABCDEF" else _OTHER for c in range(256))
_LABEL = "abcdefghijklmnopqrstuvwxyz0123456789_"
# What has the form of an MD5 and names no file: fingerprints of an import table, of TLS handshakes
# and passwords, identifiers, secrets.
_OTHER_FINGERPRINTS = frozenset(
    (
        *("imphash", "impfuzzy", "ja3", "ja3s", "ja3_hash", "ja3s_hash", "hassh", "hasshserver"),
        *("traceid", "trace_id", "spanid", "span_id", "ntlm", "nthash", "lmhash"),
        *("uuid", "guid", "session", "sessionid", "session_id", "requestid", "request_id"),
        *("correlationid", "correlation_id", "nonce", "token", "csrf_token", "apikey", "api_key"),
    )
)
_LONGEST_LABEL = 24
_NAME = re.compile(
    r"sha[-_ ]?(1|256|512)(?:[-_ ]?(?:hash|sum|digest))?[\"']?\s?[:=]?\s{0,3}[\"']?\Z",
    re.IGNORECASE,
)
_NAMED_LENGTHS = {"1": 40, "256": 64, "512": 128}
_NEXT_PIECE = re.compile(r"\s{1,3}([0-9A-Fa-f]{2,128})(?![0-9A-Za-z])")
_EMPTY_LM = "aad3b435b51404eeaad3b435b51404ee"


def find_hashes(text: str) -> Iterator[tuple[str, str]]:
    """Yield the type and the lower-case value of every hash, in order of appearance.

    A run of another length (a SHA-512, shellcode), a run inside a longer word (``0x...``), one
    repeated character, digits or letters alone, the parts of a GUID or of an LM:NT pair are none.
    A run with a blank or a line break in it, as PDF files give, is one where its name stands before
    it (``SHA-512:``): otherwise two hashes in a list look the same.
    """
    # Classes of bytes and a substring search: ten times faster than a regular expression.
    classes = text.encode("latin-1", "replace").translate(_CLASSES)
    start = classes.find(_SHORTEST)
    while start >= 0:
        end = classes.find(_OTHER, start)
        if end < 0:
            end = len(classes)
        value = text[start:end]
        if _NEXT_PIECE.match(text, end):
            value, end = _joined(text, start, end)
        kind = LENGTHS.get(len(value))
        if kind:
            value = value.lower()
            if _is_hash(value) and _stands_alone(text, start, end):
                yield kind, value
        start = classes.find(_SHORTEST, end)


def _joined(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the digits of a run and of the pieces behind it, as far as its name says, and the end.

    Where they are not as many as the name says they are no pieces.
    """
    name = _NAME.search(text, max(0, start - _LONGEST_LABEL), start)
    digits, offset = text[start:end], end
    while name and len(digits) < _NAMED_LENGTHS[name[1]]:
        piece = _NEXT_PIECE.match(text, offset)
        if piece is None:
            return text[start:end], end
        digits, offset = digits + piece[1], piece.end()
    is_whole = name and len(digits) == _NAMED_LENGTHS[name[1]]
    return (digits, offset) if is_whole else (text[start:end], end)


def _is_hash(value: str) -> bool:
    return value != _EMPTY_LM and not value.isdigit() and not value.isalpha()


def _stands_alone(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if continues_word(before) or continues_word(after):
        return False
    if before == "-" and after == "-":
        return False
    if end - start > min(LENGTHS):
        return True
    if after == ":" and _hex_run(text[end + 1 : end + 34]) == min(LENGTHS):
        return False
    if before == ":" and _hex_run(text[max(0, start - 34) : start - 1][::-1]) == min(LENGTHS):
        return False
    label, before = _label(text[max(0, start - _LONGEST_LABEL) : start].lower())
    if label == "hash":  # "ja3":{"hash":"..."}
        label, _ = _label(before)
    return label not in _OTHER_FINGERPRINTS


def _label(before: str) -> tuple[str, str]:
    """Return the word that names what follows a text, and the text before it."""
    before = before.rstrip("\"' :={")
    rest = before.rstrip(_LABEL)
    return before[len(rest) :], rest


def _hex_run(text: str) -> int:
    return len(text) - len(text.lstrip("0123456789abcdefABCDEF"))
