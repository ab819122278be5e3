"""A small app and a few events to search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

import pytest

from preview.spl import Configuration, Engine, MemoryStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

NOW = 1534809600.0  # 2018-08-21 00:00:00 UTC

Run = Callable[..., "list[dict[str, Any]]"]


@pytest.fixture
def app(tmp_path: Path) -> Path:
    """Return an app folder without configuration."""
    for folder in ("default", "lookups", "bin"):
        (tmp_path / folder).mkdir()
    return tmp_path


@pytest.fixture
def engine(app: Path) -> Engine:
    """Return an engine over no events."""
    return engine_over(app, [])


@pytest.fixture
def shipped() -> Engine:
    """Return an engine over the app of this repository, without events."""
    return Engine(REPOSITORY, MemoryStore([], Configuration(REPOSITORY)))


def engine_over(app: Path, records: Sequence[Mapping[str, object]]) -> Engine:
    """Return an engine over records; what a record leaves out has a default."""
    defaults = {"index": "main", "host": "h", "source": "s", "sourcetype": "t", "_time": NOW - 60}
    store = MemoryStore([{**defaults, **record} for record in records], Configuration(app))
    return Engine(app, store)


@pytest.fixture
def rows(engine: Engine) -> Run:
    """Return a function that runs a search without events and gives its rows."""

    def run(spl: str) -> list[dict[str, Any]]:
        return engine.search(spl, now=NOW).rows

    return run
