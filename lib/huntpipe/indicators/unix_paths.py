"""Absolute Unix paths, by the roots of the Filesystem Hierarchy Standard 3.0, macOS and Android.

A slash opens switches, routes and closing tags as well; a path is taken when its first name is a
usual root. Case is kept: Unix file systems tell it apart. The sockets of bash, ``/dev/tcp/...``
and ``/dev/udp/...``, are no files.
"""

from __future__ import annotations

import re
from typing import Tuple

_ROOTS = (
    "etc|usr|bin|sbin|var|tmp|opt|home|root|dev|proc|lib|lib64|lib32|mnt|private|Volumes|Users"
    "|Applications|Library|srv|boot|sdcard"
)
_WEAK_ROOTS = "data|app|system|media|run|sys|storage|snap|nix|export|System|cores|workspace"
_NAME = r"(?:[\w.@%+~#=$!-]|\\ )"
_SLASH = re.compile(
    r"/(?:(?<![\w./\\%*?)}\]+-]/)|(?<=[fF][iI][lL][eE]:///))(?:"
    rf"(?:{_ROOTS})/{_NAME}{{0,255}}(?:/{_NAME}{{1,255}}){{0,64}}/?"
    rf"|(?:{_WEAK_ROOTS})(?:/{_NAME}{{1,255}}){{2,64}}/?"
    r"|(?:tmp|etc|var|usr)(?![\w./:=,-])"
    rf"|[\w.-]{{1,64}}(?:/{_NAME}{{1,255}}){{1,64}}\.(?:sh|py|pl|so|elf|bin|ko|conf|service|jar|out)(?!\w))"
)
_HOME = re.compile(rf"~(?<![\w/.]~)(?:[a-z_][a-z0-9_-]{{0,31}})?(?:/{_NAME}{{1,255}}){{1,64}}/?")
_QUOTED = re.compile(r"[^\"'<>|*?\r\n\t]{1,400}(?=[\"'])")
_REQUEST = re.compile(r"\b(?:GET|POST|PUT|HEAD|DELETE|OPTIONS|PATCH|PROPFIND|CONNECT)\s\Z")
_REQUEST_ENDS = "DEHST"
_LONGEST_REQUEST = 9  # with the blank behind the method
_PSEUDO = ("/dev/tcp/", "/dev/udp/")
_ARGUMENT = re.compile(r" (?:-|/|\d?>|&|\||\w+=)")


UnixPath = Tuple[int, str]
"""One path: its offset in the text and its value."""


def find_unix_paths(text: str) -> list[UnixPath]:
    """Return every path, in order of appearance."""
    paths = []
    done = 0
    matches = [*_SLASH.finditer(text)]
    if "~" in text:
        matches = sorted([*matches, *_HOME.finditer(text)], key=re.Match.start)
    for match in matches:
        start, end = match.span()
        if start < done or (
            text[start - 2 : start - 1] in _REQUEST_ENDS
            and _REQUEST.search(text, max(0, start - _LONGEST_REQUEST), start)
        ):
            continue
        value, end = _value(text, start, end)
        done = end
        if value and not value.startswith(_PSEUDO):
            paths.append((start, value))
    return paths


def _value(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the path itself and the offset behind it: to the closing quote, if one opened it."""
    quote = text[start - 1 : start]
    if quote in {'"', "'"} and text[end : end + 1] == " ":
        rest = _QUOTED.match(text, end)
        if rest and text[rest.end()] == quote and not _ARGUMENT.search(rest.group()):
            return text[start : rest.end()], rest.end()
    value = text[start:end].rstrip(".:!=,").replace("\\ ", " ")
    if text[end : end + 1] == "*" and value.endswith("/"):
        return "", end
    return value, end
