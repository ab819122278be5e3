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
_EXTENSION = (
    r"\.(?:docx?|xlsx?|xlsm|pptx?|pdf|rtf|txt|csv|zip|rar|7z|iso|img|exe|dll|scr|lnk|js|vbs|ps1|bat"
    r"|cmd|hta|msi|one|eml|msg|jpe?g|png|html?)(?![\w\\])"
)
# What Windows calls a second copy of a file: Invoice June (1).pdf, plan - Copy.docx.
_COPY = re.compile(
    r"(?: [A-Z0-9][\w&'-]{0,30}){0,4}(?: - Copy(?: \(\d{1,3}\))?| \(\d{1,3}\))" + _EXTENSION
)
# Behind such a noun a name without an extension goes on; else what follows may be an argument.
_NOUN = re.compile(
    r"(?<![\w-])(?:file|document|attachment|archive|executable|script|shortcut|spreadsheet) \Z",
    re.IGNORECASE,
)
_LONGEST_NOUN = 14
_ONE_WORD = re.compile(r" [\w()&'-]{1,40}" + _EXTENSION)


def find_windows_paths(text: str) -> list[WindowsPath]:
    """Return every path, in order of appearance."""
    paths = []
    done = 0
    for start, begin in _roots(text):
        if start < done:
            continue
        done, names = read_components(text, start, begin, key=False)
        if names:
            if text[done : done + 1] == " " and "." not in names[names.rfind("\\") + 1 :]:
                rest = _rest_of_name(text, start, done)
                names, done = names + rest, done + len(rest)
            written = text[start:begin] + names
            kept = 2 if written.startswith("\\\\") else 0
            if written.startswith("\\\\\\\\"):
                written = written[2:]
            paths.append((start, done, single_backslashes(written, kept).lower()))
    return paths


def _rest_of_name(text: str, start: int, end: int) -> str:
    """Return what belongs to the name of a file behind the blank in it, where nothing else can."""
    rest = _COPY.match(text, end)
    if rest is None and _NOUN.search(text, max(0, start - _LONGEST_NOUN), start):
        rest = _ONE_WORD.match(text, end)
    return rest.group() if rest else ""


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
