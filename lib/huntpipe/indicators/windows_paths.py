"""Windows paths that are absolute or start at an environment variable.

Forms: https://learn.microsoft.com/windows/win32/fileio/naming-a-file (drive, UNC, device) and
the kernel's ``Device`` root. Lower case: Windows file systems ignore it.
"""

from __future__ import annotations

import re
from typing import Tuple

from huntpipe.indicators.components import read_components, single_backslashes

WindowsPath = Tuple[int, int, str]
"""One path: its offsets in the text and its lower-case value."""

# Each begins with a rare literal, so that a search skips to it.
_DRIVE = re.compile(
    r":(?=[\\/])(?<=[A-Za-z]:)"
    r"(?:(?<![A-Za-z0-9_][A-Za-z]:)|(?<=\\[nrt][A-Za-z]:))(?:\\{1,2}|/(?!/))"
)
_SHARE = re.compile(
    r"\\\\(?<![\w:.\\%)}]\\\\)(?:"
    r"[?.]\\(?:[A-Za-z]:\\|[A-Za-z]{3,12}(?:\{[0-9A-Fa-f-]{36}\})?\\)"
    r"|\\\\[A-Za-z0-9][\w.-]{0,253}(?:@[\w@]{1,12})?\\\\(?=[\w$%])"
    r"|[A-Za-z0-9][\w.-]{0,253}(?:@[\w@]{1,12})?\\(?=[\w$%]))"
)
_VARIABLE = re.compile(r"%(?:[A-Za-z][\w()]{1,31})%\\{1,2}(?=[^\s\\])")
_POWERSHELL = re.compile(
    r"\$(?:env:[A-Za-z][\w]{1,31}|\{env:[\w()]{2,32}\})\\{1,2}(?=[^\s\\])", re.IGNORECASE
)
_DEVICE = re.compile(
    r"\\(?<![\w.?]\\)(?:(?:device|systemroot)\\{1,2}|\?\?\\{1,2}(?:[a-z]:|[a-z]{3,12}(?:\{[0-9a-f-]{36}\})?)\\{1,2}|pipe\\)(?=[^\s\\])",
    re.IGNORECASE,
)
_DRIVE_LETTER = 1


def find_windows_paths(text: str) -> list[WindowsPath]:
    """Return every path, in order of appearance."""
    paths = []
    done = 0
    for start, begin in _roots(text):
        if start < done:
            continue
        done, names = read_components(text, start, begin, key=False)
        if names:
            written = text[start:begin] + names
            kept = 2 if written.startswith("\\\\") else 0
            if written.startswith("\\\\\\\\"):
                written = written[2:]
            paths.append((start, done, single_backslashes(written, kept).lower()))
    return paths


def _roots(text: str) -> list[tuple[int, int]]:
    """Return the offsets of each root and of what follows it, in order."""
    roots = []
    if ":" in text:
        roots = [(m.start() - _DRIVE_LETTER, m.end()) for m in _DRIVE.finditer(text)]
    if "\\" in text:
        patterns = [_DEVICE]
        if "\\\\" in text:
            patterns.append(_SHARE)
        if "%" in text:
            patterns.append(_VARIABLE)
        if "$" in text:
            patterns.append(_POWERSHELL)
        others = [m.span() for pattern in patterns for m in pattern.finditer(text)]
        if others:
            return sorted(roots + others)
    return roots
