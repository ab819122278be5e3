"""Which values stay at home: VirusTotal keeps, and shows to others, what it is asked about."""

from __future__ import annotations

import ipaddress
from typing import Sequence, Union
from urllib.parse import urlsplit

from huntpipe.virustotal.indicator import Indicator, host_of

# Names that no public DNS delegates, and `arpa`, whose names spell addresses.
# https://www.iana.org/assignments/special-use-domain-names
# https://www.icann.org/en/board-activities-and-meetings/materials (.internal, 2024; .corp, .home,
# .mail, 2018) and RFC 6762, appendix G (.intranet, .private, .lan). `localdomain`, `domain` and
# `workgroup` are defaults of common systems.
_RESERVED_SUFFIXES = frozenset(
    (
        *("alt", "arpa", "example", "invalid", "local", "localhost", "onion", "test"),
        *("example.com", "example.net", "example.org"),
        *("corp", "home", "internal", "intranet", "lan", "mail", "private"),
        *("domain", "localdomain", "workgroup"),
    )
)


def reason_to_withhold(indicator: Indicator, internal_domains: Sequence[str] = ()) -> str:
    """Return why the value must not be sent, or an empty string when it may.

    :param internal_domains: domains of one's own; their subdomains are covered.
    """
    if indicator.kind == "url":
        if "@" in urlsplit(indicator.value).netloc:
            return "the URL holds a user name or password"
        return reason_to_withhold(host_of(indicator.value), internal_domains)
    if indicator.kind == "ip":
        public = _is_public(ipaddress.ip_address(indicator.value))
        return "" if public else "the address is not public"
    if indicator.kind == "domain":
        return _reason_to_withhold_domain(indicator.value, internal_domains)
    return ""


def _reason_to_withhold_domain(name: str, internal_domains: Sequence[str]) -> str:
    labels = name.split(".")
    if len(labels) == 1:
        return "a host name without a domain is not public"
    suffixes = {".".join(labels[i:]) for i in range(len(labels))}
    if suffixes & _RESERVED_SUFFIXES:
        return "the domain is reserved, so it is not public"
    if suffixes & {domain.strip().strip(".").lower() for domain in internal_domains}:
        return "the domain is one of internal_domains"
    return ""


def _is_public(address: Union[ipaddress.IPv4Address, ipaddress.IPv6Address]) -> bool:
    """Whether the address is global unicast.

    https://www.iana.org/assignments/iana-ipv4-special-registry
    https://www.iana.org/assignments/iana-ipv6-special-registry
    """
    if address.is_multicast or not address.is_global:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    bits = int(address)
    in_global_unicast = bits >> 125 == 0b001
    # RFC 9637, newer than the tables of most Pythons.
    in_documentation = bits >> 108 == 0x3FFF0
    # RFC 3056: a 6to4 address spells an IPv4 address, which may be a private one.
    in_6to4 = address.sixtofour
    return in_global_unicast and not in_documentation and (in_6to4 is None or _is_public(in_6to4))
