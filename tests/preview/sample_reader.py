"""Reads a written sample back for the tests."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Dict, List
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from pathlib import Path

NAMESPACE = "{http://schemas.microsoft.com/win/2004/08/events/event}"


@dataclass(frozen=True)
class Sample:
    """A folder as ``python -m preview sample`` writes it."""

    folder: Path

    def files(self) -> List[Path]:
        return sorted((self.folder / "events").glob("*.jsonl"))

    def events(self, name: str) -> List[Dict[str, Any]]:
        """Return the events of one file, such as ``sysmon``."""
        return _read_lines(self.folder / "events" / f"{name}.jsonl")

    def raw_json(self, name: str) -> List[Dict[str, Any]]:
        """Return the raw events of a source that writes JSON."""
        return [json.loads(event["_raw"]) for event in self.events(name)]

    def labels(self) -> List[Dict[str, Any]]:
        return _read_lines(self.folder / "labels.jsonl")

    def told(self, story: str, name: str) -> List[Dict[str, Any]]:
        """Return the events of one file that carry the label of a story."""
        events = self.events(name)
        return [
            events[label["line"] - 1]
            for label in self.labels()
            if label["story"] == story and label["file"] == f"events/{name}.jsonl"
        ]

    def summary(self) -> Dict[str, Any]:
        summary: Dict[str, Any] = json.loads((self.folder / "sample.json").read_text("utf-8"))
        return summary

    def sysmon(self, identifier: int) -> List[Dict[str, str]]:
        """Return the event data of one Sysmon event id, by field."""
        return _read_sysmon(self.folder / "events" / "sysmon.jsonl").get(identifier, [])


@cache
def _read_lines(path: Path) -> List[Dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@cache
def _read_sysmon(path: Path) -> Dict[int, List[Dict[str, str]]]:
    found: Dict[int, List[Dict[str, str]]] = {}
    for event in _read_lines(path):
        root = ET.fromstring(event["_raw"])  # noqa: S314 (we wrote it)
        identifier = int(root.findtext(f"{NAMESPACE}System/{NAMESPACE}EventID", "0"))
        fields = {data.attrib["Name"]: data.text or "" for data in root.iter(f"{NAMESPACE}Data")}
        found.setdefault(identifier, []).append(fields)
    return found
