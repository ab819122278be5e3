"""Writes the sample: one file of events per source, the labels, and a summary."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List

from preview.generator import attack, benign, clock, draw
from preview.generator.scene import Scene
from preview.generator.stories import STORIES

if TYPE_CHECKING:
    from pathlib import Path

    from preview.generator.event import Event, Feed

INDEX = "botsv3"


def write(folder: Path) -> Dict[str, Any]:
    """Write the sample below ``folder`` and return its summary.

    ``events/<name>.jsonl`` holds one event a line (``_time`` in epoch seconds, ``_raw``,
    ``index``, ``host``, ``source``, ``sourcetype``), sorted by time; ``labels.jsonl`` one line
    for each malicious event and step of the attack; ``sample.json`` the summary.

    :raises OSError: the folder cannot be written.
    """
    events = folder / "events"
    events.mkdir(parents=True, exist_ok=True)
    for leftover in events.glob("*.jsonl"):
        leftover.unlink()
    scene = Scene()
    benign.tell(scene)
    attack.tell(scene)
    labels: List[str] = []
    counts: Dict[str, int] = {}
    malicious = 0
    for feed in scene.ledger.feeds():
        happened = scene.ledger.events(feed)
        _write_lines(events / f"{feed.name}.jsonl", [_line(feed, event) for event in happened])
        labels += _labels(feed, happened)
        malicious += sum(1 for event in happened if event.stories)
        counts[feed.sourcetype] = counts.get(feed.sourcetype, 0) + len(happened)
    _write_lines(folder / "labels.jsonl", labels)
    summary = {
        "seed": draw.SEED,
        "index": INDEX,
        "earliest": clock.DAY_START,
        "latest": clock.DAY_END,
        "events": sum(counts.values()),
        "malicious": malicious,
        "sourcetypes": dict(sorted(counts.items())),
    }
    _write_lines(folder / "sample.json", [json.dumps(summary, indent=2)])
    return summary


def _line(feed: Feed, event: Event) -> str:
    return json.dumps(
        {
            "_time": event.time,
            "_raw": event.raw,
            "index": INDEX,
            "host": event.host,
            "source": feed.source,
            "sourcetype": feed.sourcetype,
        },
        ensure_ascii=False,
    )


def _labels(feed: Feed, events: List[Event]) -> List[str]:
    return [
        json.dumps(
            {
                "file": f"events/{feed.name}.jsonl",
                "line": number,
                "technique": STORIES[story].technique,
                "story": story,
            }
        )
        for number, event in enumerate(events, start=1)
        for story in event.stories
    ]


def _write_lines(path: Path, lines: List[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)
