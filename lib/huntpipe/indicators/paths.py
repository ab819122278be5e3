"""File paths of both families in one order, each read by its own module."""

from __future__ import annotations

import sys
from typing import Iterator

from huntpipe.indicators.unix_paths import UnixPath, find_unix_paths
from huntpipe.indicators.urls import Place, Urls
from huntpipe.indicators.windows_paths import WindowsPath, find_windows_paths


def find_paths(text: str, urls: Urls) -> list[str]:
    """Return every path that is no part of a URL, in order of appearance."""
    paths: list[WindowsPath] = []
    if "\\" in text or ":/" in text:
        paths = find_windows_paths(text)
    if "/" in text:
        others = find_unix_paths(text)
        if others:
            paths = sorted([*paths, *_outside(others, paths, urls)])
    return [value for _, _, value in paths]


def _outside(
    paths: list[UnixPath], windows_paths: list[WindowsPath], urls: Urls
) -> Iterator[tuple[int, int, str]]:
    """Yield the Unix paths that are no part of a Windows path or a URL."""
    ends = iter([*windows_paths, (sys.maxsize, sys.maxsize, "")])
    first, end, _ = next(ends)
    for start, value in paths:
        while end <= start:
            first, end, _ = next(ends)
        if start < first and urls.place(start) is Place.OUTSIDE:
            yield start, start, value
