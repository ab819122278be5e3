"""CSV with a header: what Splunk exports (with ``_raw``), or a table of fields."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Dict, Iterator, List, Union

from preview.ingest.record import Record, Trouble
from preview.ingest.shapes import host_of, sourcetype_of, time_of
from preview.ingest.text import read_text

if TYPE_CHECKING:
    from pathlib import Path

_LARGEST_CELL = 2**31 - 1  # the csv module's own limit of 131,072 is less than a long event


def read(path: Path) -> Iterator[Union[Record, Trouble]]:
    """Yield the events of a file.

    :raises UnreadableError: the file is no text.
    """
    csv.field_size_limit(_LARGEST_CELL)
    text, troubles = read_text(path)
    yield from troubles
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        if len(set(header)) != len(header) or not any(header):
            yield Trouble(1, "no header of different column names, file left out.")
            return
        for cells in reader:
            if len(cells) == len(header):
                yield _record(dict(zip(header, cells)))
            elif cells:
                yield Trouble(reader.line_num, _miscounted(cells, header))
    except csv.Error as error:
        yield Trouble(reader.line_num, f"no CSV from here on, left out ({error}).")


def _miscounted(cells: List[str], header: List[str]) -> str:
    return f"{len(cells)} cells where the header has {len(header)}, left out."


def _record(row: Dict[str, str]) -> Record:
    raw = row.get("_raw")
    if raw is None:
        filled = {name: value for name, value in row.items() if value}
        return Record(
            raw=json.dumps(filled, ensure_ascii=False),
            sourcetype=sourcetype_of(filled, "csv"),
            time=time_of(filled),
            host=host_of(filled),
        )
    return Record(
        raw=raw,
        sourcetype=row.get("sourcetype") or "csv",
        time=time_of(row),
        index=row.get("index", ""),
        host=host_of(row),
        source=row.get("source", ""),
    )
