"""The ICANN part of the Public Suffix List (https://publicsuffix.org/list/), as plain sets.

The data file is the one of the vendored ``publicsuffixlist`` package. Its own parser needs a tenth
of a second, which every search would pay; the rules needed here fit in three sets. The private
part of the list is left out on purpose: ``duckdns.org`` is a name an analyst wants to see.
"""

from __future__ import annotations

import os
import re
from functools import lru_cache
from importlib.util import find_spec
from typing import NamedTuple

_RULES = re.compile(r"^[^/\s]\S*", re.MULTILINE)
ENCODED = "xn--"
"""What a label begins with that holds other letters than those of ASCII (RFC 5890)."""


class PublicSuffixes(NamedTuple):
    """The rules, lower case.

    ``flat`` are the last labels that no rule extends, as ``com`` is.
    """

    top: frozenset[str]
    flat: frozenset[str]
    rules: frozenset[str]
    wildcards: frozenset[str]
    exceptions: frozenset[str]

    def registrable(self, name: str) -> bool:
        """Tell whether a lower-case name lies below a public suffix and is not one itself."""
        head, dot, parent = name.partition(".")
        if not dot or not head or name.rpartition(".")[2] not in self.top:
            return False
        if name in self.exceptions:
            return True
        return (
            name not in self.rules and name not in self.wildcards and parent not in self.wildcards
        )

    def registered_label(self, name: str) -> str | None:
        """Return the label left of the public suffix of a lower-case name without empty labels.

        None when the name has no public suffix or is one itself.
        """
        dot = name.rfind(".")
        if dot > 0 and name[dot + 1 :] in self.flat:
            return name[name.rfind(".", 0, dot) + 1 : dot]
        if not self.registrable(name):
            return None
        label, _, parent = name.partition(".")
        return self.registered_label(parent) or label


def _encoded(rule: str) -> str:
    """Return an international rule as it is written on the wire (RFC 3492).

    The list is normalised already; nameprep, which the ``idna`` codec adds, takes most of its time.
    """
    labels = rule.split(".")
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
        for label in labels
    )


@lru_cache(maxsize=2)
def public_suffixes(encoded: bool) -> PublicSuffixes:
    """Read the list once per process.

    :param encoded: with each international rule as ``xn--`` too, which takes as long again and few
        names ask for.
    :raises RuntimeError: when the vendored package is missing.
    """
    package = find_spec("publicsuffixlist")
    if package is None or not package.submodule_search_locations:
        raise RuntimeError("publicsuffixlist is not installed: run `make deps`")
    path = os.path.join(package.submodule_search_locations[0], "public_suffix_list.dat")
    with open(path, encoding="utf-8") as data:
        rules = set(_RULES.findall(data.read().partition("===END ICANN DOMAINS===")[0]))
    if encoded:
        rules.update([_encoded(rule) for rule in rules if not rule.isascii()])
    wildcards = {rule for rule in rules if rule[0] == "*"}
    exceptions = {rule for rule in rules if rule[0] == "!"}
    extended = {rule[rule.rfind(".") + 1 :] for rule in rules if "." in rule}
    flat = frozenset([rule for rule in rules if "." not in rule and rule not in extended])
    return PublicSuffixes(
        flat | extended,
        flat,
        frozenset(rules - wildcards - exceptions),
        frozenset([rule[2:] for rule in wildcards]),
        frozenset([rule[1:] for rule in exceptions]),
    )
