"""Cryptographic functions: hexadecimal digests of the UTF-8 text."""

from __future__ import annotations

import hashlib
from typing import Callable

from preview.spl.functions.registry import function


def _digest(algorithm: str) -> Callable[[str], str]:
    return lambda text: hashlib.new(algorithm, text.encode(), usedforsecurity=False).hexdigest()


for _name in ("md5", "sha1", "sha256", "sha512"):
    function(_name, "t")(_digest(_name))
