"""The scheduled search that bounds the cache, run by the preview."""

from __future__ import annotations

import time
from configparser import ConfigParser
from typing import TYPE_CHECKING

from preview.scratch_app import copy_app
from preview.spl import Configuration, Engine, MemoryStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

DAY = 86400
SEARCH = "Huntpipe - VirusTotal cache - Prune"


def prune(folder: Path, ages: list[float]) -> list[int]:
    """Return the numbers of the verdicts, of given ages in days, that are kept."""
    saved = ConfigParser(interpolation=None)
    saved.read(REPOSITORY / "default" / "savedsearches.conf", encoding="utf-8")
    app = copy_app(folder, {})
    engine = Engine(app, MemoryStore([], Configuration(app)))
    documents = engine.collections["huntpipe_vt_cache"]
    for number, age in enumerate(ages):
        key = f"file:{number}"
        answer = {"_key": key, "kind": "file", "value": str(number), "report": "{}"}
        documents[key] = {**answer, "fetched": time.time() - age * DAY}
    before = dict(documents)
    engine.search(saved.get(SEARCH, "search"))
    # What is kept is as it was: the cache finds answers by their keys.
    kept = engine.collections["huntpipe_vt_cache"]
    assert all(before[key].items() <= document.items() for key, document in kept.items())
    return sorted(int(document["value"]) for document in kept.values())


def test_old_verdicts_are_removed(tmp_path: Path) -> None:
    assert prune(tmp_path, [0, 1, 89.9, 90.1, 400]) == [0, 1, 2]


def test_oldest_beyond_the_bound_are_removed(tmp_path: Path) -> None:
    kept = prune(tmp_path, [number / 1000 for number in range(50_010)])
    assert kept == list(range(50_000))
