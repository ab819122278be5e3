"""The app over the sample, whose events lie in the index botsv3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.generator import sample
from preview.spl import Configuration, Engine, SampleStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

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
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return the shipped app over the sample."""
    folder: Path = tmp_path_factory.mktemp("dashboards-sample")
    sample.write(folder)
    running = Engine(REPOSITORY, SampleStore(folder, Configuration(REPOSITORY)))
    running.configuration.macros["huntpipe_index"]["definition"] = "index=botsv3"
    running.search(FINDINGS, "-24h@h", "now", NOW)
    return running
