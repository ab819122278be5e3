from __future__ import annotations

import base64
import hashlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.virustotal.indicator import Indicator, parse_indicator
from huntpipe.virustotal.names import KINDS

SHA256 = hashlib.sha256(b"huntpipe").hexdigest()


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (SHA256[:32], "file", SHA256[:32]),
        (SHA256[:40].upper(), "file", SHA256[:40]),
        (f"  {SHA256}\n", "file", SHA256),
        ("8.8.8.8", "ip", "8.8.8.8"),
        ("::ffff:8.8.8.8", "ip", "8.8.8.8"),
        ("2001:4860:4860:0:0:0:0:8888", "ip", "2001:4860:4860::8888"),
        ("Evil.Example.COM.", "domain", "evil.example.com"),
        ("_dmarc.evil.net", "domain", "_dmarc.evil.net"),
        ("bücher.de", "domain", "xn--bcher-kva.de"),
        ("intranet", "domain", "intranet"),
        ("HTTP://Evil.NET:8080/Path?Q=1#part", "url", "http://evil.net:8080/Path?Q=1"),
        ("https://[2001:4860:4860::8888]/", "url", "https://[2001:4860:4860::8888]/"),
        ("http://user:Secret@Evil.net/", "url", "http://user:Secret@evil.net/"),
    ],
)
def test_value_is_told_by_its_form_and_normalised(text: str, kind: str, value: str) -> None:
    assert parse_indicator(text) == Indicator(kind, value)
    assert parse_indicator(text, kind) == Indicator(kind, value)


@pytest.mark.parametrize(
    "text",
    [
        SHA256[:31],
        SHA256 + "00",
        SHA256 * 2,
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "999.1.1.1",
        "1.2.3.4:80",
        "0x7f.1",
        "evil..net",
        "-evil.net",
        "evil.net-",
        "evil[.]com",
        "hxxp://evil.com/",
        "evil.com/path",
        "two words",
        "user@evil.net",
        "a" * 64 + ".net",
        "file:///etc/passwd",
        "javascript://evil.net/",
        "http://",
        "http:///path",
        "http://evil.net:99999/",
        "http://evil.net\\@intranet.local/",
        "http://evil.net/a b",
        "http://evil.net/\x00",
        "http://%6cocalhost/",
        "http://2130706433/",
        "http://evil.net/" + "a" * 5000,
        "",
    ],
)
def test_malformed_value_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not a|a URL of more than"):
        parse_indicator(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("8.8.8.8", "domain"), ("evil.net", "ip"), (SHA256, "domain"), ("evil.net", "url")],
)
def test_value_of_another_kind_than_asked_is_refused(text: str, kind: str) -> None:
    if (text, kind) == (SHA256, "domain"):
        # 64 characters are one more than a DNS label may have.
        assert len(text) == 64
    with pytest.raises(ValueError, match="not a"):
        parse_indicator(text, kind)


def test_url_is_named_by_unpadded_base64url() -> None:
    # The example of docs.virustotal.com/reference/url.
    url = parse_indicator("http://www.somedomain.com/this/is/my/url")
    assert url.object_id == "aHR0cDovL3d3dy5zb21lZG9tYWluLmNvbS90aGlzL2lzL215L3VybA"
    assert url.path == f"urls/{url.object_id}"


def test_paths_follow_the_api() -> None:
    assert Indicator("file", SHA256).path == f"files/{SHA256}"
    assert Indicator("ip", "8.8.8.8").path == "ip_addresses/8.8.8.8"
    assert Indicator("domain", "evil.net").path == "domains/evil.net"


def test_key_of_a_long_url_is_short() -> None:
    url = parse_indicator("https://evil.net/" + "a" * 4000)
    assert url.key == "url:" + hashlib.sha256(url.value.encode()).hexdigest()


@given(st.text(string.printable, min_size=1), st.sampled_from(["auto", *KINDS]))
def test_any_text_is_parsed_to_a_stable_form_or_refused(text: str, kind: str) -> None:
    try:
        indicator = parse_indicator(text, kind)
    except ValueError:
        return
    assert parse_indicator(indicator.value, indicator.kind) == indicator


@given(st.text(string.ascii_letters + string.digits + "/?&=%~-_", max_size=200))
def test_url_identifier_decodes_to_the_url(rest: str) -> None:
    url = parse_indicator(f"https://evil.net/{rest}")
    padded = url.object_id + "=" * (-len(url.object_id) % 4)
    assert base64.urlsafe_b64decode(padded).decode() == url.value
    assert "=" not in url.object_id
