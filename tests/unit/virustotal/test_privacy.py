from __future__ import annotations

import pytest

from huntpipe.virustotal.indicator import parse_indicator
from huntpipe.virustotal.privacy import reason_to_withhold


@pytest.mark.parametrize(
    "text",
    [
        "10.0.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.1.1",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "239.1.1.1",
        "240.0.0.1",
        "255.255.255.255",
        "0.0.0.0",
        "::ffff:10.0.0.1",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "fc00::1",
        "ff0e::1",
        "2001:db8::1",
        "2001::1",
        "3fff::1",
        "5f00::1",
        "64:ff9b::10.0.0.1",
        "2002:0a00:0001::1",
        "localhost",
        "fileserver",
        "printer.local",
        "dc01.corp",
        "host.example.com",
        "1.0.0.10.in-addr.arpa",
        "abc.onion",
        "wiki.internal",
        "http://10.0.0.1/",
        "http://[::1]:8080/",
        "https://intranet/login",
        "https://user@evil.net/",
        "https://user:password@evil.net/",
    ],
)
def test_value_that_is_not_public_is_withheld(text: str) -> None:
    assert reason_to_withhold(parse_indicator(text))


@pytest.mark.parametrize(
    "text",
    [
        "8.8.8.8",
        "45.77.53.176",
        "2001:4860:4860::8888",
        "2002:0808:0808::1",
        "evil.net",
        "examples.com",
        "notlocal.co",
        "local.evil.net",
        "http://8.8.8.8/",
        "https://evil.net/?mail=user@evil.net",
        "d41d8cd98f00b204e9800998ecf8427e",
    ],
)
def test_public_value_may_be_sent(text: str) -> None:
    assert reason_to_withhold(parse_indicator(text)) == ""


@pytest.mark.parametrize("text", ["brewery.de", "vpn.brewery.de", "https://a.b.Brewery.de:8443/x"])
def test_internal_domains_cover_subdomains_and_urls(text: str) -> None:
    assert "internal_domains" in reason_to_withhold(parse_indicator(text), [" .Brewery.DE. "])


def test_internal_domain_does_not_cover_names_that_only_end_alike() -> None:
    assert reason_to_withhold(parse_indicator("homebrewery.de"), ["brewery.de"]) == ""
