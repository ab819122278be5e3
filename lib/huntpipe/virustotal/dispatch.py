"""Sends look-ups concurrently, within the quota, and again where that may help."""

from __future__ import annotations

import math
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import repeat
from threading import Lock
from typing import TYPE_CHECKING, Callable, Iterable, Optional, Protocol, Sequence, Union

from huntpipe.virustotal.errors import (
    AccessDeniedError,
    LookupFailedError,
    ObjectNotFoundError,
    QuotaExceededError,
    TransientError,
)
from huntpipe.virustotal.retry import RetryPolicy

if TYPE_CHECKING:
    from huntpipe.virustotal.indicator import Indicator
    from huntpipe.virustotal.quota import Lease, Quota
    from huntpipe.virustotal.report import Report

# Requests in one lease, for each connection: few enough that other searches get their turn.
_LEASE_PER_CONNECTION = 25
_SHORTEST_WAIT = 0.05


class SupportsLookUp(Protocol):
    """What ``client.Client`` does."""

    def look_up(self, indicator: Indicator) -> Report:
        """See ``client.Client.look_up``."""


@dataclass(frozen=True)
class Outcome:
    """What became of one look-up.

    :param status: ``found``, ``not_found``, ``quota`` or ``error``.
    :param message: why there is no answer, for ``quota`` and ``error``.
    """

    status: str
    report: Optional[Report] = None
    message: str = ""


@dataclass
class _Request:
    indicator: Indicator
    failures: int = 0
    failure: str = ""


# What one attempt came to; None where it was not sent.
_Result = Union[Outcome, TransientError, QuotaExceededError, AccessDeniedError, None]


@dataclass(frozen=True)
class Pace:
    """How look-ups are sent.

    :param concurrency: requests under way at the same time.
    :param timeout: seconds one request may take.
    :param max_wait: seconds all of them together may wait for the quota.
    :param retry: when a failed one is sent again.
    """

    concurrency: int = 4
    timeout: float = 15.0
    max_wait: float = 0.0
    retry: RetryPolicy = field(default_factory=RetryPolicy)


class Dispatcher:
    """Sends the look-ups of one search.

    :param uptime: returns seconds on a clock that nobody sets, as the one of the quota does.
    :param sleep: waits that many seconds.
    """

    def __init__(
        self,
        client: SupportsLookUp,
        quota: Quota,
        pace: Pace,
        *,
        uptime: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._client = client
        self._quota = quota
        self._pace = pace
        self._uptime = uptime
        self._sleep = sleep
        self._patience = pace.max_wait
        self._lock = Lock()
        self._failures_in_a_row = 0
        self._given_up = ""
        self._quota_spent = False

    def send(self, indicators: Iterable[Indicator]) -> dict[Indicator, Outcome]:
        """Return an outcome for each of the indicators."""
        # Most searches find all answers stored, and this import is one of the slowest.
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        queue = deque(_Request(indicator) for indicator in indicators)
        outcomes: dict[Indicator, Outcome] = {}
        with ThreadPoolExecutor(self._pace.concurrency) as pool:
            while queue and not self._given_up:
                lease = self._reserve(len(queue))
                if lease is None:
                    break
                batch = [queue.popleft() for _ in range(lease.count)]
                results = list(pool.map(self._attempt, batch, repeat(lease)))
                self._settle(lease, results)
                unfinished = self._sort(batch, results, outcomes)
                queue.extend(unfinished)
                self._pause_before_retry(unfinished)
        outcomes.update((request.indicator, self._left_over(request)) for request in queue)
        return outcomes

    def _reserve(self, wanted: int) -> Optional[Lease]:
        """Return a lease, after waiting for it if need be, or ``None`` where that is too long."""
        count = min(wanted, _LEASE_PER_CONNECTION * self._pace.concurrency)
        # One round more than there are: time passes between them, too.
        seconds = (math.ceil(count / self._pace.concurrency) + 1) * self._pace.timeout
        while True:
            try:
                lease = self._quota.reserve(count, seconds)
            except PermissionError as failure:
                self._given_up = str(failure)
                return None
            if lease.count:
                return lease
            wait = max(lease.wait, _SHORTEST_WAIT)
            if wait > self._patience:
                return None
            self._patience -= wait
            self._sleep(wait)

    def _attempt(self, request: _Request, lease: Lease) -> _Result:
        """Send one request, in a thread of the pool."""
        too_late = self._uptime() + self._pace.timeout > lease.until
        if self._given_up or self._quota_spent or too_late:
            return None
        try:
            result: _Result = Outcome("found", self._client.look_up(request.indicator))
        except ObjectNotFoundError:
            result = Outcome("not_found")
        except LookupFailedError as failure:
            result = Outcome("error", message=str(failure))
        except (TransientError, QuotaExceededError, AccessDeniedError) as failure:
            result = failure
        self._note(result)
        return result

    def _note(self, result: _Result) -> None:
        """Let the other threads know at once when no more is to be sent."""
        with self._lock:
            failed = isinstance(result, TransientError)
            self._failures_in_a_row = self._failures_in_a_row + 1 if failed else 0
            if isinstance(result, QuotaExceededError):
                self._quota_spent = True
            elif isinstance(result, AccessDeniedError):
                self._given_up = str(result)
            elif self._failures_in_a_row >= self._pace.retry.failures_in_a_row:
                self._given_up = f"VirusTotal cannot be reached: {result}"

    def _settle(self, lease: Lease, results: Sequence[_Result]) -> None:
        self._quota.settle(lease, accepted=any(isinstance(r, Outcome) for r in results))
        refusals = [result for result in results if isinstance(result, QuotaExceededError)]
        if refusals:
            self._quota.block(refusals[0].retry_after)
            self._quota_spent = False

    def _sort(
        self,
        batch: Sequence[_Request],
        results: Sequence[_Result],
        outcomes: dict[Indicator, Outcome],
    ) -> list[_Request]:
        """Put what is done into ``outcomes`` and return what is not."""
        unfinished = []
        for request, result in zip(batch, results):
            if isinstance(result, TransientError):
                request.failures += 1
                request.failure = str(result)
            if isinstance(result, Outcome):
                outcomes[request.indicator] = result
            elif request.failures >= self._pace.retry.attempts:
                outcomes[request.indicator] = Outcome("error", message=request.failure)
            else:
                unfinished.append(request)
        return unfinished

    def _pause_before_retry(self, unfinished: Sequence[_Request]) -> None:
        failures = max((request.failures for request in unfinished), default=0)
        if failures and not self._given_up:
            self._sleep(self._pace.retry.pause(failures))

    def _left_over(self, request: _Request) -> Outcome:
        if self._given_up or request.failure:
            return Outcome("error", message=self._given_up or request.failure)
        return Outcome("quota", message="VirusTotal's quota is spent for now")
