"""Addresses that are not globally reachable, by the IANA special-purpose registries.

https://www.iana.org/assignments/iana-ipv4-special-registry and -ipv6-special-registry, with
multicast (RFC 5771, RFC 4291) and the reserved class E. The answer of the standard library
changed between Python 3.9 and 3.13; a search head and its indexers must agree.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network


def _blocks_v6(text: str) -> tuple[IPv6Network, ...]:
    return tuple(IPv6Network(block) for block in text.split())


_NOT_GLOBAL_V4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_TRANSLATED_V6 = IPv6Network("64:ff9b::/96")
_NOT_GLOBAL_V6 = _blocks_v6("2001::/32 2001:2::/48 2001:10::/28 2001:db8::/32 2002::/16 3fff::/20")
# What IANA ever gave to somebody; a value outside of it is no address of any host.
_ASSIGNED_V6 = _blocks_v6("2000::/3 fc00::/7 fe80::/10 ff00::/8 64:ff9b::/48 100::/64 ::/95")


def is_global_v4(value: str) -> bool:
    """Tell whether a valid IPv4 address can be a peer on the public internet."""
    address = IPv4Address(value)
    return not any(address in block for block in _NOT_GLOBAL_V4)


def is_global_v6(value: str) -> bool:
    """Tell whether a valid IPv6 address can be a peer on the public internet.

    A mapped or translated address is what the IPv4 address inside it is.
    """
    address = IPv6Address(value)
    inner = address.ipv4_mapped
    if inner is None and address in _TRANSLATED_V6:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return is_global_v4(str(inner))
    return address in _GLOBAL_V6 and not any(address in block for block in _NOT_GLOBAL_V6)


def is_assigned_v6(value: str) -> bool:
    """Tell whether a valid IPv6 address lies in a block that IANA has assigned to a use."""
    address = IPv6Address(value)
    return address.ipv4_mapped is not None or any(address in block for block in _ASSIGNED_V6)
