"""IP addresses as logs write them, and what kind of address each one is.

The special-purpose blocks are those of the IANA IPv4 and IPv6 Special-Purpose Address Registries
(RFC 6890 and its updates).
"""

from __future__ import annotations

import re
from _socket import AF_INET, AF_INET6, inet_pton  # socket itself takes 3 ms to import
from bisect import bisect_right
from typing import List, Optional, Tuple

_MAPPED = b"\0" * 10 + b"\xff\xff"

_bracketed = re.compile(r"\[([^\]\[]*)\](?::(\d{1,5}))?").fullmatch
_with_port = re.compile(r"([\d.]+):(\d{1,5})").fullmatch
_zone = re.compile(r"%[0-9A-Za-z._~-]+\Z").sub


Address = Tuple[int, int]
"""Version, 4 or 6, and number of an IP address. An IPv4-mapped IPv6 address (RFC 4291, 2.5.5.2) is
the IPv4 address."""


def parse_address(text: str) -> Optional[Address]:
    """Return the address that a text holds, or ``None``.

    Taken are IPv4 in four decimal parts without leading zeros, IPv6 in any form of RFC 4291 with or
    without a zone (RFC 4007), ``v4:port`` and ``[v6]:port`` (RFC 3986), each with blanks or quotes
    around it.
    """
    packed = _pack(text)
    if packed is None:
        packed = _pack_dressed(text)
        if packed is None:
            return None
    if len(packed) == 4:
        return 4, int.from_bytes(packed, "big")
    if packed.startswith(_MAPPED):
        return 4, int.from_bytes(packed[12:], "big")
    return 6, int.from_bytes(packed, "big")


def _pack(text: str) -> Optional[bytes]:
    try:
        return inet_pton(AF_INET6 if ":" in text else AF_INET, text)
    except (OSError, ValueError):  # ValueError: NUL or lone surrogates in the text
        return None


def _pack_dressed(text: str) -> Optional[bytes]:
    """Return what is left when blanks, quotes, port, brackets and zone are taken off."""
    text = text.strip().strip("\"'").strip()
    match = _bracketed(text) or _with_port(text)
    if match is not None:
        if match[2] and int(match[2]) > 65535:
            return None
        is_ipv6 = text.startswith("[")
        text = match[1]
        if is_ipv6 and ":" not in text:
            return None
    if ":" in text:
        text = _zone("", text)
    return _pack(text)


_SPECIAL = {
    "0.0.0.0/32": "unspecified",
    "0.0.0.0/8": "reserved",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link_local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "documentation",
    "192.168.0.0/16": "private",
    "198.18.0.0/15": "reserved",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
    # Global unicast is 2000::/3 alone (RFC 4291, 2.4); all else is special or reserved.
    "::/0": "reserved",
    "::/128": "unspecified",
    "::1/128": "loopback",
    "2000::/3": "public",
    "2001:2::/48": "reserved",
    "2001:10::/28": "reserved",
    "2001:db8::/32": "documentation",
    "3fff::/20": "documentation",
    "fc00::/7": "private",
    "fe80::/10": "link_local",
    "ff00::/8": "multicast",
}


def _block(cidr: str) -> Tuple[int, int, int]:
    """Return the prefix length, the first and the last address of a block."""
    text, _, length = cidr.partition("/")
    packed = _pack(text) or b""
    first = int.from_bytes(packed, "big")
    return int(length), first, first + (1 << (8 * len(packed) - int(length))) - 1


def _boundaries(version: int) -> Tuple[List[int], List[str]]:
    """Return the first addresses of all blocks in order, and the scope from each one on."""
    blocks = [
        (*_block(cidr), name) for cidr, name in _SPECIAL.items() if (":" in cidr) == (version == 6)
    ]
    starts = sorted({0, *(b[1] for b in blocks), *(b[2] + 1 for b in blocks)})
    scopes = []
    for start in starts:
        around = [(length, name) for length, first, last, name in blocks if first <= start <= last]
        scopes.append(max(around, default=(0, "public"))[1])
    return starts, scopes


_BOUNDARIES = {version: _boundaries(version) for version in (4, 6)}


def scope(address: Address) -> str:
    """Return what kind of address it is.

    One of ``public``, ``private``, ``shared`` (RFC 6598, CGNAT), ``loopback``, ``link_local``,
    ``multicast``, ``documentation``, ``reserved`` or ``unspecified``.
    """
    version, number = address
    starts, scopes = _BOUNDARIES[version]
    return scopes[bisect_right(starts, number) - 1]
