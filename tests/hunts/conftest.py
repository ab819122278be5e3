"""The sample and other days like it, written once; each hunt runs once for all tests of a day."""

from __future__ import annotations

import json
from contextlib import ExitStack
from functools import cache
from typing import TYPE_CHECKING, Any, Callable, Iterator, NamedTuple

import pytest

from preview.generator import clock, draw, sample
from preview.installation import installed
from preview.spl import Configuration, Engine, MemoryStore
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

Finding = dict[str, str]
COLUMNS = ["_time", "entity", "entity_type", "what", "evidence", "score"]
DAY = 86400


class Hunting(NamedTuple):
    """The shipped hunts over events that end with the sample's day.

    :ivar findings: runs a hunt, within its own time bounds, as of the end of the day.
    :ivar stories: the stories of the attack by the time of their events, in milliseconds.
    """

    findings: Callable[[str], list[Finding]]
    stories: dict[int, set[str]]


class Day(NamedTuple):
    """A day of the generator: its events as records, and the stories of the malicious ones."""

    events: list[dict[str, Any]]
    stories: list[set[str]]

    def before(self, days: int) -> list[dict[str, Any]]:
        """Return the benign events, so many days earlier."""
        pairs = zip(self.events, self.stories)
        return [
            {**event, "_time": round(event["_time"] - days * DAY, 3)}
            for event, stories in pairs
            if not stories
        ]


def milliseconds(time: object) -> int:
    return round(float(str(time)) * 1000)


Days = Callable[[int], Day]


@pytest.fixture(scope="session")
def day_of(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """Return what gives the day of a seed, which is written and read once."""

    @cache
    def written(seed: int) -> Day:
        folder = tmp_path_factory.mktemp("hunts")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(draw, "SEED", seed)
            sample.write(folder)
        return read(folder)

    return written


def read(folder: Path) -> Day:
    labels: dict[tuple[str, int], set[str]] = {}
    for text in (folder / "labels.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(text)
        labels.setdefault((label["file"], label["line"]), set()).add(label["story"])
    day = Day([], [])
    for path in sorted((folder / "events").iterdir()):
        lines = path.read_text(encoding="utf-8").split("\n")[:-1]
        for number, line in enumerate(lines, start=1):
            day.events.append(json.loads(line))
            day.stories.append(labels.get((f"events/{path.name}", number), set()))
    return day


@pytest.fixture(scope="session")
def hunt_on() -> Iterator[Callable[..., Hunting]]:
    """Return what takes a day, with the events of days before it, to the hunts over them."""
    with ExitStack() as stack:

        def started(day: Day, before: list[dict[str, Any]]) -> Hunting:
            records = [*before, *day.events]
            running = installed(lambda configuration: MemoryStore(records, configuration))
            engine = stack.enter_context(running).engine
            stories: dict[int, set[str]] = {}
            for event, told in zip(day.events, day.stories):
                stories.setdefault(milliseconds(event["_time"]), set()).update(told)
            return Hunting(cache(lambda hunt: findings_of(engine, hunt)), stories)

        yield started


def findings_of(engine: Engine, hunt: str) -> list[Finding]:
    settings = engine.configuration.savedsearches[hunt]
    bounds = settings["dispatch.earliest_time"], settings["dispatch.latest_time"]
    results = engine.search(settings["search"], *bounds, now=clock.DAY_END)
    assert results.fields == COLUMNS
    return [{name: str(row[name]) for name in COLUMNS} for row in results.rows]


@pytest.fixture(scope="session")
def hunting(day_of: Days, hunt_on: Callable[..., Hunting]) -> Hunting:
    """Return the hunts over the sample."""
    return hunt_on(day_of(draw.SEED), [])


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
