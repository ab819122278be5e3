"""What asnlookup says of one value."""

from __future__ import annotations

from typing import Optional, Protocol, Tuple

from huntpipe.asn.address import parse_address, scope
from huntpipe.asn.fields import FIELDS
from huntpipe.asn.network import Network, address_text, cidr_around


class Source(Protocol):
    """Any data that knows networks."""

    name: str
    date: str

    def find(self, version: int, number: int) -> Optional[Network]:
        """Return the network around an address, or ``None``."""


class AsnLookup:
    """Describes IP addresses by the networks that announce them.

    :param source: where networks are looked up. Only public addresses ever are.
    :param all_fields: whether to give :data:`ALL_FIELDS`, which takes a fifth longer, or
        :data:`FIELDS`.
    """

    def __init__(self, source: Source, *, all_fields: bool) -> None:
        self._find = source.find
        self._database = f"{source.name} {source.date}"
        self._all_fields = all_fields

    def describe(self, text: str) -> Tuple[str, ...]:
        """Return the values of the fields for a text; what is not known is empty."""
        address = parse_address(text)
        if address is None:
            return self._nothing("invalid" if text.strip() else "empty")
        kind = scope(address)
        if kind != "public":
            return self._nothing("not_public", kind)
        version, number = address
        network = self._find(version, number)
        if network is None:
            return self._nothing("not_announced", kind)
        (asn, organization), first, last = network
        block = cidr_around(version, number, first, last)
        if not self._all_fields:
            return asn, organization, block, "found"
        announced = f"{address_text(version, first)}-{address_text(version, last)}"
        return asn, organization, block, "found", announced, kind, self._database

    def _nothing(self, status: str, kind: str = "") -> Tuple[str, ...]:
        row = "", "", "", status, "", kind, self._database
        return row if self._all_fields else row[: len(FIELDS)]
