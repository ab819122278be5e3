"""The CSV body of a chunk, as splunkd writes it and as strictly as it should be read.

All fields come first, then all ``__mv_`` columns; lines end with a line feed; what is not plain
letters and digits stands in quotes. A multivalue cell is ``$a$;$b$`` with ``$`` doubled inside.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from typing import Dict, List, Sequence, Union

FieldValue = Union[str, List[str]]
Event = Dict[str, FieldValue]

MULTIVALUE_PREFIX = "__mv_"

_plain = re.compile(r"[A-Za-z0-9]*").fullmatch
_encoded_list = re.compile(r"\$(?:\$\$|[^$])*\$(?:;\$(?:\$\$|[^$])*\$)*").fullmatch
_encoded_items = re.compile(r"\$((?:\$\$|[^$])*)\$(?:;|$)").findall


class BodyError(Exception):
    """The body of a reply is not what splunkd could read."""


def encode_body(fields: Sequence[str], events: Sequence[Event]) -> bytes:
    """Return the body that holds these fields of events; a field that an event lacks is empty."""
    lines = [
        ",".join([_quote(name) for name in (*fields, *map(MULTIVALUE_PREFIX.__add__, fields))])
    ]
    for event in events:
        values = [event.get(name, "") for name in fields]
        plain = [_quote("\n".join(v) if isinstance(v, list) else v) for v in values]
        multi = [_quote(_encode_list(v)) if isinstance(v, list) else "" for v in values]
        lines.append(",".join(plain + multi))
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")


def decode_body(body: bytes) -> List[Event]:
    """Return the events of a body. Every column is there, empty ones as ``""``.

    :raises BodyError: if it is no CSV, columns repeat, a row has too few or too many cells, or the
        two cells of a multivalue field contradict each other.
    """
    csv.field_size_limit(sys.maxsize)
    # Bytes that are not UTF-8 must come back as they went out: they stay visible as surrogates.
    text = body.decode("utf-8", "surrogateescape").replace("\0", "\udc00")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        names = next(reader, [])
        if len(set(names)) != len(names):
            raise BodyError(f"columns repeat: {names}")
        columns = _Columns(names)
        if "\udc00" in text:
            return [columns.event([cell.replace("\udc00", "\0") for cell in row]) for row in reader]
        return [columns.event(row) for row in reader]
    except csv.Error as error:
        raise BodyError(f"not CSV: {error}") from error


class _Columns:
    """The columns of a body: which are fields, and where their multivalue forms stand."""

    def __init__(self, names: Sequence[str]) -> None:
        self._width = len(names)
        self._fields = [name for name in names if not name.startswith(MULTIVALUE_PREFIX)]
        self._places = [names.index(name) for name in self._fields]
        self._lists = []
        for place, name in enumerate(names):
            if name.startswith(MULTIVALUE_PREFIX):
                field = name[len(MULTIVALUE_PREFIX) :]
                if field not in names:
                    raise BodyError(f"the column {name} has no field")
                self._lists.append((place, field, names.index(field)))

    def event(self, row: Sequence[str]) -> Event:
        if len(row) != self._width:
            raise BodyError(f"a row has {len(row)} cells, the header {self._width}: {row}")
        event: Event = {name: row[place] for name, place in zip(self._fields, self._places)}
        for place, name, plain in self._lists:
            if row[place]:
                event[name] = _decode_list(name, row[plain], row[place])
        return event


def _decode_list(name: str, cell: str, encoded: str) -> List[str]:
    if not _encoded_list(encoded):
        raise BodyError(f"{MULTIVALUE_PREFIX}{name} is no encoded list: {encoded[:200]!r}")
    values = [item.replace("$$", "$") for item in _encoded_items(encoded)]
    if "\n".join(values) != cell:
        raise BodyError(f"{name} is {cell[:200]!r}, but its values are {values!r:.200}")
    return values


def _quote(text: str) -> str:
    return text if _plain(text) else '"' + text.replace('"', '""') + '"'


def _encode_list(values: Sequence[str]) -> str:
    return ";".join(["$" + value.replace("$", "$$") + "$" for value in values])
