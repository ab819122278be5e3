"""URLs (RFC 3986) with a scheme that names a network service.

Scheme and host in lower case, the rest as written: a path does not ignore case. A namespace of
XML (``xmlns="http://..."``) is a name and not a location, so it is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum, auto
from typing import NamedTuple, Sequence, Tuple
from urllib.parse import unquote

from huntpipe.asn.address import parse_address, scope
from huntpipe.indicators.domains import is_domain
from huntpipe.indicators.east_asian import before_prose
from huntpipe.indicators.words import SCHEMES

# Names of web schemes found at the end of a longer word: two URLs glued together.
_GLUED = ("https", "http", "ftp")
_SCHEME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+"
_LONGEST_SCHEME = 13
_NESTED_AT_MOST = 4
_LONGEST_USER = 129  # with its @
# The last at sign of the authority ends it, as browsers read it. What separates the items of a list
# stands in passwords only: http://a.com,bob@b.com is a host and an address.
_USER = re.compile(r"[\w.~!$&*+=%@-]{1,64}(?::[\w.~!$&*+,;=:%@-]{0,63})?@(?=[\w\[])")
# Host, port, and the rest up to what no URL holds.
_LOCATION = re.compile(
    r"(\[[0-9A-Fa-f:.]{2,45}(?:%[\w.%-]{1,32})?\]|[\w-]{1,63}(?:\.[\w-]{1,63}){0,126})"
    r"(\.?(?::\d{1,5}(?!\d))?)(?!\w|-\w)"
    r"([/?#][^\s<>\"'`{}|\\^\u00ab\u00bb\u2010-\u203a\u3000-\u303f\uff00-\uffef]*)?"
)
_ENCODED = re.compile(r"%3A(?:%2F){2}", re.IGNORECASE)
_ENCODED_REST = re.compile(r"[A-Za-z0-9%._~+!*-]*")
_NAMESPACE = re.compile(r"\bxmlns(?::[\w.-]{1,40})?\s?=\s?[\"']\Z")
_QUOTES = ("'", '"')
_PLAIN_TAIL = re.compile(r"/[\w/.~%+=?-]*[A-Za-z0-9/=]", re.ASCII)
_EMPHASIS = ("_", "~")  # of Markdown
_SHELL_CHAIN = re.compile(r"&&|;(?![\w.~%-]{1,40}=)")


class Place(Enum):
    """What part of a URL a piece of text is."""

    OUTSIDE = auto()
    AUTHORITY = auto()
    PATH = auto()
    NAMESPACE = auto()


class Url(NamedTuple):
    """One URL: its offsets, those of its authority, its value and its lower-case host.

    ``is_namespace``: it is no location but the name of an XML namespace.
    """

    start: int
    host: int
    path: int
    end: int
    value: str
    name: str
    is_namespace: bool = False


class Urls:
    """The URLs of a text, in order of appearance, and which part of one an offset lies in."""

    def __init__(self, urls: Sequence[Url]) -> None:
        self._all = urls
        self._starts = [url.start for url in urls]
        self.found = [url for url in urls if not url.is_namespace]

    def place(self, offset: int) -> Place:
        """Return what part of a URL an offset lies in."""
        if not self._all:
            return Place.OUTSIDE
        last = bisect_right(self._starts, offset) - 1
        for index in range(last, max(-1, last - _NESTED_AT_MOST - 1), -1):
            url = self._all[index]
            if offset < url.end:
                if url.is_namespace:
                    return Place.NAMESPACE
                return Place.AUTHORITY if url.host <= offset < url.path else Place.PATH
        return Place.OUTSIDE


_NONE = Urls(())


def find_urls(text: str) -> Urls:
    """Return the URLs of a text."""
    if ("/" in text and "://" in text) or ("%" in text and "%3" in text):
        urls = _urls(text)
        return Urls(urls) if urls else _NONE
    return _NONE


def _urls(text: str) -> list[Url]:
    urls = []
    marks = _marks(text)
    outer_end = nested = 0
    for index, mark in enumerate(marks):
        if mark[0] >= outer_end:
            nested = 0
        elif nested == _NESTED_AT_MOST:
            continue
        else:
            nested += 1
        url = _url(text, mark, _limit(text, marks, index))
        if url is None:
            continue
        start = url.start
        if text[start - 1 : start] in _QUOTES and _NAMESPACE.search(
            text, max(0, start - 64), start
        ):
            url = url._replace(is_namespace=True)
        urls.append(url)
        outer_end = max(outer_end, url.end)
    return urls


_Mark = Tuple[int, str, int, bool]
"""Where a scheme starts, the scheme, where its authority starts, and whether both are
percent-encoded."""


def _marks(text: str) -> list[_Mark]:
    marks = []
    colon = text.find("://")
    while colon >= 0:
        scheme = _scheme_before(text, colon)
        if scheme:
            marks.append((colon - len(scheme), scheme, colon + 3, False))
        colon = text.find("://", colon + 3)
    if "%" in text and ("%3A%2F" in text or "%3a%2f" in text):
        for match in _ENCODED.finditer(text):
            scheme = _scheme_before(text, match.start())
            if scheme:
                start = match.start() - len(scheme)
                marks.append((start, scheme, match.end(), True))
        marks.sort()
    return marks


def _scheme_before(text: str, colon: int) -> str:
    """Return the lower-case scheme that ends at a colon, or ""."""
    left = text[max(0, colon - _LONGEST_SCHEME) : colon]
    word = left[len(left.rstrip(_SCHEME_CHARACTERS)) :].lower()
    return word if word in SCHEMES else next((s for s in _GLUED if word.endswith(s)), "")


def _limit(text: str, marks: list[_Mark], index: int) -> int:
    """Return where the URL of a mark ends at the latest: before the next one, unless it holds it.

    ``http://a/?u=http://b/`` holds the second; in ``http://a/@http://b/`` they are listed.
    """
    if index + 1 == len(marks):
        return len(text)
    start, _, _, encoded = marks[index + 1]
    if encoded or text[start - 1] in "/=":
        return len(text)
    return start - (text[start - 1] in "@,;*|")


def _url(text: str, mark: _Mark, limit: int) -> Url | None:
    start, scheme, authority, encoded = mark
    if not encoded:
        parts = _parts(text, authority, limit, text[start - 1 : start])
        if parts is None:
            return None
        host, path, end, rest = parts
        if scheme == "file" and len(host) == 1:  # file://C:/x is a path
            return None
        return Url(start, authority, path, end, f"{scheme}://{rest}", host)
    match = _ENCODED_REST.match(text, authority)
    end = match.end() if match else authority
    decoded = unquote(text[authority:end])
    parts = _parts(decoded, 0, len(decoded), "")
    if parts is None:
        return None
    host, _, _, rest = parts
    return Url(start, authority, authority + len(host), end, f"{scheme}://{rest}", host)


def _parts(text: str, start: int, limit: int, before: str) -> tuple[str, int, int, str] | None:
    """Take apart what follows a scheme.

    :param before: the character before the scheme, "" for none.
    :returns: the lower-case host without brackets, the offsets behind authority and URL, and the
        URL without its scheme; or None when there is no host.
    """
    user, location = "", None
    if text.find("@", start, min(limit, start + _LONGEST_USER)) >= 0:
        match = _USER.match(text, start, limit)
        if match:
            location = _LOCATION.match(text, match.end(), limit)
            user = match.group() if location else ""
    location = location or _LOCATION.match(text, start, limit)
    if location is None:
        return None
    written, port, tail = location.groups("")
    bare = before_prose(written)
    if bare != written:
        return _parts(text, start, location.start(1) + len(bare), before)
    host = written.lower()
    if not _is_host(host):
        return None
    path = location.end(2)
    if tail and not _PLAIN_TAIL.fullmatch(tail):
        tail = _trimmed(tail, before)
    whole = f"{user}{host}{port}{tail}"
    return host.strip("[]"), path, path + len(tail), whole if tail else whole.rstrip(".")


def _is_host(host: str) -> bool:
    first, last = host[0], host[-1]
    if last == "]":
        return parse_address(host) is not None
    if last.isdigit() and host[host.rfind(".") + 1 :].isdigit():
        return "." not in host or parse_address(host) is not None
    return first not in "-_"


def _trimmed(tail: str, before: str) -> str:
    """Cut what the sentence, the shell or the table around a URL added to its end."""
    tail = before_prose(tail)
    chain = _SHELL_CHAIN.search(tail)
    if chain:
        tail = tail[: chain.start()]
    query = tail.find("?")
    ampersand = tail.find("&")
    if ampersand >= 0 and not 0 <= query < ampersand:
        tail = tail[:ampersand]
    if before == ",":
        tail = tail.partition(",")[0]
    for opening, closing in (("(", ")"), ("[", "]")):
        if closing in tail:
            tail = tail[: _balanced(tail, opening, closing)]
    tail = tail.rstrip(".,;:!?*'([")
    return tail.rstrip(before) if before in _EMPHASIS else tail


def _balanced(tail: str, opening: str, closing: str) -> int:
    """Return the length of the text before the first closing bracket that nothing opened."""
    depth = 0
    for index, character in enumerate(tail):
        depth += (character == opening) - (character == closing)
        if depth < 0:
            return index
    return len(tail)


def is_public(host: str) -> bool:
    """Tell whether the lower-case host of a URL can be reached on the public internet."""
    address = parse_address(host)
    return is_domain(host) if address is None else scope(address) == "public"
