"""Windows paths that are absolute or start at an environment variable.

Forms: https://learn.microsoft.com/windows/win32/fileio/naming-a-file (drive, UNC, device) and
the kernel's ``Device`` root. Lower case: Windows file systems ignore it.
"""

from __future__ import annotations

import re
from typing import Iterator, NamedTuple

from huntpipe.indicators.components import read_components, single_backslashes


class WindowsPath(NamedTuple):
    """One path: its offsets in the text and its lower-case value."""

    start: int
    end: int
    value: str


# Each begins with a rare literal, so that a search skips to it.
_DRIVE = re.compile(r":(?<=[A-Za-z]:)(?<![A-Za-z0-9_][A-Za-z]:)(?:\\{1,2}|/(?!/))")
_SHARE = re.compile(
    r"\\\\(?<![\w:.\\%)}]\\\\)(?:"
    r"[?.]\\(?:[A-Za-z]:\\|[A-Za-z]{3,12}\\)"
    r"|\\\\[A-Za-z0-9][\w.-]{0,253}(?:@[\w@]{1,12})?\\\\(?=[\w$%])"
    r"|[A-Za-z0-9][\w.-]{0,253}(?:@[\w@]{1,12})?\\(?=[\w$%]))"
)
_VARIABLE = re.compile(r"%(?:[A-Za-z][\w()]{1,31})%\\{1,2}(?=[^\s\\])")
_POWERSHELL = re.compile(
    r"\$(?:env:[A-Za-z][\w]{1,31}|\{env:[\w()]{2,32}\})\\{1,2}(?=[^\s\\])", re.IGNORECASE
)
_DEVICE = re.compile(
    r"\\(?<![\w.?]\\)(?:(?:device|systemroot)\\{1,2}|\?\?\\{1,2}[a-z]:\\{1,2}|pipe\\)(?=[^\s\\])",
    re.IGNORECASE,
)
_DRIVE_LETTER = 1


def find_windows_paths(text: str) -> Iterator[WindowsPath]:
    """Yield every path, in order of appearance."""
    done = 0
    for start, begin in sorted(_roots(text)):
        if start < done:
            continue
        done, names = read_components(text, start, begin, key=False)
        if names:
            written = text[start:begin] + names
            kept = 2 if written.startswith("\\\\") else 0
            if written.startswith("\\\\\\\\"):
                written = written[2:]
            yield WindowsPath(start, done, single_backslashes(written, kept).lower())


def _roots(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each root and of what follows it."""
    if ":\\" in text or ":/" in text:
        for match in _DRIVE.finditer(text):
            yield match.start() - _DRIVE_LETTER, match.end()
    if "\\" not in text:
        return
    patterns = [_DEVICE]
    if "\\\\" in text:
        patterns.append(_SHARE)
    if "%\\" in text:
        patterns.append(_VARIABLE)
    if "$" in text:
        patterns.append(_POWERSHELL)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span()
