"""Search terms against the text of an event: whole tokens, in any case.

Tokens end at the breakers of segmenters.conf (Admin Manual): the major ones split the text, the
minor ones split it further; TERM() ignores the minor ones. Search Manual, "Use CASE and TERM to
match phrases":
https://help.splunk.com/en/splunk-enterprise/search/search-manual/10.0/search-primer/use-case-and-term-to-match-phrases
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Callable

_MAJOR = "\\[\\]<>(){}|!;,'\"*\\n\\r\\s\\t&?+"
_MINOR = "/:=@.\\-$#%\\\\_"
_ENCODED: tuple[str, ...] = (
    "%21",
    "%26",
    "%2526",
    "%3B",
    "%7C",
    "%20",
    "%2B",
    "%3D",
    "--",
    "%2520",
)
_ENCODED += ("%5D", "%5B", "%3A", "%0A", "%2C", "%28", "%29")
_BREAKER_SIZES = sorted({1, *(len(text) for text in _ENCODED)})

Test = Callable[[str], bool]


def has_major_breaker(text: str) -> bool:
    """Return whether a text is more than one term of the index; ``*`` stands for part of one."""
    return re.search(f"[{_MAJOR}]", text.replace("*", "")) is not None


@lru_cache(maxsize=1024)
def term_test(text: str, *, minor: bool = True) -> Test:
    """Return a test of lower-cased event text for a word or phrase; ``*`` matches within a token.

    :param minor: whether minor breakers end a token too; False for TERM().
    """
    lowered = text.lower()
    core = lowered.strip("*")
    if not core:
        return lambda _: True
    breakers = _MAJOR + _MINOR if minor else _MAJOR
    encoded = [re.escape(each.lower()) for each in _ENCODED if minor or each[0] == "%"]
    starts = re.compile("|".join([f"[{breakers}]", *encoded]))
    ends = "|".join(["$", f"[{breakers}]", *encoded])
    parts = core.split("*")
    body = f"[^{_MAJOR}]*".join(re.escape(part) for part in parts)
    match = re.compile(body + ("" if lowered.endswith("*") else f"(?={ends})")).match
    anchored = not lowered.startswith("*")

    def test(raw: str) -> bool:
        # The regular expression only runs where its first part stands.
        place = raw.find(parts[0])
        while place >= 0:
            if match(raw, place) and (not anchored or _begins(raw, place, starts)):
                return True
            place = raw.find(parts[0], place + 1)
        return False

    return test


def _begins(raw: str, place: int, starts: re.Pattern[str]) -> bool:
    """Return whether a breaker ends right before a place."""
    if place == 0:
        return True
    return any(
        starts.fullmatch(raw, place - size, place) for size in _BREAKER_SIZES if size <= place
    )


@lru_cache(maxsize=1024)
def contains_parts(value: str) -> Test:
    """Return a cheap test that is only false where a field of lower-cased text cannot hold a value.

    The value's letters and digits have to stand in the text, unless the text has JSON escapes.
    """
    parts = [part for part in re.split(r"[^0-9a-z]+", value.lower()) if part]
    return lambda raw: all(part in raw for part in parts) or "\\u" in raw
