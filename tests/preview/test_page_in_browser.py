"""The pages in a real browser: what a click shows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Iterator
from urllib.parse import quote

import pytest

from preview.installation import Installation, installed
from preview.spl import MemoryStore
from preview.web import BUNDLE, START

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.skipif(
    not (BUNDLE / "main.js").is_file(), reason="the page is not built: make demo"
)


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with installed(partial(MemoryStore, [])) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    yield page
    page.close()


def test_a_click_on_a_pasted_indicator_shows_its_verdict(
    page: Page, installation: Installation
) -> None:
    page.goto(f"{installation.address}{START}/huntpipe_triage?form.pasted=hxxp://45[.]77.53.176/x")
    page.get_by_role("cell", name="45.77.53.176").click(timeout=60_000)
    page.get_by_role("cell", name="malicious").wait_for(timeout=60_000)
    assert "VirusTotal is simulated" in page.get_by_role("banner").inner_text()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("index=x | transaction host", "the search command transaction is not supported"),
        ("| makeresults count=10001 | sort _time", "sort kept the first 10000 of 10001 results"),
    ],
)
def test_the_search_page_shows_what_a_search_has_to_say(
    page: Page, installation: Installation, query: str, said: str
) -> None:
    page.goto(f"{installation.address}{START}/search?q={quote(query)}")
    page.get_by_role("status").get_by_text(said).wait_for(timeout=60_000)
