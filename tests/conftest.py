"""What all tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pytest
from hypothesis import settings

from tests.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# The machines that run the tests are slow and shared: a deadline would fail at random.
settings.register_profile("huntpipe", deadline=None)
settings.load_profile("huntpipe")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser for all tests of a process: playwright takes no second one beside it."""
    with chromium() as browser:
        yield browser
