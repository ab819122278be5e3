"""Chunk bodies for comparisons: random ones, and the shared data sets as splunkd sends events."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Any, Iterator

from preview.body import encode_body

if TYPE_CHECKING:
    import random
    from pathlib import Path

    from preview.body import Event

ALPHABET = [
    *("a", "7", ",", '"', '""', "\n", "\r\n", "$", "$;$", ";", " ", "é", "한", "😎"),
    *("\u2028", "\x0b", "\x0c", "\x85", "\x1c", "'", "=", "\\", "\t", "__mv_", "[", "{}"),
]
NAMES = ["_raw", "tag", "value", "we ird", "x.y", 'u"q', "c,d", "ünï"]
ROWS = 40


def random_body(draw: random.Random, number: int) -> bytes:
    """Return a body with a field ``value`` in most cases, odd in every way that CSV allows."""
    names = draw.sample(NAMES, draw.randint(1, len(NAMES)))
    if number % 7 == 0:
        names.append("second")
    if number % 13 == 0:
        names += ["first", "third"]
    every_cell_quoted = number % 2
    line_end = "\r\n" if number % 3 == 0 else "\n"

    def quote(text: str) -> str:
        if (every_cell_quoted and text) or re.search('[",\r\n]', text):
            return '"' + text.replace('"', '""') + '"'
        return text

    header = names + ["__mv_" + name for name in names] if number % 5 else names
    lines = [",".join(map(quote, header))]
    for _ in range(draw.choice((0, 1, 2, 5, ROWS))):
        values = [random_value(draw) for _ in names]
        cells = ["\n".join(v) if isinstance(v, list) else v for v in values]
        encoded = [encode_list(v) if isinstance(v, list) else "" for v in values]
        line = ",".join(map(quote, cells + encoded if number % 5 else cells))
        lines.append(line or '""')  # csv takes an empty line for no cell at all
    return (line_end.join(lines) + (line_end if number % 4 else "")).encode()


def random_value(draw: random.Random) -> str | list[str]:
    def text() -> str:
        return "".join(draw.choices(ALPHABET, k=draw.choice((0, 0, 1, 3, 9, 40))))

    if draw.random() < 0.2:
        return [text() for _ in range(draw.randint(1, 4))]
    return draw.choice(("same", "again", text(), text()))


def encode_list(values: list[str]) -> str:
    return ";".join("$" + value.replace("$", "$$") + "$" for value in values)


def data_set_bodies(data: Path) -> Iterator[tuple[str, bytes]]:
    """Return name and body of every shared data set that holds records.

    The first field of each comes a second time, as ``value``.
    """
    for path in sorted(data.rglob("*")):
        events = [{"value": next(iter(record.values())), **record} for record in records_of(path)]
        if events:
            fields = list(dict.fromkeys(name for event in events for name in event))
            yield str(path.relative_to(data)), encode_body(fields, events)


def records_of(path: Path) -> Iterator[Event]:
    """Return the records of a file as events, or nothing where it holds none."""
    if not path.is_file():
        return
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    text = data.decode("utf-8", "replace")
    kind = path.name[: -len(".gz")] if path.suffix == ".gz" else path.name
    if kind.endswith(".csv"):
        for row in csv.reader(io.StringIO(text)):
            yield {f"column{number}": cell for number, cell in enumerate(row)}
    elif kind.endswith(".jsonl"):
        for line in filter(None, text.split("\n")):
            yield event_of(json.loads(line))
    elif kind.endswith(".json"):
        content = json.loads(text)
        for record in content if isinstance(content, list) else [content]:
            yield event_of(record)
    elif kind.endswith((".xml", ".txt", ".spl", ".tsv")):
        for line in text.split("\n"):
            yield {"_raw": line}


def event_of(record: Any) -> Event:
    fields = record if isinstance(record, dict) else {"value": record}
    return {
        name: [str(item) for item in value] if isinstance(value, list) and value else str(value)
        for name, value in fields.items()
    }
