"""E-mail addresses: the dot-atom form of RFC 5322 section 3.4.1 at a domain.

Lower case: the domain ignores it, and no mail system in use tells local parts apart by it.
"""

from __future__ import annotations

import re
from typing import Iterator, Tuple
from urllib.parse import unquote

from huntpipe.indicators.domains import is_domain
from huntpipe.indicators.east_asian import before_prose
from huntpipe.indicators.urls import Place, Urls
from huntpipe.indicators.words import PRIVATE_SUFFIXES

_LOCAL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.!#$%&'*+/=?^_`{|}~-"
_STRIPPED = ".!#$%&'*/=?^`{|}~-+"
_LONGEST_LOCAL = 64
_LONGEST_RUN = 128
# Two expressions, for each begins with a literal that the search skips to.
_AT_DOMAIN, _ENCODED_AT_DOMAIN = (
    re.compile(at + r"((?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,8}[^\W\d_][\w-]{1,62})")
    for at in ("@", "%40")
)
# What the local part may hold and a text hardly ever means so; an apostrophe inside a name stays.
_DELIMITERS = re.compile(r".*(?:[^\w.+'~-]|'(?![A-Za-z])|(?<![A-Za-z])')", re.DOTALL | re.ASCII)
# A Kerberos service at a realm: HTTP/web01.contoso.com@CONTOSO.COM.
_SERVICE_NAME = re.compile(r"[A-Za-z][\w-]{1,32}/[\w.-]{1,253}@[A-Z0-9.-]{1,253}(?![\w.-])")
_MESSAGE_ID = re.compile(
    r"(?:message-?_?id|in-reply-to|references|content-id)\\?[\"']?\s?[:=]\s{0,2}\\?[\"']?<?\Z",
    re.IGNORECASE,
)
_LONGEST_HEADER = 24


Email = Tuple[str, bool]
"""One address: its lower-case value and whether its domain is a public one."""


def find_emails(text: str, urls: Urls) -> Iterator[Email]:
    """Yield every address, in order of appearance."""
    matches = [*_AT_DOMAIN.finditer(text)]
    if "%" in text and "%40" in text:
        matches = sorted([*matches, *_ENCODED_AT_DOMAIN.finditer(text)], key=re.Match.start)
    for match in matches:
        found = _email(text, match, urls)
        if found:
            yield found


def _email(text: str, match: re.Match[str], urls: Urls) -> Email | None:
    at = match.start()
    left = text[max(0, at - _LONGEST_RUN) : at]
    run = local = left[len(left.rstrip(_LOCAL)) :]
    if not local.isalnum():
        local = unquote(local) if "%" in local else local
        delimiter = _DELIMITERS.match(local)
        if delimiter:
            local = local[delimiter.end() :]
        local = local.lstrip(_STRIPPED)
        if not local or local[-1] in _STRIPPED or ".." in local:
            return None
    if len(local) > _LONGEST_LOCAL or urls.place(at) is Place.AUTHORITY:
        return None
    domain = before_prose(match[1].lower())
    is_public = is_domain(domain)
    if not is_public and domain.rpartition(".")[2] not in PRIVATE_SUFFIXES:
        return None
    if _is_other(text, at - len(run), match.start(1) + len(domain), local):
        return None
    return f"{local.lower()}@{domain}", is_public


def _is_other(text: str, start: int, end: int, local: str) -> bool:
    """Tell whether user@host is a copy target, a repository, a service name or a message id.

    :param start: offset of the run of characters the local part is the end of.
    """
    after = text[end : end + 2]
    if after[:1] == ":" and (after[1:] in {"/", "~"} or local == "git"):
        return True
    if text.find("/", start, end) >= 0 and _SERVICE_NAME.match(text, start):
        return True
    before = text[max(0, start - _LONGEST_HEADER) : start]
    name = before.rstrip("<\"'\\").rstrip()
    return name[-1:] in {":", "="} and bool(_MESSAGE_ID.search(before))
