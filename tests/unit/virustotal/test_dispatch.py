from __future__ import annotations

from collections import Counter
from threading import Lock
from typing import Callable, Union

import pytest

from huntpipe.virustotal.collection import MemoryCollection
from huntpipe.virustotal.dispatch import Dispatcher, Outcome, Pace
from huntpipe.virustotal.errors import (
    AccessDeniedError,
    LookupFailedError,
    ObjectNotFoundError,
    QuotaExceededError,
    TransientError,
)
from huntpipe.virustotal.indicator import Indicator
from huntpipe.virustotal.quota import Quota
from huntpipe.virustotal.report import Report
from huntpipe.virustotal.retry import RetryPolicy
from huntpipe.virustotal.windows import Limits

REPORT = Report("", 1, 0, 0, 60, None, "", (), (), None, None)
UNLIMITED = Limits(0, 0, 0)
ONE_AT_A_TIME = Pace(concurrency=1, retry=RetryPolicy(failures_in_a_row=5))


def files(count: int) -> list[Indicator]:
    return [Indicator("file", f"{number:032x}") for number in range(count)]


class Client:
    """Answers by a rule, and counts."""

    def __init__(self, rule: Callable[[Indicator, int], Union[Report, Exception]]) -> None:
        self.asked: Counter[Indicator] = Counter()
        self._rule = rule
        self._lock = Lock()

    def look_up(self, indicator: Indicator) -> Report:
        with self._lock:
            self.asked[indicator] += 1
            answer = self._rule(indicator, self.asked[indicator])
        if isinstance(answer, Exception):
            raise answer
        return answer


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def dispatcher(
    client: Client, time: Time, pace: Pace = ONE_AT_A_TIME, limits: Limits = UNLIMITED
) -> Dispatcher:
    quota = Quota(MemoryCollection(), limits, time.clock, time.clock)
    return Dispatcher(client, quota, pace, uptime=time.clock, sleep=time.sleep)


def statuses(outcomes: dict[Indicator, Outcome]) -> Counter[str]:
    return Counter(outcome.status for outcome in outcomes.values())


def test_each_value_is_asked_once() -> None:
    client = Client(lambda *_: REPORT)
    outcomes = dispatcher(client, Time(), Pace(concurrency=4)).send(files(500))
    assert statuses(outcomes) == {"found": 500}
    assert set(client.asked.values()) == {1}


def test_unknown_and_refused_values_do_not_disturb_the_others() -> None:
    answers: list[Union[Report, Exception]] = [
        REPORT,
        ObjectNotFoundError("unknown"),
        LookupFailedError("400 BadRequestError"),
    ]
    client = Client(lambda indicator, _: answers[int(indicator.value, 16)])
    outcomes = dispatcher(client, Time()).send(files(3))
    assert list(outcomes.values()) == [
        Outcome("found", REPORT),
        Outcome("not_found"),
        Outcome("error", message="400 BadRequestError"),
    ]


def test_rest_passes_when_the_quota_is_spent() -> None:
    client = Client(lambda *_: REPORT)
    time = Time()
    outcomes = dispatcher(client, time, limits=Limits(4, 0, 0)).send(files(10))
    assert statuses(outcomes) == {"found": 4, "quota": 6}
    assert time.slept == []


def test_search_waits_for_the_quota_as_long_as_allowed() -> None:
    client = Client(lambda *_: REPORT)
    time = Time()
    pace = Pace(concurrency=4, max_wait=130)
    sender = dispatcher(client, time, pace, Limits(4, 0, 0))
    assert statuses(sender.send(files(20))) == {"found": 12, "quota": 8}
    assert sum(time.slept) == 120
    # The patience of the search is spent, whatever comes later.
    assert statuses(sender.send(files(20)[12:])) == {"quota": 8}


@pytest.mark.parametrize("pace", [ONE_AT_A_TIME, Pace(concurrency=4)])
def test_server_that_says_the_quota_is_spent_is_not_asked_again(pace: Pace) -> None:
    client = Client(lambda *_: QuotaExceededError("429"))
    outcomes = dispatcher(client, Time(), pace).send(files(100))
    assert statuses(outcomes) == {"quota": 100}
    assert sum(client.asked.values()) <= pace.concurrency


def test_refused_value_is_asked_again_when_the_window_allows() -> None:
    def rule(_: Indicator, times: int) -> Union[Report, Exception]:
        return QuotaExceededError("429", retry_after=20) if times == 1 else REPORT

    time = Time()
    pace = Pace(concurrency=1, max_wait=100)
    outcomes = dispatcher(Client(rule), time, pace).send(files(2))
    assert statuses(outcomes) == {"found": 2}
    assert time.slept == [20, 20]


@pytest.mark.parametrize("pace", [ONE_AT_A_TIME, Pace(concurrency=4)])
def test_refused_key_stops_everything_at_once(pace: Pace) -> None:
    client = Client(lambda *_: AccessDeniedError("check the key"))
    sender = dispatcher(client, Time(), pace)
    outcomes = sender.send(files(100))
    assert set(outcomes.values()) == {Outcome("error", message="check the key")}
    assert sum(client.asked.values()) <= pace.concurrency
    asked = sum(client.asked.values())
    assert statuses(sender.send(files(3))) == {"error": 3}
    assert sum(client.asked.values()) == asked


def test_transient_failure_is_tried_again_after_a_growing_pause() -> None:
    def rule(_: Indicator, times: int) -> Union[Report, Exception]:
        return TransientError("503") if times < 3 else REPORT

    time = Time()
    policy = RetryPolicy(jitter=lambda _, longest: longest)
    outcomes = dispatcher(Client(rule), time, Pace(retry=policy)).send(files(1))
    assert statuses(outcomes) == {"found": 1}
    assert time.slept == [0.5, 1.0]


def test_failure_that_lasts_is_an_error_of_that_value() -> None:
    def rule(indicator: Indicator, _: int) -> Union[Report, Exception]:
        return TransientError("503") if indicator == files(1)[0] else REPORT

    client = Client(rule)
    outcomes = dispatcher(client, Time()).send(files(5))
    assert statuses(outcomes) == {"found": 4, "error": 1}
    assert client.asked[files(1)[0]] == 3


def test_server_that_is_down_is_given_up() -> None:
    client = Client(lambda *_: TransientError("no answer"))
    outcomes = dispatcher(client, Time()).send(files(1000))
    assert statuses(outcomes) == {"error": 1000}
    assert sum(client.asked.values()) == 5


def test_retries_count_against_the_quota() -> None:
    client = Client(lambda *_: TransientError("503"))
    pace = Pace(concurrency=1)
    outcomes = dispatcher(client, Time(), pace, Limits(2, 0, 0)).send(files(1))
    assert outcomes == {files(1)[0]: Outcome("error", message="503")}
    assert sum(client.asked.values()) == 2


class ForbiddenCollection(MemoryCollection):
    def insert(self, _: object) -> bool:
        raise PermissionError("ask for the role")


def test_user_who_may_not_reserve_sends_nothing() -> None:
    client = Client(lambda *_: REPORT)
    sender = Dispatcher(client, Quota(ForbiddenCollection(), Limits()), Pace())
    outcomes = sender.send(files(2))
    assert set(outcomes.values()) == {Outcome("error", message="ask for the role")}
    assert not client.asked
