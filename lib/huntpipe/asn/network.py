"""Ranges of addresses and the blocks inside them."""

from __future__ import annotations

from socket import AF_INET, AF_INET6, inet_ntop
from typing import Tuple

System = Tuple[str, str]
"""An autonomous system: its number as digits, and its organization."""

NOBODY: System = ("", "")
"""Who announces a range that is not announced."""

Network = Tuple[System, int, int]
"""The system that announces an address, and the first and the last address of the announced range
as numbers. A plain tuple: to make anything else takes longer than to find it."""


def cidr_around(version: int, number: int, first: int, last: int) -> str:
    """Return the largest CIDR block (RFC 4632) around an address that lies inside a range."""
    width = 32 if version == 4 else 128
    # A block lies inside the range if neither neighbour of the range is in it, and two numbers
    # share a block of 2**size addresses if they differ only in their last size bits.
    before = first - 1 if first else 1 << width
    size = min((number ^ before).bit_length(), (number ^ (last + 1)).bit_length()) - 1
    return f"{address_text(version, number >> size << size)}/{width - size}"


def address_text(version: int, number: int) -> str:
    """Return an address in its usual form (RFC 5952 for IPv6)."""
    if version == 4:
        return inet_ntop(AF_INET, number.to_bytes(4, "big"))
    return inet_ntop(AF_INET6, number.to_bytes(16, "big"))
