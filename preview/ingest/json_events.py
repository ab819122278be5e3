"""JSON: one object a line, objects over several lines, an array, or what Splunk exports."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Dict, Iterator, Union

from preview.ingest.record import Record, Trouble
from preview.ingest.shapes import host_of, sourcetype_of, time_of
from preview.ingest.text import line_of, read_text

if TYPE_CHECKING:
    from pathlib import Path

_BETWEEN = re.compile(r"[\s,\[\]]*")
_DECODER = json.JSONDecoder()


def read(path: Path) -> Iterator[Union[Record, Trouble]]:
    """Yield the events of a file; reading goes on at the next line after what is no JSON.

    :raises UnreadableError: the file is no text.
    """
    text, troubles = read_text(path)
    yield from troubles
    position = _skip(text, 0)
    while position < len(text):
        try:
            value, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            yield Trouble(line_of(text, position), f"no JSON, left out ({_why(error)}).")
            newline = text.find("\n", position)
            end = len(text) if newline < 0 else newline
        else:
            if isinstance(value, dict):
                yield _record(value, text[position:end])
            else:
                yield Trouble(line_of(text, position), "no JSON object, left out.")
        position = _skip(text, end)


def _skip(text: str, position: int) -> int:
    match = _BETWEEN.match(text, position)
    return match.end() if match else position


def _why(error: Exception) -> str:
    return error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"


def _record(value: Dict[str, Any], text: str) -> Record:
    exported = value.get("result")
    if isinstance(exported, dict) and "_raw" in exported:
        value = exported
    raw = value.get("_raw")
    if not isinstance(raw, str):
        return Record(text, sourcetype_of(value, "_json"), time_of(value), host=host_of(value))
    return Record(
        raw=raw,
        sourcetype=_text(value, "sourcetype") or sourcetype_of(value, "_json"),
        time=time_of(value),
        index=_text(value, "index"),
        host=host_of(value),
        source=_text(value, "source"),
    )


def _text(value: Dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found if isinstance(found, str) else ""
