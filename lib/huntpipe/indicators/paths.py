"""File paths of both families in one order, each read by its own module."""

from __future__ import annotations

import sys
from typing import Iterator, Sequence

from huntpipe.indicators.unix_paths import UnixPath, find_unix_paths
from huntpipe.indicators.urls import Place, Urls
from huntpipe.indicators.windows_paths import WindowsPath, find_windows_paths


def find_paths(texts: Sequence[str], urls: Sequence[Urls]) -> Iterator[list[str]]:
    """Yield for each text every path that is no part of a URL, in order of appearance.

    :param urls: those of each text.
    """
    windows_paths = [
        find_windows_paths(text) if "\\" in text or ("/" in text and ":/" in text) else []
        for text in texts
    ]
    unix_paths = [find_unix_paths(text) if "/" in text else [] for text in texts]
    for paths, others, located in zip(windows_paths, unix_paths, urls):
        every = sorted([*paths, *_outside(others, paths, located)]) if others else paths
        yield [value for _, _, value in every] if every else []


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
