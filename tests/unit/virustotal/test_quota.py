from __future__ import annotations

import calendar
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Optional

from hypothesis import given
from hypothesis import strategies as st

from huntpipe.virustotal.collection import (
    Document,
    FallbackCollection,
    MemoryCollection,
    Within,
)
from huntpipe.virustotal.quota import Lease, Quota
from huntpipe.virustotal.windows import Limits

MIDNIGHT = 1_800_000_000 // 86400 * 86400.0
LIMITS = Limits(minute=4, day=10, month=15)


class Clock:
    def __init__(self, now: float) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def spend(quota: Quota, wanted: int = 1, *, accepted: bool = True) -> Lease:
    lease = quota.reserve(wanted, 30)
    quota.settle(lease, accepted=accepted)
    return lease


def test_no_more_is_granted_than_is_left() -> None:
    clock = Clock(MIDNIGHT)
    quota = Quota(MemoryCollection(), LIMITS, clock, clock)
    assert spend(quota, 3).count == 3
    assert spend(quota, 3).count == 1
    assert spend(quota, 3) == Lease(0, wait=60.0)


def test_two_searches_share_the_minute_the_day_and_the_month() -> None:
    log = MemoryCollection()
    clock = Clock(MIDNIGHT)
    searches = [Quota(log, LIMITS, clock, clock), Quota(log, LIMITS, clock, clock)]
    granted = []
    for minute in range(3 * 1440):
        clock.now = MIDNIGHT + 61 * minute
        granted += [spend(search).count for search in searches]
    first_day = granted[: 2 * 1416]
    assert sum(first_day) == 10
    # The month has been spent by half of the second day.
    assert sum(granted) == 15


def test_request_under_way_counts_as_sent_at_its_latest() -> None:
    log = MemoryCollection()
    clock = Clock(MIDNIGHT)
    quota = Quota(log, LIMITS, clock, clock)
    unsettled = quota.reserve(4, 30)
    clock.now += 61
    assert quota.reserve(1, 30) == Lease(0, wait=29.0)
    quota.settle(unsettled, accepted=True)
    # It may have reached VirusTotal only now, at the end of the lease.
    assert quota.reserve(1, 30).wait == 29.0
    clock.now += 30
    assert quota.reserve(1, 30).count == 1


def test_requests_under_way_at_midnight_count_on_both_days() -> None:
    clock = Clock(MIDNIGHT - 10)
    quota = Quota(MemoryCollection(), Limits(minute=0, day=10, month=0), clock, clock)
    assert spend(quota, 3).count == 3
    under_way = quota.reserve(6, 30)
    clock.now = MIDNIGHT + 5
    quota.settle(under_way, accepted=True)
    assert spend(quota, 9).count == 4
    clock.now = MIDNIGHT + 86400
    assert spend(quota, 99).count == 10


def test_month_counts_from_its_first_day() -> None:
    new_year = float(calendar.timegm((2027, 1, 1, 0, 0, 0)))
    clock = Clock(new_year - 10)
    quota = Quota(MemoryCollection(), Limits(minute=0, day=0, month=10), clock, clock)
    assert spend(quota, 99).count == 10
    clock.now = new_year
    assert spend(quota, 4).count == 4
    clock.now = new_year + 20 * 86400
    assert spend(quota, 99).count == 6


def test_day_does_not_begin_twice_when_the_clock_is_set_back() -> None:
    clock = Clock(MIDNIGHT - 20)
    quota = Quota(MemoryCollection(), Limits(minute=0, day=10, month=0), clock, clock)
    assert spend(quota, 99).count == 10
    granted = 0
    for step in (21, -3, 3, -3, 3):
        clock.now += step
        granted += spend(quota, 99).count
    assert granted == 10


def test_minute_is_not_over_early_when_the_clock_is_set_forward() -> None:
    log = MemoryCollection()
    clock, uptime = Clock(MIDNIGHT), Clock(1000)
    searches = [Quota(log, LIMITS, clock, uptime, "this start") for _ in range(2)]
    assert spend(searches[0], 4).count == 4
    clock.now += 5 * 3600
    assert [spend(search) for search in searches] == [Lease(0, wait=60.0)] * 2
    clock.now += 61
    uptime.now += 61
    assert [spend(search, 2).count for search in searches] == [2, 2]


def test_other_machines_and_other_starts_are_known_by_the_time_of_day() -> None:
    log = MemoryCollection()
    clock, uptime = Clock(MIDNIGHT), Clock(1000)
    before = Quota(log, LIMITS, clock, uptime, "start before")
    after = Quota(log, LIMITS, clock, uptime, "start after")
    assert spend(before, 4).count == 4
    assert spend(after) == Lease(0, wait=60.0)
    clock.now += 61
    assert spend(after, 4).count == 4


