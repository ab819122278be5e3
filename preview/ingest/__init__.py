"""Read the user's own data as events of the preview: JSON, CSV, Windows event XML and EVTX.

A file is read by the module of its ending; sourcetype and time come from what an event shows.
What cannot be read is not dropped in silence: it is a :class:`Problem` with file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, Union

from preview.ingest import csv_events, evtx_events, json_events, xml_events
from preview.ingest.record import Record, Trouble
from preview.ingest.text import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

INDEX = "main"
"""Splunk's own default, for events that name no index."""

_READERS: Dict[str, Callable[[Path], Iterator[Union[Record, Trouble]]]] = {
    ".json": json_events.read,
    ".jsonl": json_events.read,
    ".ndjson": json_events.read,
    ".csv": csv_events.read,
    ".xml": xml_events.read,
    ".evtx": evtx_events.read,
}


class IngestError(Exception):
    """The data cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """Something in a file that was left out or guessed.

    :param line: number of the line from 1; 0 where the whole file is meant.
    """

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Return one line of a report."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


@dataclass(frozen=True)
class Ingested:
    """What was read.

    :param events: with ``_time`` (epoch seconds), ``_raw``, ``index``, ``host``, ``source`` and
        ``sourcetype``, sorted by time.
    """

    events: List[Dict[str, Any]]
    problems: List[Problem]


def read(path: Path, index: str = INDEX) -> Ingested:
    """Read a file, or all files below a folder; of a folder that is a sample, its events.

    :param index: for events that name none themselves.
    :raises IngestError: there is no such path, or no event in it.
    """
    if not path.exists():
        raise IngestError(f"{path} does not exist: name a folder with {_endings()} files.")
    events: List[Dict[str, Any]] = []
    problems: List[Problem] = []
    for file in _files(path):
        _read_file(file, index, events, problems)
    if not events:
        why = f" {problems[0]}" if problems else ""
        raise IngestError(f"{path} holds no event in {_endings()} files.{why}")
    events.sort(key=lambda event: float(event["_time"]))
    return Ingested(events, problems)


def _endings() -> str:
    *others, last = _READERS
    return f"{', '.join(others)} or {last}"


def _files(path: Path) -> List[Path]:
    if path.is_file():
        return [path]
    if (path / "sample.json").is_file():
        path = path / "events"
    return sorted(file for file in path.rglob("*") if file.is_file())


def _read_file(
    file: Path, index: str, events: List[Dict[str, Any]], problems: List[Problem]
) -> None:
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        problems.append(Problem(str(file), 0, f"not read: it is no {_endings()} file."))
        return
    untimed = 0
    try:
        for item in reader(file):
            if isinstance(item, Trouble):
                problems.append(Problem(str(file), item.line, item.reason))
                continue
            untimed += item.time is None
            events.append(_event(item, file, index))
    except UnreadableError as error:
        problems.append(Problem(str(file), 0, str(error)))
    if untimed:
        reason = f"{untimed} events show no time: they have the time of the file."
        problems.append(Problem(str(file), 0, reason))


def _event(record: Record, file: Path, index: str) -> Dict[str, Any]:
    return {
        "_time": file.stat().st_mtime if record.time is None else record.time,
        "_raw": record.raw,
        "index": record.index or index,
        "host": record.host or "unknown",
        "source": record.source or str(file),
        "sourcetype": record.sourcetype,
    }
