from __future__ import annotations

from typing import Callable, Iterable

import pytest

from huntpipe.virustotal.cache import Cache
from huntpipe.virustotal.collection import Document, FallbackCollection, MemoryCollection
from huntpipe.virustotal.dispatch import Outcome
from huntpipe.virustotal.indicator import Indicator
from huntpipe.virustotal.report import Report
from huntpipe.virustotal.resolver import Policy, Resolution, Resolver

DAY = 86400.0
REPORT = Report("", 1, 0, 0, 60, None, "", ("a.exe",), (), None, None)
KNOWN = Indicator("file", "a" * 64)
UNKNOWN = Indicator("domain", "evil.net")


class Sender:
    """Knows one file; remembers what it was asked."""

    def __init__(self, outcome: Outcome | None = None) -> None:
        self.asked: list[Indicator] = []
        self._outcome = outcome

    def send(self, indicators: Iterable[Indicator]) -> dict[Indicator, Outcome]:
        indicators = list(indicators)
        self.asked += indicators
        found = Outcome("found", REPORT)
        return {
            i: self._outcome or (found if i == KNOWN else Outcome("not_found")) for i in indicators
        }


class Clock:
    now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache() -> Cache:
    return Cache(MemoryCollection())


def resolver(cache: Cache, sender: Sender, clock: Clock, policy: Policy | None = None) -> Resolver:
    return Resolver(cache, policy or Policy(), lambda: sender, clock)


def test_answer_comes_from_the_api_once_and_from_the_cache_then(cache: Cache, clock: Clock) -> None:
    sender = Sender()
    first = resolver(cache, sender, clock).resolve([KNOWN, UNKNOWN, KNOWN])
    second = resolver(cache, sender, clock).resolve([KNOWN, UNKNOWN])
    assert first[KNOWN] == Resolution("found", "api", REPORT)
    assert first[UNKNOWN] == Resolution("not_found", "api")
    assert second[KNOWN] == Resolution("found", "cache", REPORT)
    assert second[UNKNOWN] == Resolution("not_found", "cache")
    assert sender.asked == [KNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("age", "policy", "asked"),
    [
        (0.9 * DAY, Policy(), []),
        (1.1 * DAY, Policy(), [UNKNOWN]),
        (7.1 * DAY, Policy(), [KNOWN, UNKNOWN]),
        (7.1 * DAY, Policy(max_age=30 * DAY), [UNKNOWN]),
        (61.0, Policy(max_age=60), [KNOWN, UNKNOWN]),
        (0.0, Policy(no_cache=True), [KNOWN, UNKNOWN]),
        # The clock was ahead by a year when they were stored.
        (-365 * DAY, Policy(), [KNOWN, UNKNOWN]),
    ],
)
def test_answers_expire(
    cache: Cache, clock: Clock, age: float, policy: Policy, asked: list[Indicator]
) -> None:
    resolver(cache, Sender(), clock).resolve([KNOWN, UNKNOWN])
    clock.now += age
    sender = Sender()
    resolver(cache, sender, clock, policy).resolve([KNOWN, UNKNOWN])
    assert sender.asked == asked


@pytest.mark.parametrize("status", ["quota", "error"])
def test_stale_answer_is_better_than_none(cache: Cache, clock: Clock, status: str) -> None:
    resolver(cache, Sender(), clock).resolve([KNOWN])
    clock.now += 8 * DAY
    resolved = resolver(cache, Sender(Outcome(status, message="why")), clock).resolve(
        [KNOWN, UNKNOWN]
    )
    assert resolved[KNOWN] == Resolution("found", "stale", REPORT, f"{status}: why")
    assert resolved[UNKNOWN] == Resolution(status, message="why")


def test_value_is_asked_once_in_a_search_whatever_is_stored(cache: Cache, clock: Clock) -> None:
    sender = Sender()
    search = resolver(cache, sender, clock, Policy(no_cache=True))
    assert search.resolve([KNOWN]) == search.resolve([KNOWN])
    assert sender.asked == [KNOWN]


def test_no_more_than_maxlookups_are_asked_in_one_search(cache: Cache, clock: Clock) -> None:
    sender = Sender()
    search = resolver(cache, sender, clock, Policy(max_lookups=3))
    values = [Indicator("ip", f"8.8.8.{n}") for n in range(5)]
    first = search.resolve(values[:2])
    second = search.resolve(values)
    assert len(sender.asked) == 3
    assert [r.status for r in (*first.values(), *second.values())].count("limit") == 2
    assert second[values[0]].source == "api"


def test_offline_search_neither_asks_nor_connects(cache: Cache, clock: Clock) -> None:
    resolver(cache, Sender(), clock).resolve([KNOWN])
    clock.now += 8 * DAY

    def connect() -> Sender:
        pytest.fail("an offline search needs no connection")

    resolved = Resolver(cache, Policy(offline=True), connect, clock).resolve([KNOWN, UNKNOWN])
    assert resolved[KNOWN] == Resolution("found", "stale", REPORT, "offline")
    assert resolved[UNKNOWN] == Resolution("offline")


def test_search_that_cannot_connect_says_why_and_tries_once(cache: Cache, clock: Clock) -> None:
    attempts = []

    def connect() -> Sender:
        attempts.append(1)
        raise ValueError("no API key is stored")

    search = Resolver(cache, Policy(), connect, clock)
    expected = Resolution("error", message="no API key is stored")
    assert search.resolve([KNOWN])[KNOWN] == expected
    assert search.resolve([UNKNOWN])[UNKNOWN] == expected
    assert attempts == [1]


@pytest.mark.parametrize(
    "damage",
    [
        lambda document: document.pop("fetched"),
        lambda document: document.update(fetched="soon"),
        lambda document: document.update(report="<html>"),
        lambda document: document.update(report="[]"),
        lambda document: document.update(report="{}"),
        lambda document: document.update(report=document["report"].replace("60", '"60"')),
        lambda document: document.update(report=document["report"].replace('"a.exe"', "1")),
    ],
)
def test_damaged_document_is_not_an_answer(
    clock: Clock, damage: Callable[[Document], object]
) -> None:
    collection = MemoryCollection()
    resolver(Cache(collection), Sender(), clock).resolve([KNOWN])
    damage(collection.find_keys([KNOWN.key])[0])
    sender = Sender()
    resolver(Cache(collection), sender, clock).resolve([KNOWN])
    assert sender.asked == [KNOWN]


class DownCollection(MemoryCollection):
    def find_keys(self, _: object) -> list[Document]:
        raise ConnectionError("the KV store does not answer")


class ReadOnlyCollection(MemoryCollection):
    def save(self, _: object) -> None:
        raise PermissionError("may not write")


def test_search_goes_on_in_memory_when_the_store_is_down(clock: Clock) -> None:
    warnings: list[OSError] = []
    cache = Cache(FallbackCollection(DownCollection(), warnings.append))
    sender = Sender()
    search = resolver(cache, sender, clock)
    search.resolve([KNOWN])
    assert search.resolve([KNOWN])[KNOWN].report == REPORT
    assert [str(warning) for warning in warnings] == ["the KV store does not answer"]
    assert sender.asked == [KNOWN]


def test_answers_reach_a_user_who_may_not_store_them(clock: Clock) -> None:
    warnings: list[OSError] = []
    cache = Cache(FallbackCollection(ReadOnlyCollection(), warnings.append))
    resolved = resolver(cache, Sender(), clock).resolve([KNOWN])
    assert resolved[KNOWN].report == REPORT
    assert [str(warning) for warning in warnings] == ["may not write"]
