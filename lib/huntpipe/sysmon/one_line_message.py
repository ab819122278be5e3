"""A message that a transport put into one line: only the names of the fields tell where they begin.

Form: what :mod:`huntpipe.sysmon.rendered_text` reads, with something else in the place of each line
break. A value may hold what looks like a field; then only fields that begin and end at one place
in every reading are certain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Dict, List, NamedTuple, Sequence, Tuple

if TYPE_CHECKING:
    from huntpipe.sysmon.event_types import EventType


class _Label(NamedTuple):
    """The name of a field and where what is before its value stands."""

    name: str
    start: int
    end: int


def read_one_line(text: str, event_type: EventType, line_break: str) -> Tuple[Dict[str, str], bool]:
    """Return the certain fields of a message, and whether these are all.

    Of a message that was cut the last value is not certain.

    :param text: what follows the title.
    """
    text = text.rstrip("\r\n")
    if not line_break.isspace():
        text = text.removesuffix(line_break)
    labels = _labels(text, event_type, line_break)
    written = {label.name for label in labels}
    present = tuple(name for name in event_type.fields if name in written)
    readings = [(names, _first_reading(labels, names)) for names in (present, *event_type.layouts)]
    names, first = max(readings, key=lambda r: (len(r[1]), len(r[1]) == len(r[0])))
    is_ended = len(first) == len(names) and event_type.last_field in names
    last = _first_reading(labels[::-1], [label.name for label in reversed(first)])[::-1]
    ends = [*zip(first[1:], last[1:])]
    missing = [name for name in event_type.fields if name not in written]
    if is_ended and not _ends_in_a_name(text, missing, line_break):
        end = _Label("", len(text), len(text))
        ends.append((end, end))
    data = {
        label.name: text[label.end : next_label.start].removeprefix(" ")
        for label, other, (next_label, other_next) in zip(first, last, ends)
        if label == other and next_label == other_next
    }
    return data, is_ended and len(data) == len(names)


def _ends_in_a_name(text: str, names: Sequence[str], line_break: str) -> bool:
    """Tell whether a text was cut in what may be the name of a field."""
    end = text.rpartition(line_break)[2]
    return bool(end) and any(name.startswith(end) for name in names)


def _labels(text: str, event_type: EventType, line_break: str) -> List[_Label]:
    """Return all that looks like the beginning of a field."""
    names = "|".join(event_type.fields)
    mark = re.escape(line_break)
    label = re.compile(rf"{mark}({names}):(?= |{mark}|\Z)")
    return [_Label(match[1], match.start(), match.end()) for match in label.finditer(text)]


def _first_reading(labels: Sequence[_Label], names: Sequence[str]) -> List[_Label]:
    """Return for each name the first label behind that of the name before, until one has none."""
    reading: List[_Label] = []
    remaining = iter(labels)
    for name in names:
        label = next((label for label in remaining if label.name == name), None)
        if label is None:
            break
        reading.append(label)
    return reading
