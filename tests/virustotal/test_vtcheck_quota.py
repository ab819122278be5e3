"""Searches that run at the same time share one quota, without ever exceeding it."""

from __future__ import annotations

import sys
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import TYPE_CHECKING, Callable, Dict, List, Optional

import pytest

from preview.virustotal.service import Reply, Service
from tests.virustotal.conftest import QUOTA_OFF

if TYPE_CHECKING:
    from tests.virustotal.search import SearchHead


def statuses_of(head: SearchHead, network: int, count: int, chunk_size: int) -> List[str]:
    """Search for addresses that no other search asks for."""
    events = [{"x": f"8.{network}.8.{number}"} for number in range(count)]
    outcome = head.search(events, "maxlookups=1000", "x", chunk_size=chunk_size)
    return [str(event["vt_status"]) for event in outcome.events]


def search_at_once(head: SearchHead, searches: int, count: int, chunk_size: int) -> List[str]:
    """Return the statuses of searches that run at the same time."""
    with ThreadPoolExecutor(searches) as pool:
        networks = range(searches)
        results = pool.map(statuses_of, repeat(head), networks, repeat(count), repeat(chunk_size))
        return [status for statuses in results for status in statuses]


@pytest.mark.parametrize("window", ["quota_minute", "quota_day", "quota_month"])
def test_two_searches_together_spend_the_quota_and_no_more(
    make_head: Callable[..., SearchHead], service: Service, window: str
) -> None:
    head = make_head(**{**QUOTA_OFF, window: "50"})
    statuses = search_at_once(head, searches=2, count=60, chunk_size=3)
    assert len(service.requests) == 50
    assert statuses.count("not_found") == 50
    assert statuses.count("quota") == 70


def test_quota_is_spent_for_the_next_search_too(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head()
    assert statuses_of(head, 1, 10, 10).count("not_found") == 4
    assert set(statuses_of(head, 2, 10, 10)) == {"quota"}
    assert len(service.requests) == 4


@pytest.mark.skipif(sys.platform != "linux", reason="others do not name their clock")
def test_minute_stays_spent_when_the_clock_is_set_forward(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head()
    assert statuses_of(head, 1, 4, 4) == ["not_found"] * 4
    for entry in head.stores.kvstore.collections["huntpipe_vt_quota"].values():
        # Seen from a clock that is five minutes ahead, it was written five minutes ago.
        entry["time"] -= 300
        entry["until"] -= 300
    assert statuses_of(head, 2, 1, 1) == ["quota"]
    assert len(service.requests) == 4


@pytest.mark.parametrize("settings", [{"quota_minute": "100"}, QUOTA_OFF], ids=["limits", "none"])
@pytest.mark.parametrize("code", ["QuotaExceededError", "TooManyRequestsError"])
def test_refusal_of_the_server_stops_every_search(
    make_head: Callable[..., SearchHead], service: Service, code: str, settings: Dict[str, str]
) -> None:
    service.replies["*"].extend([Reply.error(code)] * 8)
    head = make_head(**settings)
    assert set(statuses_of(head, 1, 30, 30)) == {"quota"}
    asked = len(service.requests)
    assert asked <= 4
    assert set(statuses_of(head, 2, 30, 30)) == {"quota"}
    assert len(service.requests) == asked


def test_store_that_goes_down_in_between_grants_no_second_quota(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    """The store answers the first chunk of a search, and no request after it."""
    head = make_head(**{**QUOTA_OFF, "quota_day": "5"})
    assert statuses_of(head, 1, 2, 2) == ["not_found"] * 2
    answer = service.answer

    def answer_and_end_the_store(path: str, api_key: Optional[str]) -> Reply:
        head.stores.kvstore.down = True
        return answer(path, api_key)

    service.answer = answer_and_end_the_store  # type: ignore[method-assign] # an instance's own
    statuses = statuses_of(head, 2, 20, 1)
    assert statuses == ["not_found"] * 3 + ["quota"] * 17
    assert len(service.requests) == 5


@pytest.mark.slow
def test_searches_that_wait_never_exceed_the_minute(
    make_head: Callable[..., SearchHead], service: Service
) -> None:
    head = make_head(quota_minute="6", max_wait="90s")
    started = time.monotonic()
    statuses = search_at_once(head, searches=2, count=6, chunk_size=3)
    assert time.monotonic() - started > 60
    assert set(statuses) == {"not_found"}
    assert len(service.requests) == 12
    assert service.most_in_a_window() == 6
