"""All indicators of a text: undo its quoting and defanging once, then ask each type's module.

A module is asked only when the text holds the character its type cannot do without, so that a
text without candidates costs a few substring searches.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Collection, Dict, Iterable, List

from huntpipe.indicators.cves import find_cves
from huntpipe.indicators.domains import find_domain, top_labels
from huntpipe.indicators.dotted import find_dotted
from huntpipe.indicators.emails import find_emails
from huntpipe.indicators.escapes import unescape
from huntpipe.indicators.hashes import find_hashes
from huntpipe.indicators.ipv4 import find_ipv4
from huntpipe.indicators.ipv6 import find_ipv6
from huntpipe.indicators.paths import find_paths
from huntpipe.indicators.refang import Dots, refang
from huntpipe.indicators.registry import find_registry_keys
from huntpipe.indicators.types import TYPES
from huntpipe.indicators.urls import Place, Urls, find_urls, is_public

_FILE_HASHES = frozenset({"md5", "sha1", "sha256"})
_FEWEST_COLONS = 6
_BEFORE_A_HOST_IN_A_PATH = frozenset("=/@%")
# Dictionaries are ordered sets: values in order of appearance, each once.
_Found = Dict[str, Dict[str, None]]


class Extractor:
    """Finds the indicators of chosen types.

    :param types: names out of `TYPES`.
    :param public: leave out addresses whose scope is not public, and the URLs and e-mail
        addresses on such addresses, on single-label hosts and on names below no public suffix.
    """

    def __init__(self, types: Collection[str] = TYPES, *, public: bool = False) -> None:
        self._types = frozenset(types)
        self._public = public
        self._hashes = bool(_FILE_HASHES & self._types)
        self._dotted = bool({"ipv4", "domain"} & self._types)

    def extract(self, texts: Iterable[str]) -> Dict[str, List[str]]:
        """Return the unique indicators of the texts by type, each list in order of appearance.

        A type of which nothing was found is absent.
        """
        found: _Found = defaultdict(dict)
        for text in texts:
            self._scan(text, found)
        return {kind: list(values) for kind, values in found.items()} if found else {}

    def _scan(self, raw: str, found: _Found) -> None:
        text, dots = refang(unescape(raw))
        urls = find_urls(text)
        if "url" in self._types:
            for url in urls.found:
                if not self._public or is_public(url.name):
                    found["url"][url.value] = None
        if "." in text:
            if self._dotted:
                self._scan_dotted(text, dots, urls, found)
            if "email" in self._types and ("@" in text or "%40" in text):
                for email, has_public_domain in find_emails(text, urls):
                    if has_public_domain or not self._public:
                        found["email"][email] = None
        self._scan_numbers(text, found)
        if "\\" in text or "/" in text:
            self._scan_names(text, urls, found)

    def _scan_dotted(self, text: str, dots: Dots, urls: Urls, found: _Found) -> None:
        for word in find_dotted(text, top_labels()):
            start, end, value = word
            place = urls.place(start)
            if "0" <= value[-1] <= "9":
                if "ipv4" in self._types:
                    values = find_ipv4(text, dots, word, is_host=place is Place.AUTHORITY)
                    self._add_addresses("ipv4", values, found)
            elif "domain" in self._types and _may_be_domain(text, start, end, place):
                name = find_domain(text, dots, word, is_host=place is Place.AUTHORITY)
                if name:
                    found["domain"][name] = None

    def _scan_numbers(self, text: str, found: _Found) -> None:
        if "ipv6" in self._types:
            colons = text.count(":")
            if colons >= _FEWEST_COLONS or (colons > 1 and "::" in text):
                self._add_addresses("ipv6", find_ipv6(text), found)
        if self._hashes:
            for kind, value in find_hashes(text):
                if kind in self._types:
                    found[kind][value] = None
        if "cve" in self._types and "cve" in text.lower():
            for value in find_cves(text):
                found["cve"][value] = None

    def _scan_names(self, text: str, urls: Urls, found: _Found) -> None:
        if "registry" in self._types and "\\" in text:
            lowered = text.lower()
            if "hk" in lowered or "\\registry\\" in lowered:
                for value in find_registry_keys(text):
                    found["registry"][value] = None
        if "path" in self._types:
            for value in find_paths(text, urls):
                found["path"][value] = None

    def _add_addresses(self, kind: str, values: Iterable[str], found: _Found) -> None:
        for value in values:
            if not self._public or is_public(value):
                found[kind][value] = None


def _may_be_domain(text: str, start: int, end: int, place: Place) -> bool:
    """Tell whether the part of a URL that a dotted word stands in can name a host."""
    if place is Place.OUTSIDE:
        return True
    if place is Place.AUTHORITY:
        return text[end : end + 1] != "@"
    return place is Place.PATH and text[start - 1] in _BEFORE_A_HOST_IN_A_PATH
