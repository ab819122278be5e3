from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from huntpipe.indicators.extract import Extractor
from huntpipe.indicators.types import TYPES

if TYPE_CHECKING:
    import ipaddress

ALL = Extractor()
PUBLIC = Extractor(public=True)
# Pieces that come close to every type, so that arbitrary joins hit the edges.
PIECES = st.sampled_from(
    [
        *(
            "1.2.3.4",
            "255.",
            "0",
            "a",
            "evil.com",
            ".co.uk",
            "sh",
            "md",
            "xn--",
            "-",
            "_",
            ",",
            ";",
        ),
        *("://", "http", "hxxp", "[.]", "(dot)", "[at]", "@", "::", ":", "2001:db8", "fe80", "%2F"),
        *("/", "//", "\\", "\\\\", "C:\\", "HKLM\\", "Run", "~", "$env:TEMP\\", "%TEMP%\\", "%"),
        *(
            "'",
            '"',
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            "<a&",
            "amp;",
            "=",
            "?",
            "#",
            "\n",
            " ",
            " A",
            " b",
        ),
        *("CVE-2021-", "44228", "44d88612fea8a8f36de82e1278abb02f", "é", "下", "\ud800"),
        *("\\n", "\\/", "\\u0041", '{"', "Program Files"),
    ]
)
ADDRESSES = st.ip_addresses(v=4).filter(lambda ip: ip.packed[0] not in {0, 255})


def found(text: str) -> dict[str, list[str]]:
    return ALL.extract([text])


@given(st.lists(PIECES, max_size=30).map("".join))
@example('{"' + "\\u00")
@example("http://[::1%@")
def test_no_text_raises_and_every_value_is_there_once(text: str) -> None:
    for values in found(text).values():
        assert len(values) == len(set(values)) > 0


@given(st.text())
def test_public_indicators_are_some_of_all(text: str) -> None:
    everything = found(text)
    for kind, values in PUBLIC.extract([text]).items():
        assert [value for value in everything[kind] if value in set(values)] == values


@given(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(TYPES))
def test_a_type_alone_finds_what_it_finds_among_all(text: str, kind: str) -> None:
    alone = Extractor([kind]).extract([text])
    assert alone.get(kind, []) == found(text).get(kind, [])
    assert set(alone) <= {kind}


@given(ADDRESSES, st.sampled_from([".", "[.]", "(.)", "[dot]", "(dot)", "{.}", " [.] "]))
def test_an_address_is_found_however_it_is_defanged(
    address: ipaddress.IPv4Address, dot: str
) -> None:
    text = f"seen from {str(address).replace('.', dot)}, twice"
    assert found(text) == {"ipv4": [str(address)]}


@given(st.ip_addresses(v=4), st.integers(0, 999))
def test_an_address_in_a_longer_number_is_none(address: ipaddress.IPv4Address, number: int) -> None:
    for text in (
        f"{address}.{number}",
        f"{number}.{address}",
        f"v{address}",
        f"{address}_{number}",
    ):
        assert "ipv4" not in found(text)


@given(st.ip_addresses(v=6, network="2000::/3"), st.booleans(), st.booleans())
def test_an_ipv6_address_is_found_in_every_form(
    address: ipaddress.IPv6Address, exploded: bool, bracketed: bool
) -> None:
    written = address.exploded if exploded else address.compressed
    text = f"peer=[{written}]:443" if bracketed else f"peer {written.upper()}%eth0 left"
    assert found(text) == {"ipv6": [written]}


@given(st.binary(min_size=16, max_size=70).map(bytes.hex))
def test_a_hash_has_its_exact_length(digits: str) -> None:
    kinds = {32: "md5", 40: "sha1", 64: "sha256"}
    by_chance = digits.isdigit() or digits.isalpha()
    kind = kinds.get(len(digits))
    assert found(f"<{digits.upper()}>") == ({kind: [digits]} if kind and not by_chance else {})


def test_events_without_texts_have_no_indicators() -> None:
    assert list(Extractor().extract_all([[], []])) == [{}, {}]


def test_values_keep_the_order_of_several_texts() -> None:
    assert ALL.extract(["b.com a.com", "", "c.com a.com"]) == {
        "domain": ["b.com", "a.com", "c.com"]
    }


@pytest.mark.parametrize(
    "text",
    [
        *("10.1.1.1", "127.0.0.1", "100.64.0.1", "169.254.169.254", "192.0.2.1", "224.0.0.1"),
        *("255.255.255.255", "fe80::1", "::1", "fd00::1", "2001:db8::1", "::ffff:10.0.0.1"),
        *("http://intranet/x", "http://10.0.0.1/", "http://[fe80::1]/", "http://dc.corp.local/"),
        *("bob@corp.local", "ldap://localhost:389/a"),
    ],
)
def test_public_drops(text: str) -> None:
    assert found(text)
    assert PUBLIC.extract([text]) == {}


@pytest.mark.parametrize(
    "text",
    [
        *("8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "evil.com"),
        *("http://evil.com/", "http://[2606:4700::1111]/", "a@evil.com", "C:\\x.exe"),
        "d41d8cd98f00b204e9800998ecf8427e",
    ],
)
def test_public_keeps(text: str) -> None:
    assert PUBLIC.extract([text]) == found(text) != {}
