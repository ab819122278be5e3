"""Files as text: UTF-8 with or without its mark, or UTF-16 with one."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING, List, Tuple

from preview.ingest.record import Trouble

if TYPE_CHECKING:
    from pathlib import Path


class UnreadableError(Exception):
    """A file as a whole cannot be read; the message says why and what to do."""


def read_text(path: Path) -> Tuple[str, List[Trouble]]:
    """Return the text of a file, and a trouble if bytes that are no UTF-8 became U+FFFD.

    :raises UnreadableError: the file cannot be opened, or is no text.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"cannot be read ({error.strerror}).") from error
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), []
        except UnicodeDecodeError as error:
            raise UnreadableError("begins as UTF-16 and does not go on so.") from error
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("utf-8-sig", errors="replace")
        return text, [Trouble(line, "has bytes that are no UTF-8: they are shown as U+FFFD.")]


def line_of(text: str, position: int) -> int:
    """Return the number of the line, from 1, at a position."""
    return text.count("\n", 0, position) + 1
