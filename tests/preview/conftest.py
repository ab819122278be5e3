from __future__ import annotations

from typing import TYPE_CHECKING, Iterator

import pytest

from preview.generator import sample
from tests.preview.rest_server import Server, run_search_head
from tests.preview.sample_reader import Sample

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Return the sample, written once for all tests."""
    folder: Path = tmp_path_factory.mktemp("sample")
    sample.write(folder)
    return Sample(folder)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a search head that answers REST on this machine."""
    with run_search_head(tmp_path_factory.mktemp("search-head")) as running:
        yield running
