"""Events and the ledger that keeps them in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, List, Tuple


@dataclass(frozen=True)
class Feed:
    """One log source: the name of its file and what Splunk would call it."""

    name: str
    source: str
    sourcetype: str


Stories = Tuple[str, ...]

Render = Callable[[int], str]
"""Writes the raw event, given its record number: 1, 2, 3 ... for each feed and host."""


@dataclass(frozen=True)
class Event:
    """One raw event as an indexer would keep it.

    :param stories: keywords of :data:`stories.STORIES`; empty for a benign event.
    """

    time: float
    host: str
    raw: str
    stories: Stories


class Ledger:
    """Collects what the sensors report in any order and gives it back sorted by time."""

    def __init__(self) -> None:
        self._entries: Dict[Feed, List[Tuple[float, str, Render, Stories]]] = {}

    def add(self, feed: Feed, time: float, host: str, render: Render, stories: Stories) -> None:
        """Keep one report; ``time`` is rounded to the millisecond."""
        self._entries.setdefault(feed, []).append((round(time, 3), host, render, stories))

    def feeds(self) -> List[Feed]:
        """Return the feeds with events, by name."""
        return sorted(self._entries, key=lambda feed: feed.name)

    def events(self, feed: Feed) -> List[Event]:
        """Return the events of a feed by time; equal times keep the order of arrival."""
        serials: Dict[str, int] = {}
        events = []
        for time, host, render, stories in sorted(self._entries[feed], key=lambda entry: entry[0]):
            serials[host] = serials.get(host, 0) + 1
            events.append(Event(time, host, render(serials[host]), stories))
        return events
