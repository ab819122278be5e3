"""Draw the app's icons, static/appIcon*.png: a lens with the pipe of a search in it.

The drawing is a handful of distance functions, so it is crisp at 36 and at 72 pixels and needs no
image library. Run it after a change to the drawing; the icons are in git.
"""

from __future__ import annotations

import math
import struct
import zlib
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).resolve().parent.parent / "static"
# Splunk Web takes the plain icon at 36 pixels and _2x at 72.
SIZES = {"": 36, "_2x": 72}


class Colour(NamedTuple):
    """Red, green, blue and opacity, each 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0


TOP = Colour(0.27, 0.20, 0.60)
BOTTOM = Colour(0.10, 0.08, 0.28)
WHITE = Colour(1, 1, 1)
GREEN = Colour(0.36, 0.90, 0.62)
NOTHING = Colour(0, 0, 0, 0)

# In units of the icon's side, origin at the top left.
LENS = (0.44, 0.44)
LENS_RADIUS = 0.245
STROKE = 0.075
PIPE = ((0.44, 0.325), (0.44, 0.555))
HANDLE = ((0.635, 0.635), (0.80, 0.80))


def to_segment(x: float, y: float, ends: tuple[tuple[float, float], tuple[float, float]]) -> float:
    """Return the distance of a point to the segment between two ends."""
    (ax, ay), (bx, by) = ends
    dx, dy = bx - ax, by - ay
    along = max(0.0, min(1.0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)))
    return math.hypot(x - ax - along * dx, y - ay - along * dy)


def to_rounded_square(x: float, y: float, corner: float) -> float:
    """Return the distance of a point to the icon's rounded outline, negative inside."""
    dx, dy = abs(x - 0.5) - 0.5 + corner, abs(y - 0.5) - 0.5 + corner
    return math.hypot(max(dx, 0), max(dy, 0)) + min(max(dx, dy), 0) - corner


def over(top: Colour, bottom: Colour, coverage: float) -> Colour:
    """Return top, as opaque as coverage (0 to 1) says, laid over bottom."""
    share = top.alpha * coverage
    alpha = share + bottom.alpha * (1 - share)
    if not alpha:
        return NOTHING
    red, green, blue = (
        (above * share + below * bottom.alpha * (1 - share)) / alpha
        for above, below in zip(top[:3], bottom[:3])
    )
    return Colour(red, green, blue, alpha)


def pixel(x: float, y: float, softness: float, *, on_tile: bool) -> Colour:
    """Return the colour at a point; an edge fades over softness, both in icon sides."""

    def inside(distance: float) -> float:
        return max(0.0, min(1.0, 0.5 - distance / softness))

    colour = NOTHING
    if on_tile:
        tile = over(BOTTOM, TOP, y)
        colour = over(tile, colour, inside(to_rounded_square(x, y, corner=0.2)))
    ring = abs(math.hypot(x - LENS[0], y - LENS[1]) - LENS_RADIUS) - STROKE / 2
    colour = over(WHITE, colour, inside(ring))
    colour = over(WHITE, colour, inside(to_segment(x, y, HANDLE) - STROKE * 0.75))
    pipe = to_segment(x, y, PIPE) - STROKE / 2
    return over(GREEN if on_tile else WHITE, colour, inside(pipe))


def png(size: int, *, on_tile: bool) -> bytes:
    """Return the icon as PNG (https://www.w3.org/TR/png-3), size x size pixels, 8-bit RGBA."""
    rows = bytearray()
    for row in range(size):
        rows.append(0)  # no filter
        for column in range(size):
            colour = pixel((column + 0.5) / size, (row + 0.5) / size, 1 / size, on_tile=on_tile)
            rows += bytes(round(channel * 255) for channel in colour)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    parts = (
        chunk(b"IHDR", header),
        chunk(b"IDAT", zlib.compress(bytes(rows), 9)),
        chunk(b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def main() -> None:
    """Write all icons: appIcon on its tile, appIconAlt in white for Splunk's coloured app bar."""
    for suffix, size in SIZES.items():
        (STATIC / f"appIcon{suffix}.png").write_bytes(png(size, on_tile=True))
        (STATIC / f"appIconAlt{suffix}.png").write_bytes(png(size, on_tile=False))


if __name__ == "__main__":
    main()
