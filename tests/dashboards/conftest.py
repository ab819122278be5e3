"""The app over the sample, searched directly and in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Iterator

import pytest

from preview.generator import sample
from preview.spl import Configuration, Engine, SampleStore
from preview.subcommands.serve import serve
from preview.web import BUNDLE
from tests.dashboards.dashboard_page import DashboardPage
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from preview.installation import Installation
    from tests.dashboards.views import View

NOW = 1534809600.0  # 2018-08-21 00:00 UTC, the end of the sample's day

# Some of what the report Huntpipe - Findings - Collect gathers from every hunt, which takes longer.
FINDINGS = """
| savedsearch "Huntpipe - Identity - Rare device or browser"
| eval hunt="Huntpipe - Identity - Rare device or browser"
| append
    [ | savedsearch "Huntpipe - PowerShell - AMSI switched off"
      | eval hunt="Huntpipe - PowerShell - AMSI switched off" ]
| rename _time AS time
| outputlookup huntpipe_findings
"""


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample, whose events lie in the index botsv3."""
    folder: Path = tmp_path_factory.mktemp("dashboards-sample")
    sample.write(folder)
    return folder


@pytest.fixture(scope="session")
def engine(sample_folder: Path) -> Engine:
    """Return the shipped app over the sample."""
    running = Engine(REPOSITORY, SampleStore(sample_folder, Configuration(REPOSITORY)))
    running.configuration.macros["huntpipe_index"]["definition"] = "index=botsv3"
    running.search(FINDINGS, "-24h@h", "now", NOW)
    return running


@pytest.fixture(scope="session")
def running(sample_folder: Path) -> Iterator[Installation]:
    """Serve the app over the sample, or skip where the page is not built: that takes Node.js."""
    if not (BUNDLE / "main.js").is_file():
        pytest.skip("the page of the preview is not built: make test builds it by Node.js")
    with serve(sample_folder, 0) as preview:
        preview.engine.search(FINDINGS, "-24h@h", "now", NOW)
        yield preview


@pytest.fixture
def dashboard(running: Installation, browser: Browser) -> Iterator[Callable[[View], DashboardPage]]:
    """Return a function that gives a page for a view; no page may have had a fault in the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 1800})
    pages = []

    def make(view: View) -> DashboardPage:
        pages.append(DashboardPage(context.new_page(), running.address, view))
        return pages[-1]

    yield make
    context.close()
    assert [fault for page in pages for fault in page.faults] == []
