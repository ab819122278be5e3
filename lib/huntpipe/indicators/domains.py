"""Domain names: host names (RFC 1123, RFC 5890) below a suffix of the Public Suffix List.

Lower case (RFC 4343). Names under ``.onion`` (RFC 7686) count too; reverse names under ``.arpa``
do not. The host of a URL, the domain of an e-mail address and the server of a UNC path are names
of hosts whatever they look like; elsewhere a look-alike is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from huntpipe.indicators.lookalikes import is_lookalike
from huntpipe.indicators.publicsuffix import ENCODED, public_suffixes
from huntpipe.indicators.refang import was_defanged

if TYPE_CHECKING:
    from huntpipe.indicators.dotted import Dotted
    from huntpipe.indicators.refang import Dots

LONG_SHARE = ("\\UNC\\", "\\unc\\")
"""What the server of a share stands behind in the long form: ``\\\\?\\UNC\\server\\share``."""
_LONGEST_NAME = 253
_ONION = re.compile(r"(?:[a-z0-9-]+\.)*(?:[a-z2-7]{16}|[a-z2-7]{56})\.onion")
_ESCAPE_BEFORE = re.compile(r"%(?:[0-9A-Fa-f]{2})?\Z")
_SEPARATING_ESCAPE = re.compile(r"(?:2f|3a|3d|40|22|27|3c|20|2c|5b|7b)", re.IGNORECASE)


def top_labels() -> frozenset[str]:
    """Return the lower-case last labels a domain can end in, but for those that are encoded."""
    return public_suffixes(False).top


def is_domain(name: str) -> bool:
    """Tell whether a lower-case name is a syntactically valid host name below a public suffix."""
    return _registered_label(name) is not None


def _registered_label(name: str) -> str | None:
    """Return the label left of the public suffix of a valid lower-case host name, else None."""
    if len(name) > _LONGEST_NAME or name[0] == ".":
        return None
    if name.endswith((".arpa", ".onion")):
        return name.rpartition(".")[0] if _ONION.fullmatch(name) else None
    label = public_suffixes(ENCODED in name).registered_label(name)
    if label is None or "_" in label:
        return None
    if "-" in name and ("-." in name or ".-" in name or name[0] == "-"):
        return None
    return label


def find_domain(text: str, dots: Dots, word: Dotted, *, is_host: bool) -> str | None:
    """Return the lower-case domain that a dotted word is, or None.

    :param dots: the dots of the text that had been defanged.
    :param word: a dotted word of the text.
    :param is_host: whether its place says that it is a host, as in a URL.
    """
    start, end, written = word
    if written[0] in "-_" or text[start - 1 : start] == "%":
        start = _without_prefix(text, word)
        written = text[start:end]
    sure = is_host or (dots and was_defanged(dots, start, end))
    if not sure and text[start - 1 : start] == "/" and not _follows_two_slashes(text, start):
        return None  # most often a file in a path
    name = written.lower()
    registered = _registered_label(name)
    if registered is None:
        return None
    return name if sure or _is_meant(text, start, end, name, registered) else None


def _is_meant(text: str, start: int, end: int, name: str, registered: str) -> bool:
    """Tell by what stands around it whether a word that could be a domain is meant as one."""
    before = text[start - 1 : start]
    if before == "@":
        return True
    if before == "\\":
        return _is_server(text, start)
    after = text[end : end + 1]
    if before == "/" and after in {":", "/"}:
        return True  # else two slashes may as well open a comment
    return after != "@" and not is_lookalike(text, start, end, name, registered)


def _follows_two_slashes(text: str, start: int) -> bool:
    return text[start - 2 : start] == "//" and text[start - 3 : start - 2] != "/"


def _is_server(text: str, start: int) -> bool:
    """Tell whether the word behind a backslash is the server of a UNC path."""
    before = text[start - 3 : start - 2]
    is_server = text[start - 2 : start] == "\\\\" and not before.isalnum()
    return (is_server and before not in {":", "."}) or text.endswith(LONG_SHARE, 0, start)


def _without_prefix(text: str, word: Dotted) -> int:
    """Return where a word starts without a percent escape or punctuation stuck to its front."""
    start, _, value = word
    if text[start - 1 : start] == "%" and _SEPARATING_ESCAPE.match(value):
        start += 2
    while text[start] in "-_" and (text[start] == "-" or not text[start + 1].isalpha()):
        start += 1
    return start
