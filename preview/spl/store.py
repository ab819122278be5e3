"""Events and where they come from.

A sample folder holds ``events/<name>.jsonl``: one JSON object a line with ``_time`` (epoch
seconds), ``_raw``, ``index``, ``host``, ``source`` and ``sourcetype``.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, AbstractSet, Protocol

from preview.spl.errors import DataError, MissingError
from preview.spl.extraction import Extractions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from preview.spl.configuration import Configuration
    from preview.spl.values import Row


class Event:
    """One event: its metadata at once, its fields when they are asked for."""

    __slots__ = ("_extractions", "_lowered", "host", "index", "raw", "source", "sourcetype", "time")

    def __init__(self, record: Mapping[str, object], extractions: Extractions) -> None:
        """Take a record of the five metadata fields and ``_raw``."""
        self.time = float(str(record["_time"]))
        self.raw = str(record["_raw"])
        self.index = str(record["index"])
        self.host = str(record["host"])
        self.source = str(record["source"])
        self.sourcetype = str(record["sourcetype"])
        self._extractions = extractions
        self._lowered = ""

    @property
    def lowered(self) -> str:
        """The raw text in lower case."""
        if not self._lowered:
            self._lowered = self.raw.lower()
        return self._lowered

    @property
    def computed(self) -> AbstractSet[str]:
        """The fields whose values need not stand in the raw text."""
        return self._extractions.of(self.sourcetype, self.source).computed

    def row(self, needed: AbstractSet[str] | None = None) -> Row:
        """Return the fields of the event, extracted from its text.

        :param needed: the fields that matter, None for all: where the index knows them already,
            nothing is extracted.
        """
        row: Row = {
            "_time": format_event_time(self.time),
            "_raw": self.raw,
            "index": self.index,
            "host": self.host,
            "source": self.source,
            "sourcetype": self.sourcetype,
        }
        if needed is None or not needed <= row.keys():
            self._extractions.of(self.sourcetype, self.source).extract(row)
        return row

    def check(self, row: Row, names: AbstractSet[str]) -> None:
        """Refuse a field that Splunk may find in XML text, of which the preview extracts none.

        :raises DataError: the row lacks a field of these names, and the text has ``name=``.
        """
        if self.raw.startswith("<"):
            for name in names - row.keys():
                if re.search(rf"\b{re.escape(name)}\s?=", self.raw):
                    raise DataError(f"{name} in XML text is not supported: read it by rex or spath")


def format_event_time(time: float) -> str:
    """Return epoch seconds as Splunk keeps ``_time``: whole, or with milliseconds."""
    return str(int(time)) if time.is_integer() else f"{time:.3f}"


class EventStore(Protocol):
    """Where the search command gets events from."""

    def between(self, earliest: float, latest: float) -> Iterable[Event]:
        """Return the events from earliest up to, without, latest, newest first."""


class MemoryStore:
    """Events held in memory."""

    def __init__(
        self, records: Iterable[Mapping[str, object]], configuration: Configuration
    ) -> None:
        extractions = Extractions(configuration)
        self._events = sorted(
            (Event(record, extractions) for record in records), key=lambda event: -event.time
        )
        self._times = [-event.time for event in self._events]

    def between(self, earliest: float, latest: float) -> Sequence[Event]:
        """Return the events from earliest up to, without, latest, newest first."""
        # The times are negated, so that they ascend.
        start = bisect_right(self._times, -latest)
        end = bisect_right(self._times, -earliest)
        return self._events[start:end]


class SampleStore:
    """The events of a sample folder, read when they are first asked for.

    :raises MissingError: (from ``between``) the folder has no events.
    """

    def __init__(self, folder: Path, configuration: Configuration) -> None:
        self._folder = folder
        self._configuration = configuration

    @cached_property
    def _memory(self) -> MemoryStore:
        files: list[Path] = sorted((self._folder / "events").glob("*.jsonl"))
        if not files:
            raise MissingError(f"no events in {self._folder}: run `make sample` first")
        return MemoryStore(_records(files), self._configuration)

    def between(self, earliest: float, latest: float) -> Sequence[Event]:
        """Return the events from earliest up to, without, latest, newest first."""
        return self._memory.between(earliest, latest)


def _records(files: Iterable[Path]) -> Iterator[Mapping[str, object]]:
    for path in files:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
