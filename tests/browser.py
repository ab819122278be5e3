"""A headless Chromium for tests; they are skipped, visibly, where there is none."""

from __future__ import annotations

import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, Iterator

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start a browser, or skip the calling test.

    ``HUNTPIPE_CHROMIUM`` names another than the one on PATH.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    found = os.environ.get("HUNTPIPE_CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), "")
    if not found:
        pytest.skip("no Chromium found on PATH")
    with playwright.sync_playwright() as driver:
        # Chromium's sandbox does not start as root, which containers run as.
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