def test_clock_that_was_a_year_ahead_does_not_stop_the_searches() -> None:
    clock = Clock(MIDNIGHT + 365 * 86400)
    quota = Quota(MemoryCollection(), LIMITS, clock, clock)
    for _ in range(3):
        spend(quota, 4)
        clock.now += 61
    quota.block(retry_after=None)
    clock.now = MIDNIGHT
    for _ in range(2):
        assert [spend(quota, 3).count, spend(quota, 3).count] == [3, 1]
        assert quota.reserve(1, 30) == Lease(0, wait=60.0)
        clock.now += 61


def test_refusal_blocks_every_search_for_the_time_the_server_asks() -> None:
    log = MemoryCollection()
    clock = Clock(MIDNIGHT)
    Quota(log, LIMITS, clock, clock).block(retry_after=45)
    other = Quota(log, LIMITS, clock, clock)
    assert other.reserve(1, 30) == Lease(0, wait=45.0)
    clock.now += 46
    assert other.reserve(1, 30).count == 1


def test_repeated_refusals_block_longer_until_a_request_is_accepted() -> None:
    clock = Clock(MIDNIGHT)
    quota = Quota(MemoryCollection(), Limits(0, 0, 0), clock, clock)
    waits = []
    for _ in range(8):
        spend(quota, accepted=False)
        quota.block(retry_after=None)
        # A second thread that was refused at the same time adds nothing.
        quota.block(retry_after=None)
        waits.append(quota.reserve(1, 30).wait)
        clock.now += waits[-1] + 1
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600]
    spend(quota, accepted=True)
    quota.block(retry_after=None)
    assert quota.reserve(1, 30).wait == 60


def test_log_is_pruned() -> None:
    log = MemoryCollection()
    clock = Clock(MIDNIGHT)
    quota = Quota(log, Limits(0, 0, 0), clock, clock)
    for _ in range(300):
        clock.now += 3600
        spend(quota)
    oldest = log.first("number")
    assert oldest is not None
    assert oldest["number"] > 200


STEP = st.tuples(
    st.integers(1, 6), st.floats(0, 40), st.floats(0, 20), st.sampled_from([0, 0, 90, 9999, -9999])
)


@given(st.lists(STEP, max_size=60))
def test_no_sixty_seconds_ever_hold_more_than_the_limit(
    steps: list[tuple[int, float, float, float]],
) -> None:
    """Whatever is asked for when, however long it is on its way, and if somebody sets the clock."""
    clock, uptime = Clock(MIDNIGHT), Clock(1000)
    quota = Quota(MemoryCollection(), Limits(minute=4, day=0, month=0), clock, uptime)
    arrivals: list[float] = []
    for wanted, pause, delay, jump in steps:
        clock.now += pause + jump
        uptime.now += pause
        lease = quota.reserve(wanted, 30)
        clock.now += delay
        uptime.now += delay
        arrivals += [uptime.now] * lease.count
        quota.settle(lease, accepted=True)
    for start in arrivals:
        assert sum(start <= arrival < start + 60 for arrival in arrivals) <= 4


class FailingCollection(MemoryCollection):
    down = False

    def first(self, order: str, within: Optional[Within] = None) -> Optional[Document]:
        if self.down:
            raise ConnectionError("the KV store does not answer")
        return super().first(order, within)


def test_quota_is_not_granted_anew_when_the_store_goes_down_in_between() -> None:
    store = FailingCollection()
    clock = Clock(MIDNIGHT)
    other = Quota(store, LIMITS, clock, clock)
    quota = Quota(FallbackCollection(store, lambda _: None), LIMITS, clock, clock)
    assert spend(other, 2).count == 2
    assert spend(quota, 1).count == 1
    store.down = True
    assert spend(quota, 4).count == 1
    assert spend(quota, 4) == Lease(0, wait=60.0)
    clock.now += 91
    assert spend(quota, 9).count == 4


class RacingCollection(MemoryCollection):
    """Lets other threads in between the reading and the insert."""

    def first(self, order: str, within: Optional[Within] = None) -> Optional[Document]:
        found = super().first(order, within)
        Event().wait(0.0005)
        return found


def test_threads_that_race_never_reserve_more_than_the_limit() -> None:
    log = RacingCollection()
    clock = Clock(MIDNIGHT)

    def search(_: int) -> int:
        quota = Quota(log, Limits(minute=20, day=0, month=0), clock, clock)
        return sum(spend(quota, 2).count for _ in range(8))

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(search, range(8))) == 20
