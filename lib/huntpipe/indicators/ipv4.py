"""IPv4 addresses in dotted decimal (RFC 6943 section 3.1.1, the strict form)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Sequence

from huntpipe.indicators import words
from huntpipe.indicators.domains import LONG_SHARE
from huntpipe.indicators.refang import was_defanged

if TYPE_CHECKING:
    from huntpipe.indicators.dotted import Dotted
    from huntpipe.indicators.refang import Dots

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_QUAD = rf"{_OCTET}(?:\.{_OCTET}){{3}}"
# A range (1.2.3.4-1.2.3.9, 1.2.3.4-9) is dotted words joined by a hyphen.
_ADDRESS = re.compile(rf"({_QUAD})(?:-({_QUAD})|-\d{{1,3}})?")
_ESCAPED_BREAK = re.compile(r"[nrt]\d")
_NETMASK = re.compile(
    r"255\.(?:255\.(?:255\.(?:0|128|192|224|240|248|252|254)|[02]\d*\.0)|0\.0\.0)"
)
_BEFORE = 48
_LONGEST_SEPARATOR = 6
_SEPARATORS = " \t\"'(>.:="
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_OBJECT_IDENTIFIERS = re.compile(r"\boids?\b")
_PINNED = re.compile(r"\b(?!\w*(?:ip|addr|host|src|dst))[\w-]{1,64}==\Z")
# The version of the product in the header of a CEF or LEEF event.
_EVENT_HEADER = re.compile(r"\b(?:CEF:\d|LEEF:[\d.]{1,5})\|[^|]{0,63}\|[^|]{0,63}\|\Z")
_LONGEST_HEADER = 140
_VERSION_AFTER = re.compile(
    r"(?=[\"'\s,+-])(?:"
    r"[\"']?\s(?:and|or)\s(?:earlier|later|older|newer|prior|below|above|before|up)\b"
    r"|[\"']?,?\s(?:culture|publickeytoken|\(build|build)\b"
    r"|-[A-Za-z]|\+[A-Za-z0-9])",
    re.IGNORECASE,
)
# tcpdump writes the port behind a fifth dot: IP 10.0.0.1.51820 > 8.8.8.8.443: Flags [S].
_WITH_PORT = re.compile(rf"({_QUAD})\.\d{{1,5}}")
_ARROW = " > "
_PRODUCT_BEFORE = re.compile(
    r"(?:\b(?:chrome|firefox|OPR|opr|crios|fxios|edg[aew]?|edgios|curl|wget|php|nginx|version"
    r"|java|kernel|okhttp|axios|aiohttp|urllib3|kubectl|(?:python|go|node|apache|aws)-[a-z-]{2,24}|libwww-perl)"
    r"|\b[A-Z][A-Z0-9_-]{0,15}[a-z][A-Za-z0-9_.-]{0,32})/\Z"
)
# Before any other character but a letter four numbers stand for themselves.
_CONTINUING = frozenset(":|\\/§")
_LONGEST_TAIL = 12  # of what must hold two of its colons
_NAME = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-"
_INSIDE_IPV6 = re.compile(r"(?:::|(?:[0-9A-Fa-f]{1,4}:){6})(?:[0-9A-Fa-f]{1,4}:){0,2}\Z")


def find_ipv4(text: str, dots: Dots, word: Dotted, *, is_host: bool) -> Sequence[str]:
    """Return the addresses a dotted word is: none, one, or the two ends of a range.

    :param dots: the dots of the text that had been defanged.
    :param word: a dotted word of the text.
    :param is_host: whether its place says that it is a host, as in a URL.
    """
    start, end, value = word
    if text[start - 1 : start] == "\\" and _ESCAPED_BREAK.match(value):
        start, value = start + 1, value[1:]
    match = _ADDRESS.fullmatch(value)
    if match is None:
        is_flow = text.startswith(_ARROW, end) or text.endswith(_ARROW, 0, start)
        match = _WITH_PORT.fullmatch(value) if is_flow else None
        return match.groups() if match else ()
    first, last = match.groups()
    sure = is_host or (dots and was_defanged(dots, start, end))
    if (
        (sure and text[start - 1 : start] != ":")  # a part of [::ffff:1.2.3.4]
        or not _is_lookalike(text, start, start + len(first), end, first)
    ):
        return (first, last) if last else (first,)
    return ()


def _is_lookalike(text: str, start: int, end: int, word_end: int, value: str) -> bool:
    """Tell whether four numbers are a version, a netmask, a section or part of something else.

    :param start: offset of the numbers; ``end``: the offset behind them.
    :param word_end: offset behind the dotted word they stand in, a range for instance.
    """
    if value[0] == "0" and value[1] == "." and value != "0.0.0.0":  # noqa: S104 - found, not bound to
        return True
    return (
        (value.startswith("255.") and bool(_NETMASK.fullmatch(value)))
        or (end == word_end and bool(_VERSION_AFTER.match(text, end)))
        or _continues(text, start, word_end)
        or _follows_version_word(text, start)
    )


def _continues(text: str, start: int, end: int) -> bool:
    """Tell whether what precedes four numbers makes them a part: of a path, an IPv6 address."""
    before = text[start - 1 : start]
    if before not in _CONTINUING:
        return False
    window = max(0, start - _BEFORE)
    if before == ":":
        several = text.count(":", max(0, start - _LONGEST_TAIL), start) > 1
        return several and bool(_INSIDE_IPV6.search(text, window, start))
    if before == "|":
        return bool(_EVENT_HEADER.search(text, max(0, start - _LONGEST_HEADER), start))
    if before == "\\":
        is_server = text[start - 2 : start] == "\\\\" and not text[start - 3 : start - 2].isalnum()
        return not is_server and not text.endswith(LONG_SHARE, 0, start)
    if before == "§":
        return True
    # A directory named by a version; a slash and a port is /dev/tcp or a firewall's log.
    is_directory = text[end : end + 1] == "/" and not text[end + 1 : end + 2].isdigit()
    name = start - 1 - len(text[window : start - 1]) + len(text[window : start - 1].rstrip(_NAME))
    is_part = is_directory or bool(_PRODUCT_BEFORE.search(text, name, start))
    return is_part and text[start - 2 : start - 1] != "/"


def _follows_version_word(text: str, start: int) -> bool:
    before = text[max(0, start - _BEFORE) : start].lower()
    return (
        _names_version(before)
        or (before.endswith("==") and bool(_PINNED.search(before)))
        or ("oid" in before and bool(_OBJECT_IDENTIFIERS.search(before)))
    )


def _names_version(before: str) -> bool:
    """Tell whether the lower-case text before four numbers says that they are a version."""
    sentence = before.rstrip(_SEPARATORS)
    separator = before[len(sentence) :]
    stem = sentence.rstrip(_LETTERS)
    word = sentence[len(stem) :]
    if not word or len(separator) > _LONGEST_SEPARATOR:
        return False
    if "version" in word or word in words.VERSION_LABELS:
        return True
    if separator.strip():
        return False
    if word == "to":
        return stem.rstrip().rpartition(" ")[2] in words.VERSION_VERBS
    return word in words.VERSION_WORDS
