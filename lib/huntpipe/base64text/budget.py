"""How much may be unwrapped from one event: depth, size and ratio."""

from __future__ import annotations

from typing import NamedTuple

# A script compresses some tenfold; DEFLATE itself can reach 1032 to 1 (https://zlib.net/zlib_tech.html).
_MAX_RATIO = 200
# Below this size a high ratio harms nobody: a page of blanks is no bomb.
_HARMLESS = 65_536


class Limits(NamedTuple):
    """What a search allows.

    :param maxdepth: base64 layers inside each other.
    :param minlength: base64 characters a payload has at least when nothing announces it.
    :param maxbytes: bytes unwrapped from one event, over all its layers.
    """

    maxdepth: int = 10
    minlength: int = 16
    maxbytes: int = 1_048_576


class Budget:
    """The bytes that may still be unwrapped from one event.

    :param limits: what the search allows.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.exceeded = False
        self._left = limits.maxbytes

    def spend(self, size: int) -> bool:
        """Take ``size`` bytes; False, and ``exceeded`` from now on, when they are not left."""
        if not self.fits(size):
            self.exceeded = True
            return False
        self._left -= size
        return True

    def fits(self, size: int) -> bool:
        """Tell whether ``size`` bytes are left."""
        return size <= self._left

    def inflatable(self, compressed: int) -> int:
        """Return how many bytes a stream of ``compressed`` bytes may unpack to."""
        return min(self._left, max(compressed * _MAX_RATIO, _HARMLESS))
