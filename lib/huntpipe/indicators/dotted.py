"""Dotted words: the longest runs of labels joined by dots, which names and IPv4 addresses are.

Taking the whole run makes boundaries safe: ``1.2.3.4`` inside ``1.2.3.4.5`` is never seen alone.
"""

from __future__ import annotations

import re
from typing import Container, Iterator, Tuple

from huntpipe.indicators.east_asian import UNSPACED_SCRIPTS, continues_word
from huntpipe.indicators.publicsuffix import ENCODED

_LABEL = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
_LONGEST_LABEL = 63
_DOTS_AFTER_FIRST_OCTET = 2
# The literal dot comes first so that the search skips to it; every repeat is bounded.
# A decimal (537.36) is passed over: it is no address and ends in no letter.
_DOT = re.compile(
    r"\.(?<=[0-9A-Za-z_-]\.)(?![0-9]{1,63}(?:\.[0-9]{1,63})?(?![0-9A-Za-z_.-]))"
    r"([0-9A-Za-z_-]{1,63}(?:\.[0-9A-Za-z_-]{1,63}){0,126})"
)
_INTERNATIONAL_DOT = re.compile(r"\.(?<=[\w-]\.)([\w-]{1,63}(?:\.[\w-]{1,63}){0,126})")
_INTERNATIONAL_LABEL = re.compile(r"[\w-]{1,63}\Z")


Dotted = Tuple[int, int, str]
"""One dotted word: its offsets in the text and its value as written."""


def find_dotted(text: str, last_labels: frozenset[str]) -> list[Dotted]:
    """Return the dotted words that end in one of the labels or may be an IPv4 address, in order.

    An encoded label may be any, as few words end in one.

    :param last_labels: the lower-case last labels worth looking at.
    """
    words = []
    pieces = _DOT.split(text)  # what stands between the matches and the match, by turns
    end = 0
    for index in range(1, len(pieces), 2):
        before, rest = pieces[index - 1], pieces[index]
        dot = end + len(before)
        end = dot + 1 + len(rest)
        last = rest[rest.rfind(".") + 1 :].lower()
        if last not in last_labels:
            if "0" <= last[0] <= "9":
                if rest.count(".") < _DOTS_AFTER_FIRST_OCTET:
                    continue
            elif last.startswith(ENCODED) or (
                last[-1] in "-_" and last.rstrip("-_") in last_labels
            ):
                rest = rest.rstrip("-_")
            else:
                continue
        word = _word(text, before, dot, rest)
        if word:
            words.append(word)
    if text.isascii():
        return words
    return sorted([*words, *_international(text, last_labels)])


def _word(text: str, before: str, dot: int, rest: str) -> Dotted | None:
    """Return the word around its first dot, or None when its neighbours make it another one.

    :param before: the text before the dot, from the end of the last word on.
    :param rest: what of the word follows the dot.
    """
    stem = before.rstrip(_LABEL)
    if not stem:  # the label may reach into what the last word left
        before = text[max(0, dot - _LONGEST_LABEL - 1) : dot]
        stem = before.rstrip(_LABEL)
    first = before[len(stem) :]
    start, end = dot - len(first), dot + 1 + len(rest)
    if len(first) > _LONGEST_LABEL or continues_word(text[end : end + 1]):
        return None
    neighbour = text[start - 1 : start]
    if continues_word(neighbour) or (neighbour == "." and text[start - 2 : start - 1].isalnum()):
        return None  # a longer word, or the tail of one with more labels than a name can have
    return start, end, f"{first}.{rest}"


def _international(text: str, last_labels: Container[str]) -> Iterator[Dotted]:
    """Yield the dotted words that hold a letter outside ASCII."""
    for match in _INTERNATIONAL_DOT.finditer(text):
        rest = match.group(1).rstrip("-_")
        last = rest[rest.rfind(".") + 1 :].lower()
        if last not in last_labels and not last.startswith(ENCODED):
            continue
        end = match.start(1) + len(rest)
        label = _INTERNATIONAL_LABEL.search(
            text, max(0, match.start() - _LONGEST_LABEL), match.start()
        )
        value = text[label.start() : end] if label else ""
        if label and not value.isascii() and not _mixes_scripts(value):
            yield label.start(), end, value


def _mixes_scripts(value: str) -> bool:
    """Tell whether a label joins Latin letters to an unspaced script: prose around a name."""
    return any(
        max(label, default="") >= UNSPACED_SCRIPTS
        and any(c.isascii() and c.isalnum() for c in label)
        for label in value.split(".")
    )
