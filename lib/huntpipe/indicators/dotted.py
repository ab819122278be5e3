"""Dotted words: the longest runs of labels joined by dots, which names and IPv4 addresses are.

Taking the whole run makes boundaries safe: ``1.2.3.4`` inside ``1.2.3.4.5`` is never seen alone.
"""

from __future__ import annotations

import re
from typing import Container, Iterator, NamedTuple

_LABEL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_LONGEST_LABEL = 63
_DOTS_AFTER_FIRST_OCTET = 2
# From here on Unicode holds the scripts of East Asia, which put no blank between words.
_UNSPACED_SCRIPTS = "\u2e80"
# The literal dot comes first so that the search skips to it; every repeat is bounded.
_DOT = re.compile(r"\.(?<=[0-9A-Za-z_-]\.)([0-9A-Za-z_-]{1,63}(?:\.[0-9A-Za-z_-]{1,63}){0,126})")
_INTERNATIONAL_DOT = re.compile(r"\.(?<=[\w-]\.)([\w-]{1,63}(?:\.[\w-]{1,63}){0,126})")
_INTERNATIONAL_LABEL = re.compile(r"[\w-]{1,63}\Z")


class Dotted(NamedTuple):
    """One dotted word: its offsets in the text and its value as written."""

    start: int
    end: int
    value: str


def find_dotted(text: str, last_labels: Container[str]) -> list[Dotted]:
    """Return the dotted words that end in one of the labels or may be an IPv4 address, in order.

    :param last_labels: the lower-case last labels worth looking at.
    """
    words = []
    for match in _DOT.finditer(text):
        rest = match[1]
        last = rest[rest.rfind(".") + 1 :].lower()
        if last not in last_labels:
            if last[-1] in "-_":
                rest = rest.rstrip("-_")
                last = rest[rest.rfind(".") + 1 :].lower()
                if last not in last_labels:
                    continue
            elif not "0" <= last[0] <= "9" or rest.count(".") < _DOTS_AFTER_FIRST_OCTET:
                continue
        dot, end = match.start(), match.start(1) + len(rest)
        left = text[max(0, dot - _LONGEST_LABEL - 1) : dot]
        start = dot - len(left) + len(left.rstrip(_LABEL))
        if dot - start > _LONGEST_LABEL or _goes_on(text[end : end + 1]):
            continue
        if _goes_on(text[start - 1 : start]):
            continue
        if text[start - 1 : start] == "." and text[start - 2 : start - 1].isalnum():
            continue  # the tail of a word with more labels than a name can have
        words.append(Dotted(start, end, text[start:end]))
    if text.isascii():
        return words
    return sorted([*words, *_international(text, last_labels)])


def _goes_on(neighbour: str) -> bool:
    """Tell whether a character beside a word is a letter of it, and not one of unspaced prose."""
    return neighbour.isalnum() and neighbour < _UNSPACED_SCRIPTS


def _international(text: str, last_labels: Container[str]) -> Iterator[Dotted]:
    """Yield the dotted words that hold a letter outside ASCII."""
    for match in _INTERNATIONAL_DOT.finditer(text):
        rest = match.group(1).rstrip("-_")
        if rest[rest.rfind(".") + 1 :].lower() not in last_labels:
            continue
        end = match.start(1) + len(rest)
        label = _INTERNATIONAL_LABEL.search(
            text, max(0, match.start() - _LONGEST_LABEL), match.start()
        )
        value = text[label.start() : end] if label else ""
        if label and not value.isascii() and not _mixes_scripts(value):
            yield Dotted(label.start(), end, value)


def _mixes_scripts(value: str) -> bool:
    """Tell whether a label joins Latin letters to an unspaced script: prose around a name."""
    return any(
        max(label, default="") >= _UNSPACED_SCRIPTS
        and any(c.isascii() and c.isalnum() for c in label)
        for label in value.split(".")
    )
