"""Shares the quota of one API key among all searches that run at the same time.

The searches are processes that share nothing but a collection without transactions. All that is
asked of it is that an insert fails when the key is taken (Splunk's KV store answers 409). The
collection is a log: each entry reserves some requests and holds the totals up to itself. A search
reads the last entry, decides, and inserts the entry with the next number. When another search was
faster the insert fails, and the search reads and decides again. So every decision rests on the
whole log before it, and the searches together never reserve more than the quota.

Each entry also holds when its requests were sent on the clock that nobody sets, time.monotonic(),
which all processes of a machine share until it starts anew. So the minute is not over early where
somebody sets the time of this machine forward. Days and months begin by the time of day alone, and
entries of other machines are as old as the time of day says.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional
from uuid import uuid4

from huntpipe.virustotal.windows import MINUTE, Limits, Usage, available, day_of, this_day

if TYPE_CHECKING:
    from huntpipe.virustotal.collection import Collection

# Only the last entry and those of the last minute are ever read.
_KEEP = 86400.0
_ENTRIES_BETWEEN_PRUNINGS = 100

# A clock that is set back by less than this was right all the time, within reason; by more, it was
# wrong before.
_CORRECTION = 3600.0

_SHORTEST_BLOCK = 60.0
_LONGEST_BLOCK = 3600.0

# What Linux calls this start of the machine.
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")

_BEFORE_THE_FIRST = {
    "number": 0,
    "time": 0.0,
    "total": 0,
    "day": "",
    "day_total": 0,
    "month_total": 0,
    "blocked_until": 0.0,
    "refusals": 0,
}


@dataclass(frozen=True)
class Lease:
    """Leave to send requests.

    :param count: how many; 0 means none now.
    :param wait: seconds until asking again makes sense, where ``count`` is 0.
    :param until: no request may be sent after this moment, on the clock of ``uptime``.
    :param entry: the entry of the log behind it.
    """

    count: int
    wait: float = 0.0
    until: float = 0.0
    entry: Optional[dict[str, Any]] = None


class Quota:
    """The quota of one API key.

    :param log: the collection, shared with the other searches.
    :param clock: returns seconds since 1970 UTC.
    :param uptime: returns seconds on a clock that nobody sets.
    :param uptime_of: names that clock among those of all machines.
    """

    def __init__(
        self,
        log: Collection,
        limits: Limits,
        clock: Callable[[], float] = time.time,
        uptime: Callable[[], float] = time.monotonic,
        uptime_of: Optional[str] = None,
    ) -> None:
        self._log = log
        self._limits = limits
        self._clock = clock
        self._uptime = uptime
        # Each such clock has a field: a search for its values finds no other's.
        self._until_uptime = f"until_uptime_{uptime_of or _this_boot()}"

    def reserve(self, wanted: int, seconds: float) -> Lease:
        """Reserve up to ``wanted`` requests.

        :param seconds: how long sending them takes at most. Until ``settle`` is called they count
            as sent at the very end of it.
        """
        while True:
            last = self._last()
            now = self._now(last)
            blocked = _blocked(last, now)
            if blocked:
                return Lease(0, wait=blocked)
            # Read after the last entry: what is newer makes the insert below fail.
            usage = self._usage(last, now)
            count, wait = available(self._limits, usage, now)
            if not count:
                return Lease(0, wait=wait)
            entry = _entry_after(last, usage, now, min(count, wanted), until=now + seconds)
            entry[self._until_uptime] = until = self._uptime() + seconds
            if self._log.insert(entry):
                return Lease(entry["count"], until=until, entry=entry)

    def settle(self, lease: Lease, *, accepted: bool) -> None:
        """Say that no request of the lease is under way any more.

        :param accepted: whether VirusTotal answered one of them within its quota.
        """
        if lease.entry is None:
            return
        entry = {
            **lease.entry,
            "until": min(self._clock(), lease.entry["until"]),
            self._until_uptime: min(self._uptime(), lease.until),
        }
        self._log.save([{**entry, "refusals": 0} if accepted else entry])
        if entry["number"] % _ENTRIES_BETWEEN_PRUNINGS == 0:
            self._log.delete_below("until", self._clock() - _KEEP)

    def block(self, retry_after: Optional[float]) -> None:
        """Keep every search from sending for a while: VirusTotal said the quota is spent.

        :param retry_after: seconds VirusTotal asked to wait. Where it did not: a minute, and twice
            as long each time until a request is accepted, for it may be the quota of the day that
            another program with the same key has spent.
        """
        while True:
            last = self._last()
            now = self._now(last)
            if _blocked(last, now):
                return
            refusals = last["refusals"] + 1
            seconds = min(retry_after or _SHORTEST_BLOCK * 2 ** (refusals - 1), _LONGEST_BLOCK)
            entry = _entry_after(last, self._usage(last, now), now, 0, until=now)
            if self._log.insert({**entry, "refusals": refusals, "blocked_until": now + seconds}):
                return

    def _last(self) -> dict[str, Any]:
        return self._log.first("-number") or _BEFORE_THE_FIRST

    def _now(self, last: dict[str, Any]) -> float:
        """Return the time, never earlier than that of the last entry: no day begins twice."""
        now = self._clock()
        return max(now, last["time"]) if last["time"] < now + _CORRECTION else now

    def _usage(self, last: dict[str, Any], now: float) -> Usage:
        minute, minute_frees = self._minute(last, now)
        day, month = last["day_total"], last["month_total"]
        if last["day"] != day_of(now):
            # What was under way at midnight may have arrived on either day: it counts on both.
            day = _spent_from(self._first_since(this_day(now), now), last)
            month = month if last["day"][:7] == day_of(now)[:7] else day
        return Usage(
            minute=minute,
            day=day,
            month=month,
            minute_frees=minute_frees,
        )

    def _minute(self, last: dict[str, Any], now: float) -> tuple[int, float]:
        """Return what was spent in the last minute, and when the first of it leaves the minute.

        Where the clocks differ, the one that says more counts.
        """
        uptime = self._uptime()
        spent, frees = 0, now
        by_time = self._first_since(now - MINUTE, now)
        if by_time:
            spent, frees = _spent_from(by_time, last), by_time["until"] + MINUTE
        within = (self._until_uptime, uptime - MINUTE, uptime + _KEEP)
        by_uptime = self._log.first("number", within)
        if by_uptime:
            spent = max(spent, _spent_from(by_uptime, last))
            frees = max(frees, now + by_uptime[self._until_uptime] + MINUTE - uptime)
        return spent, frees

    def _first_since(self, moment: float, now: float) -> Optional[dict[str, Any]]:
        """Return the first entry whose requests may have been sent after a moment."""
        # What lies far ahead was written while the clock was wrong.
        return self._log.first("number", ("until", moment, now + _CORRECTION))


def _this_boot() -> str:
    """Return what names the clock of ``time.monotonic``: of this machine, or of this process."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return uuid4().hex


def _spent_from(first: Optional[dict[str, Any]], last: dict[str, Any]) -> int:
    """Return the requests of all entries from the first to the last."""
    return last["total"] - first["total"] + first["count"] if first else 0


def _blocked(last: dict[str, Any], now: float) -> float:
    """Return the seconds that nothing may be sent."""
    seconds: float = last["blocked_until"] - now
    return seconds if 0 < seconds <= _LONGEST_BLOCK else 0.0


def _entry_after(
    last: dict[str, Any], usage: Usage, now: float, count: int, until: float
) -> dict[str, Any]:
    return {
        "_key": f"{last['number'] + 1:012}",
        "number": last["number"] + 1,
        "time": now,
        "count": count,
        "until": until,
        "total": last["total"] + count,
        "day": day_of(now),
        "day_total": usage.day + count,
        "month_total": usage.month + count,
        "blocked_until": last["blocked_until"],
        "refusals": last["refusals"],
    }
