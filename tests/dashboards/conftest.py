"""The app over the sample, whose events lie in the index botsv3."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from preview.generator import sample
from preview.spl import Configuration, Engine, SampleStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """Return the shipped app over the sample."""
    folder: Path = tmp_path_factory.mktemp("dashboards-sample")
    sample.write(folder)
    running = Engine(REPOSITORY, SampleStore(folder, Configuration(REPOSITORY)))
    running.configuration.macros["huntpipe_index"]["definition"] = "index=botsv3"
    return running
