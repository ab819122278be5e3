"""Events as a table of text."""

from __future__ import annotations

import textwrap
import unicodedata
from typing import TYPE_CHECKING, List, Optional, Sequence

if TYPE_CHECKING:
    from preview.body import Event, FieldValue

_LONGEST_CELL = 100
_LONGEST_LINE = 140


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


def format_lines(events: Sequence[Event], fields: Sequence[str]) -> str:
    """Return events one below the other, a field a line; empty fields are left out."""
    width = max(map(len, fields))
    return "\n\n".join(
        "\n".join(_wrapped(f"{name:{width}}  ", event[name]) for name in fields if event.get(name))
        for event in events
    )


def _wrapped(label: str, value: FieldValue) -> str:
    return textwrap.fill(
        _shown(value),
        _LONGEST_LINE,
        initial_indent=label,
        subsequent_indent=" " * len(label),
    )


def _line(cells: Sequence[str], widths: List[int]) -> str:
    return "  ".join(c + " " * (w - _width(c)) for c, w in zip(cells, widths)).rstrip()


def _cell(value: FieldValue) -> str:
    shown = _shown(value)
    return shown if len(shown) <= _LONGEST_CELL else shown[: _LONGEST_CELL - 1] + "…"


def _shown(value: FieldValue) -> str:
    text = " | ".join(value) if isinstance(value, list) else value
    return "".join(c if c.isprintable() else " " for c in text)


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
