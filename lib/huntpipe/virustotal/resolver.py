"""Finds an answer for each of many values: stored, asked for, or too old but better than none."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, Iterable, Mapping, Optional, Protocol

from huntpipe.virustotal.cache import Answer, Cache
from huntpipe.virustotal.dispatch import Outcome

if TYPE_CHECKING:
    from huntpipe.virustotal.indicator import Indicator
    from huntpipe.virustotal.report import Report


@dataclass(frozen=True)
class Policy:
    """Which answers are good enough, and how many may be asked for.

    :param max_age: seconds a stored report counts.
    :param max_age_not_found: seconds it counts that VirusTotal did not know the value.
    :param no_cache: ask again whatever is stored.
    :param max_lookups: distinct values asked for in one search.
    :param offline: never ask.
    """

    max_age: float = 7 * 86400.0
    max_age_not_found: float = 86400.0
    no_cache: bool = False
    max_lookups: int = 100
    offline: bool = False


@dataclass(frozen=True)
class Resolution:
    """What is known of one value.

    :param status: ``found``, ``not_found``, ``quota``, ``limit``, ``offline`` or ``error``.
    :param source: ``api``, ``cache``, ``stale``; empty where there is no answer.
    :param message: why there is no answer, or none that is fresh.
    """

    status: str
    source: str = ""
    report: Optional[Report] = None
    message: str = ""


class SupportsSend(Protocol):
    """What ``dispatch.Dispatcher`` does."""

    def send(self, indicators: Iterable[Indicator]) -> dict[Indicator, Outcome]:
        """See ``dispatch.Dispatcher.send``."""


class Resolver:
    """Resolves the distinct values of one search.

    :param connect: returns what sends the look-ups; called when the first one is to be sent, so
        that a search which needs none needs no key either. Raises ``ValueError`` with a message
        when that is not possible.
    :param clock: returns seconds since 1970 UTC.
    """

    def __init__(
        self,
        cache: Cache,
        policy: Policy,
        connect: Callable[[], SupportsSend],
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._cache = cache
        self._policy = policy
        self._connect = connect
        self._clock = clock
        self._dispatcher: Optional[SupportsSend] = None
        self._no_connection = ""
        self._lookups_left = policy.max_lookups
        self._asked: dict[Indicator, Resolution] = {}

    def resolve(self, indicators: Iterable[Indicator]) -> dict[Indicator, Resolution]:
        """Return what is known of each of the indicators."""
        distinct = list(dict.fromkeys(indicators))
        # What this search has an answer to it does not ask again, whatever becomes of the cache.
        resolved = {i: self._asked[i] for i in distinct if i in self._asked}
        stored = self._cache.load([i for i in distinct if i not in resolved])
        resolved.update(
            (indicator, _answered(answer, "cache"))
            for indicator, answer in stored.items()
            if not self._policy.no_cache and self._is_fresh(answer)
        )
        outcomes = self._ask([indicator for indicator in distinct if indicator not in resolved])
        now = self._clock()
        fresh = {
            indicator: Answer(now, outcome.report)
            for indicator, outcome in outcomes.items()
            if outcome.status in {"found", "not_found"}
        }
        self._cache.store(fresh)
        for indicator, outcome in outcomes.items():
            if indicator in fresh:
                resolved[indicator] = self._asked[indicator] = _answered(fresh[indicator], "api")
            else:
                resolved[indicator] = _unanswered(outcome, stored.get(indicator))
        return resolved

    def _is_fresh(self, answer: Answer) -> bool:
        policy = self._policy
        max_age = policy.max_age
        if answer.report is None:
            max_age = min(max_age, policy.max_age_not_found)
        # The clock may have been ahead when the answer was stored.
        return abs(self._clock() - answer.fetched) <= max_age

    def _ask(self, indicators: list[Indicator]) -> Mapping[Indicator, Outcome]:
        if self._policy.offline:
            return dict.fromkeys(indicators, Outcome("offline"))
        allowed = indicators[: self._lookups_left]
        beyond = indicators[self._lookups_left :]
        self._lookups_left -= len(allowed)
        message = f"more than maxlookups={self._policy.max_lookups} values in one search"
        outcomes = dict.fromkeys(beyond, Outcome("limit", message=message))
        return {**self._send(allowed), **outcomes}

    def _send(self, indicators: list[Indicator]) -> Mapping[Indicator, Outcome]:
        if not indicators:
            return {}
        if self._dispatcher is None and not self._no_connection:
            try:
                self._dispatcher = self._connect()
            except ValueError as failure:
                self._no_connection = str(failure)
        if self._dispatcher is None:
            return dict.fromkeys(indicators, Outcome("error", message=self._no_connection))
        return self._dispatcher.send(indicators)


def _answered(answer: Answer, source: str) -> Resolution:
    status = "found" if answer.report else "not_found"
    return Resolution(status, source, answer.report)


def _unanswered(outcome: Outcome, stored: Optional[Answer]) -> Resolution:
    if stored is None:
        return Resolution(outcome.status, message=outcome.message)
    message = f"{outcome.status}: {outcome.message}" if outcome.message else outcome.status
    return replace(_answered(stored, "stale"), message=message)
