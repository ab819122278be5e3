"""The setup page in a browser, in front of a simulated splunkd and VirusTotal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pytest

from tests.setup_page.splunk_web import SplunkWeb, serve
from tests.virustotal.conftest import authority, make_head, service

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.virustotal.search import SearchHead

__all__ = ["authority", "make_head", "service"]


@pytest.fixture
def web(make_head: object) -> SplunkWeb:
    """A Splunk Web where nobody has set the app up yet."""
    head: SearchHead = make_head()  # type: ignore[operator] # a fixture that is a function
    head.stores.passwords.delete("huntpipe", "virustotal_api_key")
    return SplunkWeb(head)


@pytest.fixture
def page(web: SplunkWeb, browser: Browser) -> Iterator[Page]:
    """The page, loaded; no script of it may have failed in the end."""
    failures: list[str] = []
    with serve(web) as address:
        context = browser.new_context()
        page = context.new_page()
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(address)
        # What is stored is shown once the button can be pressed.
        page.get_by_role("button", name="Save", disabled=False).wait_for()
        yield page
        context.close()
    assert failures == []
