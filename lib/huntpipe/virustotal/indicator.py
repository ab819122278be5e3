"""What a value is: a file hash, an address, a domain or a URL, in the form VirusTotal names it.

https://docs.virustotal.com/reference/overview
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_API_COLLECTION = {"file": "files", "ip": "ip_addresses", "domain": "domains", "url": "urls"}
_WEB_PAGE = {"file": "file", "ip": "ip-address", "domain": "domain", "url": "url"}

_HASH = re.compile(r"(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})")
_HASH_OF_WRONG_LENGTH = re.compile(r"[0-9a-f]{16,}")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_TOP_LABEL = re.compile(r"[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NOT_IN_A_URL = re.compile(r"[\x00-\x20\x7f\\\"<>^`{|}\s]")

# A request line longer than this is refused by common proxies and servers.
_LONGEST_URL = 4096


@dataclass(frozen=True)
class Indicator:
    """One value that VirusTotal may know.

    :param kind: one of ``names.KINDS``.
    :param value: the normalised value: lower-case hash, compressed address, lower-case ASCII
        domain without a trailing dot, URL with lower-case scheme and host and no fragment.
    """

    kind: str
    value: str

    @property
    def object_id(self) -> str:
        """The identifier in the API: a URL's is its unpadded base64url form.

        https://docs.virustotal.com/reference/url#url-identifiers
        """
        if self.kind == "url":
            return base64.urlsafe_b64encode(self.value.encode()).rstrip(b"=").decode("ascii")
        return self.value

    @property
    def path(self) -> str:
        """The path of the object below the API's base URL."""
        return f"{_API_COLLECTION[self.kind]}/{self.object_id}"

    @property
    def key(self) -> str:
        """A short unique key: the kind and the value, a URL by its SHA-256."""
        return f"{self.kind}:{self._page_id}"

    def link(self, report_id: str = "") -> str:
        """Return the page a person reads on VirusTotal.

        :param report_id: the identifier the report itself carries, where there is a report.
        """
        return f"https://www.virustotal.com/gui/{_WEB_PAGE[self.kind]}/{report_id or self._page_id}"

    @property
    def _page_id(self) -> str:
        if self.kind == "url":
            return hashlib.sha256(self.value.encode()).hexdigest()
        return self.value


def parse_indicator(text: str, kind: str = "auto") -> Indicator:
    """Return what ``text`` is.

    :param text: a value as an event holds it; surrounding blanks do not count.
    :param kind: one of ``names.KINDS``, or ``auto`` to tell by the form of the value.
    :raises ValueError: the text is not of that kind; the message says what was expected.
    """
    text = text.strip()
    if kind == "file":
        return Indicator("file", _hash(text))
    if kind == "ip":
        return Indicator("ip", _address(text))
    if kind == "domain":
        return Indicator("domain", _domain(text))
    if kind == "url" or "://" in text:
        return Indicator("url", _url(text))
    return _tell(text)


def _tell(text: str) -> Indicator:
    if _HASH_OF_WRONG_LENGTH.fullmatch(text.lower()):
        return Indicator("file", _hash(text))
    try:
        return Indicator("ip", _address(text))
    except ValueError:
        pass
    try:
        return Indicator("domain", _domain(text))
    except ValueError as cause:
        raise ValueError("not a file hash, an IP address, a domain or a URL") from cause


def _hash(text: str) -> str:
    digest = text.lower()
    if not _HASH.fullmatch(digest):
        raise ValueError("not an MD5, SHA-1 or SHA-256 hash (32, 40 or 64 hexadecimal digits)")
    return digest


def _address(text: str) -> str:
    try:
        address = ipaddress.ip_address(text)
    except ValueError as cause:
        raise ValueError("not an IPv4 or IPv6 address") from cause
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(address)


def _domain(text: str) -> str:
    name = text.lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError as cause:
            raise ValueError("not a domain: its international form has no ASCII form") from cause
    name = name.removesuffix(".")
    labels = name.split(".")
    if (
        len(name) > 253
        or not all(_LABEL.fullmatch(label) for label in labels)
        or not _TOP_LABEL.fullmatch(labels[-1])
    ):
        raise ValueError("not a domain")
    return name


def _url(text: str) -> str:
    scheme, _, after = text.partition("://")
    if scheme.lower() not in {"http", "https", "ftp"}:
        raise ValueError("not a URL: it starts with http://, https:// or ftp://")
    if len(text) > _LONGEST_URL:
        raise ValueError(f"a URL of more than {_LONGEST_URL} characters")
    if _NOT_IN_A_URL.search(text):
        raise ValueError("not a URL: blanks and backslashes cannot stand in one")
    try:
        parts = urlsplit(text)
        host_of(text)
    except ValueError as cause:
        raise ValueError("not a URL: its host or port is malformed") from cause
    user, at, host = parts.netloc.rpartition("@")
    rest = after[len(parts.netloc) :].partition("#")[0]
    return f"{scheme.lower()}://{user}{at}{host.lower()}{rest}"


def host_of(url: str) -> Indicator:
    """Return the host of a URL, an address or a domain.

    :raises ValueError: the URL has no valid host or port.
    """
    parts = urlsplit(url)
    if parts.port == 0:
        raise ValueError("port 0 cannot be connected to")
    host = parts.hostname or ""
    try:
        return Indicator("ip", _address(host))
    except ValueError:
        return Indicator("domain", _domain(host))
