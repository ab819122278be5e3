"""Events as a table of text."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, List, Optional, Sequence

if TYPE_CHECKING:
    from preview.body import Event, FieldValue

_LONGEST_CELL = 100


def format_table(events: Sequence[Event], fields: Optional[Sequence[str]] = None) -> str:
    """Return events as aligned columns.

    :param fields: the columns; default all, in order of appearance.
    """
    names = list(fields or dict.fromkeys(name for event in events for name in event))
    rows = [[_cell(event.get(name, "")) for name in names] for event in events]
    widths = [
        max([_width(name), *(_width(row[column]) for row in rows)])
        for column, name in enumerate(names)
    ]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(row, widths) for row in (names, rule, *rows))


def _line(cells: Sequence[str], widths: List[int]) -> str:
    return "  ".join(c + " " * (w - _width(c)) for c, w in zip(cells, widths)).rstrip()


def _cell(value: FieldValue) -> str:
    text = " | ".join(value) if isinstance(value, list) else value
    shown = "".join(c if c.isprintable() else " " for c in text)
    return shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
