"""Splunk's regular expressions (PCRE) run by Python's engine, or refused where the two differ.

The differences are those of https://www.pcre.org/original/doc/html/pcrepattern.html
against https://docs.python.org/3/library/re.html.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import Pattern

_NAMED_GROUP = re.compile(r"(?<!\\)((?:\\\\)*)\(\?<(?=[A-Za-z_])")
_DIFFERENT = re.compile(
    r"""\\(?:\\|(?P<escape>[hHRKQEXCGpPNzgkv]))   # what Python lacks or reads otherwise
    |(?P<group>\(\?(?:[|R>&+\d-]|P>|\())          # branch reset, recursion, atomic, conditional
    |(?P<verb>\(\*[A-Z])                          # backtracking verbs
    |(?P<posix>\[\[?:\^?[a-z]+:\])                # [[:alpha:]]
    |(?P<possessive>(?<!\\)[*+?}]\+)""",
    re.VERBOSE,
)


@lru_cache(maxsize=1024)
def compile_pcre(pattern: str) -> Pattern[str]:
    r"""Compile a PCRE pattern; ``\d`` and ``\w`` are ASCII as in PCRE without UCP.

    :raises ValueError: where the pattern is malformed or means something else in Python.
    """
    for found in _DIFFERENT.finditer(pattern):
        if found.lastgroup is not None:
            raise ValueError(f"the preview has no {found.group()!r} in regular expressions")
    try:
        return re.compile(_NAMED_GROUP.sub(r"\1(?P<", pattern), re.ASCII)
    except re.error as error:
        raise ValueError(f"the regular expression {pattern!r} is malformed: {error}") from error
