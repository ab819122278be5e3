"""The JSON object that a text holds, and the records of one event that may stand in it.

Elasticsearch wraps a document in ``_source``, or its values, each in a list, in ``fields``; the
HTTP Event Collector wraps in ``event``, Chainsaw in ``document.data``, OpenTelemetry in ``body``.
Some exports flatten an object: ``winlog.event_data.Image`` beside ``winlog.event_id``.
"""

from __future__ import annotations

import json
from typing import Any, Dict, Iterator, Mapping, Tuple

from huntpipe.sysmon.cut_json import close_cut_json

Record = Dict[str, Any]

# Numbers stay as they are written, of whatever size, and so do control characters.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)
_LISTS = "fields"
_WRAPPERS = ("_source", "event", "body", "document", "data", _LISTS)
_MOST_WRAPPERS = 3
_FLATTENED = (
    *("_source.", "winlog.", "event_data.", "Event.", "System.", "EventData."),
    *("event.", "process.", "thread.", "user."),
)


def load_record(text: str) -> Tuple[Record, bool]:
    """Return the object a text begins with, and whether it is closed and stands alone.

    A list of one object is that object; of a longer list the first counts.
    """
    try:
        value, end = _DECODER.raw_decode(text)
        complete = not text[end:].strip()
    except ValueError:
        value, complete = _DECODER.decode(close_cut_json(text)), False
    if isinstance(value, list):
        complete = complete and len(value) == 1
        value = value[0] if value else None
    return (value if isinstance(value, dict) else {}), complete


def records(record: Record) -> Iterator[Record]:
    """Return an object and those it wraps, the outermost first, each with nested names."""
    for _ in range(_MOST_WRAPPERS):
        record = _nested(record)
        yield record
        wrapper = next((name for name in _WRAPPERS if isinstance(record.get(name), dict)), None)
        if wrapper is None:
            return
        record = record[wrapper]
        if wrapper == _LISTS:
            record = {name: only(value) for name, value in record.items()}


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """Return the value at a path of names with a dot between them; None where there is none."""
    if "." not in path:
        return record.get(path)
    value: Any = record
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def only(value: Any) -> Any:
    """Return the one value of a list of one, and anything else as it is."""
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _nested(record: Record) -> Record:
    nested: Record = {}
    for name, value in record.items():
        *path, last = name.split(".") if name.startswith(_FLATTENED) else [name]
        place = nested
        for step in path:
            if not isinstance(place.get(step), dict):
                place[step] = {}
            place = place[step]
        there = place.get(last)
        whole = _nested(value) if last == "winlog" and isinstance(value, dict) else value
        if isinstance(there, dict) and isinstance(whole, dict):
            there.update(whole)
        else:
            place[last] = whole
    return nested
