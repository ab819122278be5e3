"""Addresses as logs write them."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.asn.address import Address, parse_address, scope
from huntpipe.asn.network import cidr_around

V4 = (4, 0x01800001)
V6 = (6, int(ipaddress.ip_address("2606:4700::1111")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.128.0.1", V4),
        (" 1.128.0.1 ", V4),
        ('"1.128.0.1"', V4),
        ("'1.128.0.1'", V4),
        ("1.128.0.1:443", V4),
        ("::ffff:1.128.0.1", V4),
        ("::FFFF:180:1", V4),
        ("[::ffff:1.128.0.1]:40001", V4),
        ("2606:4700::1111", V6),
        ("2606:4700:0:0:0:0:0:1111", V6),
        ("[2606:4700::1111]", V6),
        ("[2606:4700::1111]:65535", V6),
        ("2606:4700::1111%eth0", V6),
        ("[2606:4700::1111%25eth0]:80", V6),
    ],
)
def test_an_address_is_read_in_every_dress(text: str, expected: Address) -> None:
    assert parse_address(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 5.6.7.8", "0x7f.1"),
        *("1.2.3.4:", "1.2.3.4:99999", "1.2.3.4:port", "[1.2.3.4]", "[::1", "::1]", "[::1]:70000"),
        *(
            "1::2::3",
            ":::",
            "12345::",
            "fe80::1%",
            "1.2.3.4%eth0",
            "\uff11.2.3.4",
            "1.2.3.4\0",
            "\ud800",
        ),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    assert parse_address(text) is None


def test_an_ipv4_compatible_address_is_not_the_ipv4_address() -> None:
    address = parse_address("::1.128.0.0")
    assert address == (6, 0x01800000)
    assert scope(address) == "reserved"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(("8.8.8.8", "public"), ("172.32.0.0", "public"), ("100.128.0.0", "public")),
        *(("10.0.0.0", "private"), ("172.16.0.0", "private"), ("172.31.255.255", "private")),
        *(("192.168.255.255", "private"), ("fd12::1", "private"), ("100.64.0.0", "shared")),
        *(("100.127.255.255", "shared"), ("127.9.9.9", "loopback"), ("::1", "loopback")),
        *(("169.254.169.254", "link_local"), ("fe80::1", "link_local"), ("224.0.0.1", "multicast")),
        *(
            ("ff02::1", "multicast"),
            ("192.0.2.1", "documentation"),
            ("2001:db8::", "documentation"),
        ),
        *(("198.51.100.7", "documentation"), ("203.0.113.7", "documentation")),
        *(("3fff::1", "documentation"), ("240.0.0.1", "reserved"), ("255.255.255.255", "reserved")),
        *(("0.0.0.0", "unspecified"), ("0.0.0.1", "reserved"), ("::", "unspecified")),
        *(("198.19.0.1", "reserved"), ("64:ff9b::808:808", "reserved"), ("2a00:1450::1", "public")),
    ],
)
def test_the_kind_of_an_address_is_that_of_the_iana_registries(text: str, kind: str) -> None:
    address = parse_address(text)
    assert address is not None
    assert scope(address) == kind


@given(st.ip_addresses())
def test_parsing_agrees_with_the_standard_library(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    mapped = getattr(address, "ipv4_mapped", None)
    expected = mapped or address
    assert parse_address(str(address)) == (expected.version, int(expected))


@given(st.data(), st.sampled_from([4, 6]))
def test_the_block_is_the_largest_inside_the_range(data: st.DataObject, version: int) -> None:
    width = 32 if version == 4 else 128
    top = (1 << width) - 1
    first = data.draw(st.integers(0, top))
    last = data.draw(st.integers(first, top))
    number = data.draw(st.integers(first, last))
    block = ipaddress.ip_network(cidr_around(version, number, first, last))
    start, end = int(block.network_address), int(block.broadcast_address)
    assert first <= start <= number <= end <= last
    if block.prefixlen:
        wider = block.supernet()
        assert int(wider.network_address) < first or int(wider.broadcast_address) > last
