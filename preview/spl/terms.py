"""Search terms against the text of an event: whole tokens, in any case.

Tokens end at the breakers of segmenters.conf (Admin Manual): the major ones split the text, the
minor ones split it further; TERM() ignores the minor ones. Search Manual, "Use CASE() and TERM()
to match phrases": https://help.splunk.com/splunk-enterprise/search/search-manual/9.4
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

Test = Callable[[str], bool]


def _boundaries(breakers: str, *, minor: bool) -> tuple[str, str]:
    encoded = [re.escape(text.lower()) for text in _ENCODED if minor or text.startswith("%")]
    left = "|".join(["^", f"(?<=[{breakers}])", *(f"(?<={text})" for text in encoded)])
    right = "|".join(["$", f"(?=[{breakers}])", *(f"(?={text})" for text in encoded)])
    return f"(?:{left})", f"(?:{right})"


@lru_cache(maxsize=1024)
def term_test(text: str, *, minor: bool = True) -> Test:
    """Return a test of lower-cased event text for a word or phrase; ``*`` matches within a token.

    :param minor: whether minor breakers end a token too; False for TERM().
    """
    lowered = text.lower()
    parts = [part for part in lowered.split("*") if part]
    if not parts:
        return lambda _: True
    left, right = _boundaries(_MAJOR + _MINOR if minor else _MAJOR, minor=minor)
    body = f"[^{_MAJOR}]*".join(re.escape(part) for part in lowered.split("*"))
    search = re.compile(left + body + right).search

    def test(raw: str) -> bool:
        return all(part in raw for part in parts) and search(raw) is not None

    return test


@lru_cache(maxsize=1024)
def contains_parts(value: str) -> Test:
    """Return a cheap test that is only false where a field of lower-cased text cannot hold a value.

    The value's letters and digits have to stand in the text, unless the text has JSON escapes.
    """
    parts = [part for part in re.split(r"[^0-9a-z]+", value.lower()) if part]
    return lambda raw: all(part in raw for part in parts) or "\\u" in raw
