"""EVTX, the files of the Windows event log, by the optional package ``evtx`` (pyevtx-rs)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Iterator, Union

from preview.ingest import xml_events
from preview.ingest.record import Record, Trouble
from preview.ingest.text import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

_DECLARATION = re.compile(r"^<\?xml[^>]*\?>\s*")
_INDENTATION = re.compile(r">\n\s*<")


def read(path: Path) -> Iterator[Union[Record, Trouble]]:
    """Yield the events of a file as XML on one line.

    :raises UnreadableError: the package is not installed, or the file is no EVTX.
    """
    try:
        from evtx import PyEvtxParser  # noqa: PLC0415 (optional: only EVTX files need it)
    except ImportError as error:
        raise UnreadableError(
            "EVTX needs the package evtx: install it (pip install evtx) or save the log as XML."
        ) from error
    try:
        parser = PyEvtxParser(str(path))
    except (OSError, RuntimeError) as error:
        raise UnreadableError(f"no EVTX file ({error}).") from error
    records = iter(parser.records())
    number = 0
    while True:
        number += 1
        try:
            found: Any = next(records)
        except StopIteration:
            return
        except RuntimeError as error:
            yield Trouble(0, f"record {number} cannot be read, left out ({error}).")
            continue
        yield xml_events.record(_one_line(found["data"]))


def _one_line(xml: str) -> str:
    return _INDENTATION.sub("><", _DECLARATION.sub("", xml)).strip()
