"""URLs (RFC 3986) with a scheme that names a network service.

Scheme and host in lower case, the rest as written: a path does not ignore case. A namespace of
XML (``xmlns="http://..."``) is a name and not a location, so it is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum, auto
from typing import NamedTuple
from urllib.parse import unquote

from huntpipe.asn.address import parse_address, scope
from huntpipe.indicators.domains import is_domain
from huntpipe.indicators.words import SCHEMES

# Names of web schemes found at the end of a longer word: two URLs glued together.
_GLUED = ("https", "http", "ftp")
_SCHEME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+"
_LONGEST_SCHEME = 13
_NESTED_AT_MOST = 4
_LONGEST_USER = 129  # with its @
_USER = re.compile(r"[\w.~!$&*+,;=:%-]{1,128}@")
_AUTHORITY = re.compile(
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}(?:%[\w.%-]{1,32})?\]|[\w-]{1,63}(?:\.[\w-]{1,63}){0,126})"
    r"\.?(?::\d{1,5}(?!\d))?(?!\w|-\w)"
)
_REST = re.compile(r"[/?#][^\s<>\"'`{}|\\^\u00ab\u00bb\u2010-\u203a\u3000-\u303f\uff00-\uffef]*")
_ENCODED = re.compile(r"%3A(?:%2F){2}", re.IGNORECASE)
_ENCODED_REST = re.compile(r"[A-Za-z0-9%._~+!*-]*")
_NAMESPACE = re.compile(r"\bxmlns(?::[\w.-]{1,40})?\s?=\s?[\"']\Z")
_QUOTES = ("'", '"')
_PLAIN_TAIL = re.compile(r"/[\w/.~%+=?-]*[\w/=]")
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

    def __init__(self, text: str) -> None:
        self._all: list[Url] = []
        if "://" in text or "%3" in text:
            self._scan(text)
        self._starts = [url.start for url in self._all]
        self.found = [url for url in self._all if not url.is_namespace]

    def place(self, offset: int) -> Place:
        """Return what part of a URL an offset lies in."""
        last = bisect_right(self._starts, offset) - 1
        for index in range(last, max(-1, last - _NESTED_AT_MOST - 1), -1):
            url = self._all[index]
            if offset < url.end:
                if url.is_namespace:
                    return Place.NAMESPACE
                return Place.AUTHORITY if url.host <= offset < url.path else Place.PATH
        return Place.OUTSIDE

    def _scan(self, text: str) -> None:
        marks = _marks(text)
        outer_end = nested = 0
        for index, mark in enumerate(marks):
            if mark.start >= outer_end:
                nested = 0
            elif nested == _NESTED_AT_MOST:
                continue
            else:
                nested += 1
            url = _url(text, mark, _limit(text, marks, index))
            if url is None:
                continue
            before = text[url.start - 1 : url.start]
            if before in _QUOTES and _NAMESPACE.search(text, max(0, url.start - 64), url.start):
                url = url._replace(is_namespace=True)
            self._all.append(url)
            outer_end = max(outer_end, url.end)


class _Mark(NamedTuple):
    """Where a scheme starts, where its authority does, and whether both are percent-encoded."""

    start: int
    scheme: str
    authority: int
    encoded: bool


def _marks(text: str) -> list[_Mark]:
    marks = []
    colon = text.find("://")
    while colon >= 0:
        scheme = _scheme_before(text, colon)
        if scheme:
            marks.append(_Mark(colon - len(scheme), scheme, colon + 3, encoded=False))
        colon = text.find("://", colon + 3)
    if "%3A%2F" in text or "%3a%2f" in text:
        for match in _ENCODED.finditer(text):
            scheme = _scheme_before(text, match.start())
            if scheme:
                start = match.start() - len(scheme)
                marks.append(_Mark(start, scheme, match.end(), encoded=True))
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
    following = marks[index + 1]
    if following.encoded or text[following.start - 1] in "/=":
        return len(text)
    return following.start - (text[following.start - 1] in "@,;*|")


def _url(text: str, mark: _Mark, limit: int) -> Url | None:
    if not mark.encoded:
        parts = _parts(
            text, mark.authority, limit, in_list=text[mark.start - 1 : mark.start] == ","
        )
        if parts is None:
            return None
        host, path, end, rest = parts
        return Url(mark.start, mark.authority, path, end, f"{mark.scheme}://{rest}", host)
    encoded = _ENCODED_REST.match(text, mark.authority)
    end = encoded.end() if encoded else mark.authority
    decoded = unquote(text[mark.authority : end])
    parts = _parts(decoded, 0, len(decoded), in_list=False)
    if parts is None:
        return None
    host, _, _, rest = parts
    path = mark.authority + len(host)
    return Url(mark.start, mark.authority, path, end, f"{mark.scheme}://{rest}", host)


def _parts(text: str, start: int, limit: int, *, in_list: bool) -> tuple[str, int, int, str] | None:
    """Take apart what follows a scheme.

    :returns: the lower-case host without brackets, the offsets behind authority and URL, and the
        URL without its scheme; or None when there is no host.
    """
    has_user = text.find("@", start, min(limit, start + _LONGEST_USER)) >= 0
    user = _USER.match(text, start, limit) if has_user else None
    authority = _AUTHORITY.match(text, user.end() if user else start, limit)
    if authority is None and user:
        user, authority = None, _AUTHORITY.match(text, start, limit)
    if authority is None:
        return None
    host = authority["host"].lower()
    if not _is_host(host):
        return None
    path = authority.end()
    rest = _REST.match(text, path, limit)
    tail = _trimmed(rest.group(), in_list=in_list) if rest else ""
    port = text[authority.end("host") : path]
    whole = f"{user.group() if user else ''}{host}{port}{tail}"
    return host.strip("[]"), path, path + len(tail), whole if tail else whole.rstrip(".")


def _is_host(host: str) -> bool:
    if host.startswith("["):
        return parse_address(host) is not None
    if host.rpartition(".")[2].isdigit():
        return "." not in host or parse_address(host) is not None
    return not host.startswith(("-", "_"))


def _trimmed(tail: str, *, in_list: bool) -> str:
    """Cut what the sentence, the shell or the table around a URL added to its end."""
    if _PLAIN_TAIL.fullmatch(tail):
        return tail
    chain = _SHELL_CHAIN.search(tail)
    if chain:
        tail = tail[: chain.start()]
    query = tail.find("?")
    ampersand = tail.find("&")
    if ampersand >= 0 and not 0 <= query < ampersand:
        tail = tail[:ampersand]
    if in_list:
        tail = tail.partition(",")[0]
    for opening, closing in (("(", ")"), ("[", "]")):
        if closing in tail:
            tail = tail[: _balanced(tail, opening, closing)]
    return tail.rstrip(".,;:!?*'([")


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
