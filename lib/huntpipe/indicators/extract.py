"""All indicators of texts: undo their quoting and defanging once, then ask each type's module.

A module is asked only when the text holds the character its type cannot do without, so that a
text without candidates costs a few substring searches. Many texts are read step by step, each step
over some hundred texts: a processor that has just done a thing does it again in two thirds of the
time.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Callable, Collection, Dict, Iterator, List, Sequence, Set, Tuple

from huntpipe.indicators.cves import find_cves
from huntpipe.indicators.domains import find_domain, top_labels
from huntpipe.indicators.dotted import Dotted, find_dotted
from huntpipe.indicators.east_asian import to_ascii_signs
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

_FEWEST_COLONS = 6
_BEFORE_A_HOST_IN_A_PATH = frozenset("=/@%")
_BATCH = 256
# Dictionaries are ordered sets: values in order of appearance, each once.
_Found = Dict[str, Dict[str, None]]
_Scan = Tuple[str, Dots, Urls, _Found]
"""A text without quoting and defanging, its dots that had been defanged, its URLs, and where what
is found in it goes."""


class Extractor:
    """Finds the indicators of chosen types.

    :param types: names out of `TYPES`.
    :param public: leave out addresses whose scope is not public, and the URLs and e-mail
        addresses on such addresses, on single-label hosts and on names below no public suffix.
    """

    def __init__(self, types: Collection[str] = TYPES, *, public: bool = False) -> None:
        self._types = frozenset(types)
        self._public = public
        steps: Sequence[Tuple[Set[str], Callable[[Sequence[_Scan]], None]]] = (
            ({"url"}, self._add_urls),
            ({"ipv4", "domain"}, self._add_dotted),
            ({"email"}, self._add_emails),
            ({"ipv6"}, self._add_ipv6),
            ({"md5", "sha1", "sha256"}, self._add_hashes),
            ({"cve"}, self._add_cves),
            ({"registry"}, self._add_registry_keys),
            ({"path"}, self._add_paths),
        )
        self._steps = [step for kinds, step in steps if kinds & self._types]

    def extract(self, texts: Sequence[str]) -> Dict[str, List[str]]:
        """Return the unique indicators of the texts by type, each list in order of appearance.

        A type of which nothing was found is absent.
        """
        return self._extract([texts])[0]

    def extract_all(self, events: Sequence[Sequence[str]]) -> Iterator[Dict[str, List[str]]]:
        """Yield for the texts of each event what :meth:`extract` returns, in less time."""
        for start in range(0, len(events), _BATCH):
            yield from self._extract(events[start : start + _BATCH])

    def _extract(self, events: Sequence[Sequence[str]]) -> List[Dict[str, List[str]]]:
        found: List[_Found] = [defaultdict(dict) for _ in events]
        owners = [mine for texts, mine in zip(events, found) for _ in texts]
        unquoted = [to_ascii_signs(unescape(text)) for texts in events for text in texts]
        refanged = [refang(text) for text in unquoted]
        scans = [
            (text, dots, find_urls(text), mine) for (text, dots), mine in zip(refanged, owners)
        ]
        for step in self._steps:
            step(scans)
        return [{kind: list(values) for kind, values in mine.items()} for mine in found]

    def _add_urls(self, scans: Sequence[_Scan]) -> None:
        for _, _, urls, found in scans:
            for url in urls.found:
                if not self._public or is_public(url.name):
                    found["url"][url.value] = None

    def _add_dotted(self, scans: Sequence[_Scan]) -> None:
        labels = top_labels()
        words = [find_dotted(text, labels) if "." in text else [] for text, _, _, _ in scans]
        if "ipv4" in self._types:
            self._add_ipv4(scans, words)
        if "domain" in self._types:
            self._add_domains(scans, words)

    def _add_ipv4(self, scans: Sequence[_Scan], words: Sequence[Sequence[Dotted]]) -> None:
        for (text, dots, urls, found), mine in zip(scans, words):
            for word in mine:
                if "0" <= word[2][-1] <= "9":
                    is_host = urls.place(word[0]) is Place.AUTHORITY
                    for value in find_ipv4(text, dots, word, is_host=is_host):
                        if not self._public or is_public(value):
                            found["ipv4"][value] = None

    @staticmethod
    def _add_domains(scans: Sequence[_Scan], words: Sequence[Sequence[Dotted]]) -> None:
        for (text, dots, urls, found), mine in zip(scans, words):
            for word in mine:
                start, end, value = word
                if "0" <= value[-1] <= "9":
                    continue
                place = urls.place(start)
                if place is Place.OUTSIDE or _may_be_domain(text, start, end, place):
                    name = find_domain(text, dots, word, is_host=place is Place.AUTHORITY)
                    if name:
                        found["domain"][name] = None

    def _add_emails(self, scans: Sequence[_Scan]) -> None:
        for text, _, urls, found in scans:
            if "@" in text or "%" in text:
                for email, has_public_domain in find_emails(text, urls):
                    if has_public_domain or not self._public:
                        found["email"][email] = None

    def _add_ipv6(self, scans: Sequence[_Scan]) -> None:
        for text, _, _, found in scans:
            colons = text.count(":")
            if colons >= _FEWEST_COLONS or (colons > 1 and "::" in text):
                for value in find_ipv6(text):
                    if not self._public or is_public(value):
                        found["ipv6"][value] = None

    def _add_hashes(self, scans: Sequence[_Scan]) -> None:
        for text, _, _, found in scans:
            for kind, value in find_hashes(text):
                if kind in self._types:
                    found[kind][value] = None

    @staticmethod
    def _add_cves(scans: Sequence[_Scan]) -> None:
        for text, _, _, found in scans:
            for value in find_cves(text):
                found["cve"][value] = None

    @staticmethod
    def _add_registry_keys(scans: Sequence[_Scan]) -> None:
        for text, _, _, found in scans:
            if "\\" in text:
                lowered = text.lower()
                if "hk" in lowered or "\\registry\\" in lowered:
                    for value in find_registry_keys(text):
                        found["registry"][value] = None

    @staticmethod
    def _add_paths(scans: Sequence[_Scan]) -> None:
        texts = [text for text, _, _, _ in scans]
        urls = [urls for _, _, urls, _ in scans]
        for (_, _, _, found), paths in zip(scans, find_paths(texts, urls)):
            for path in paths:
                found["path"][path] = None


def _may_be_domain(text: str, start: int, end: int, place: Place) -> bool:
    """Tell whether the part of a URL that a dotted word stands in can name a host."""
    if place is Place.AUTHORITY:
        return text[end : end + 1] != "@"
    return place is Place.PATH and text[start - 1] in _BEFORE_A_HOST_IN_A_PATH
