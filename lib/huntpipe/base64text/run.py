"""One run of base64 characters to bytes.

Both alphabets of RFC 4648 (sections 4 and 5), with or without padding:
https://www.rfc-editor.org/rfc/rfc4648
"""

from __future__ import annotations

import binascii
import re
import string
from typing import Iterator, NamedTuple, Optional

ALPHABET = "A-Za-z0-9+/_-"
"""Both alphabets, as the inside of a regular expression's set."""

CHARACTERS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
"""The standard alphabet, in the order of the values."""

_TO_STANDARD = str.maketrans("-_", "+/")
# The bits of the last character that stand for no byte, by the characters in the last quantum.
_SPARE_BITS = {2: 0b1111, 3: 0b11}
_VALUES = {character: value for value, character in enumerate(CHARACTERS)}
_SEPARATORS = tuple(re.compile(f"[{characters}]") for characters in ("_-", "/", "/_-"))


class Decoded(NamedTuple):
    """The bytes of a run."""

    data: bytes
    cut: bool
    """The run ends where no encoder ends: something behind it was lost."""


def decode_run(run: str) -> Optional[Decoded]:
    """Decode a run of base64 characters; None when it mixes the alphabets or is too short.

    :param run: characters of ``ALPHABET``, then any number of ``=``.
    """
    bare = run.rstrip("=")
    if "-" in bare or "_" in bare:
        if "+" in bare or "/" in bare:
            return None
        bare = bare.translate(_TO_STANDARD)
    rest = len(bare) & 3
    cut = rest == 1
    if cut:
        bare = bare[:-1]
    elif rest:
        cut = _VALUES[bare[-1]] & _SPARE_BITS[rest] != 0
        bare += "=="[: 4 - rest]
    return Decoded(binascii.a2b_base64(bare), cut) if bare else None


def parts(run: str) -> Iterator[list[str]]:
    """Yield the parts of a run by each way to split it: a name may go before a payload."""
    for separators in _SEPARATORS:
        split = separators.split(run)
        if len(split) > 1:
            yield split
