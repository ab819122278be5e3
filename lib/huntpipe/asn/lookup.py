"""What asnlookup says of one value."""

from __future__ import annotations

from typing import Optional, Protocol, Tuple

from huntpipe.asn.address import parse_address, scope
from huntpipe.asn.network import Network, address_text, cidr_around

FIELDS = ("asn", "as_org", "as_network", "as_status")
"""What is told of every value. ``as_status`` is ``found``, ``not_announced``, ``not_public``,
``invalid`` or ``empty``."""

ALL_FIELDS = (*FIELDS, "as_range", "as_scope", "as_database")
"""The same with the announced range, the kind of address, and name and date of the data."""


class Source(Protocol):
    """Any data that knows networks."""

    name: str
    date: str

    def find(self, version: int, number: int) -> Optional[Network]:
        """Return the network around an address, or ``None``."""


class AsnLookup:
    """Describes IP addresses by the networks that announce them.

    :param source: where networks are looked up. Only public addresses ever are.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._database = f"{source.name} {source.date}"

    def describe(self, text: str) -> Tuple[str, ...]:
        """Return the values of :data:`ALL_FIELDS` for a text; what is not known is empty."""
        if not text.strip():
            return "", "", "", "empty", "", "", self._database
        address = parse_address(text)
        if address is None:
            return "", "", "", "invalid", "", "", self._database
        kind = scope(address)
        if kind != "public":
            return "", "", "", "not_public", "", kind, self._database
        version, number = address
        network = self._source.find(version, number)
        if network is None:
            return "", "", "", "not_announced", "", kind, self._database
        (asn, organization), first, last = network
        return (
            asn,
            organization,
            cidr_around(version, number, first, last),
            "found",
            f"{address_text(version, first)}-{address_text(version, last)}",
            kind,
            self._database,
        )
