"""The sample, written once; each hunt runs once for all tests of it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Callable, NamedTuple

import pytest

from preview.generator import sample
from preview.spl import Configuration, Engine, MemoryStore, SampleStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

Finding = dict[str, str]
COLUMNS = ["_time", "entity", "entity_type", "what", "evidence", "score"]


class Hunting(NamedTuple):
    """The shipped hunts over the sample.

    :ivar findings: runs a hunt, within its own time bounds, as of the end of the sample.
    :ivar stories: the stories of the attack by the time of their events, in milliseconds.
    """

    findings: Callable[[str], list[Finding]]
    stories: dict[int, set[str]]


def milliseconds(time: object) -> int:
    return round(float(str(time)) * 1000)


@pytest.fixture(scope="session")
def hunting(tmp_path_factory: pytest.TempPathFactory) -> Hunting:
    folder: Path = tmp_path_factory.mktemp("hunts")
    now = sample.write(folder)["latest"]
    configuration = Configuration(REPOSITORY)
    engine = Engine(REPOSITORY, SampleStore(folder, configuration))

    @cache
    def findings(hunt: str) -> list[Finding]:
        settings = configuration.savedsearches[hunt]
        bounds = settings["dispatch.earliest_time"], settings["dispatch.latest_time"]
        results = engine.search(settings["search"], *bounds, now=now)
        assert results.fields == COLUMNS
        return [{name: str(row[name]) for name in COLUMNS} for row in results.rows]

    return Hunting(findings, stories_by_time(folder))


def stories_by_time(folder: Path) -> dict[int, set[str]]:
    stories: dict[int, set[str]] = {}
    times: dict[str, list[int]] = {}
    for text in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(text)
        file = label["file"]
        if file not in times:
            lines = (folder / file).read_text(encoding="utf-8").split("\n")
            times[file] = [milliseconds(json.loads(line)["_time"]) for line in lines if line]
        stories.setdefault(times[file][label["line"] - 1], set()).add(label["story"])
    return stories


class Findings:
    """Runs what a hunt ends in over given findings, with an allowlist and filters of our own."""

    NOW = 1534809600.0  # 2018-08-21 00:00:00 UTC

    def __init__(self) -> None:
        self.configuration = Configuration(REPOSITORY)
        self._allowed: dict[str, str] | None = None

    def allow(self, **entry: str) -> None:
        """Let the allowlist hold one entry."""
        self._allowed = {"hunt": "*", "entity": "*", "evidence": "*", **entry}

    def after(self, findings: list[Finding], pipes: str) -> list[str]:
        """Return the entities of the findings that are left after some pipes."""
        records = [
            {"_time": finding["_time"], "_raw": json.dumps(finding)}
            | {"index": "findings", "host": "h", "source": "s", "sourcetype": "_json"}
            for finding in findings
        ]
        engine = Engine(REPOSITORY, MemoryStore(records, self.configuration))
        engine.configuration = self.configuration
        if self._allowed:
            engine.collections["huntpipe_allowlist"]["entry"] = self._allowed
        results = engine.search(f"search index=findings {pipes}", now=self.NOW)
        return [str(row["entity"]) for row in results.rows]


@pytest.fixture
def findings() -> Findings:
    return Findings()
