"""File paths of both families in one order, each read by its own module."""

from __future__ import annotations

from typing import Iterator

from huntpipe.indicators.unix_paths import find_unix_paths
from huntpipe.indicators.urls import Place, Urls
from huntpipe.indicators.windows_paths import find_windows_paths


def find_paths(text: str, urls: Urls) -> Iterator[str]:
    """Yield every path that is no part of a URL, in order of appearance."""
    paths = []
    if "\\" in text or ":/" in text:
        paths = [(path.start, path.end, path.value) for path in find_windows_paths(text)]
    if "/" in text:
        ends = iter([*paths, (len(text) + 1, len(text) + 1, "")])
        start, end, _ = next(ends)
        for path in find_unix_paths(text):
            while end <= path.start:
                start, end, _ = next(ends)
            if path.start < start and urls.place(path.start) is Place.OUTSIDE:
                paths.append((path.start, path.start, path.value))
        paths.sort()
    for _, _, value in paths:
        yield value
