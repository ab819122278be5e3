"""Events in a layout seen before: one expression takes all values as the bytes they are.

Windows writes the events of one id, version and configuration with the same markup to the last
byte: they differ in values only. The first event of a layout gives an expression with that markup
and a group for each value. A value without references stands in XML as it is, so most of them go
from the cell of the event to cells of their own without being decoded.

This is but a short cut: it answers as :func:`huntpipe.sysmon.fields.parse` does or not at all.
"""

from __future__ import annotations

import re
from typing import Callable, Dict, List, Match, NamedTuple, Optional, Set, Tuple

from huntpipe.sysmon.event import is_sysmon
from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.event_xml import DATA, END, HEAD, REST
from huntpipe.sysmon.fields import PARSED, UNKNOWN_EVENT
from huntpipe.sysmon.names import ALGORITHMS, MARKS, STATUS
from huntpipe.sysmon.xml_text import character_data

Excerpt = Tuple[Tuple[str, ...], Tuple[bytes, ...]]
"""Names and, for each, its value in UTF-8 with every ``"`` doubled."""

_QUOTE = re.compile(rb"<Event xmlns=('|\"\")")
_REST_START = b"SystemTime="
_MOST_LAYOUTS = 1000
_MOST_LAYOUTS_OF_A_HEAD = 16
_MOST_NAMES = 64

_VALUE = b"[^<]*"
_WITHOUT_PARTS = b"[^<=&\r]*"
_HASH = b"[0-9A-Za-z]*"
_MARK = b"[!-%'-;>-~](?:[^<=&\r]*[!-%'-;>-~])?"  # no blank at either end
_ALGORITHMS = [name.encode() for name in ALGORITHMS]
_MARKS = [name.encode() for name in MARKS]
_KEY = re.compile(rb"(?:^|,)(\w+)=")


class _Layout(NamedTuple):
    """How the events of one layout are read.

    ``match`` takes an event and where its ``SystemTime`` stands; ``names`` are those of its groups
    and of ``constants``.
    """

    match: Callable[[bytes, int], Optional[Match[bytes]]]
    names: Tuple[str, ...]
    constants: Tuple[bytes, ...]


class Layouts:
    """The layouts of the events that were read so far; the number of them is bounded."""

    def __init__(self) -> None:
        self._by_head: Dict[bytes, List[_Layout]] = {}
        self._left = _MOST_LAYOUTS

    def read(self, text: bytes) -> Excerpt | None:
        """Return the fields of an event under Sysmon's names, as ``parse`` would.

        :param text: Event XML in UTF-8, every ``"`` in it doubled, as in a cell of CSV.
        :returns: None where the event is not exactly as Windows writes it.
        """
        if not (text.isascii() or _is_utf8(text)):
            return None
        start = text.find(_REST_START)
        excerpt = self._read_known(text, start)
        return excerpt or (self._learn(text, start) if self._left else None)

    def _read_known(self, text: bytes, start: int) -> Excerpt | None:
        layouts = self._by_head.get(text[:start], [])
        for position, layout in enumerate(layouts):
            match = layout.match(text, start)
            if match:
                if position:
                    layouts.insert(0, layouts.pop(position))
                values = match.groups(b"") + layout.constants
                if b"&" in text or b"\r" in text:
                    values = tuple(map(_character_data, values))
                return layout.names, values
        return None

    def _learn(self, text: bytes, start: int) -> Excerpt | None:
        layout = _layout(text)
        if layout is None:
            return None
        self._left -= 1
        layouts = self._by_head.setdefault(text[:start], [])
        layouts.insert(0, layout)
        del layouts[_MOST_LAYOUTS_OF_A_HEAD:]
        return self._read_known(text, start)


class _Markup:
    """What Windows writes around values, in one kind of quotes."""

    def __init__(self, quote: bytes) -> None:
        def quoted(expression: str) -> bytes:
            return expression.encode().replace(b"'", quote)

        self.rest = quoted(REST)
        self.match_event = re.compile(
            quoted(f"{HEAD}{REST}(?P<EventData>(?:{DATA})+){END}"),
        ).fullmatch
        self.find_data = re.compile(quoted(DATA)).findall
        self.name = quoted("<Data Name='%b'")
        self.empty = quoted("'/>")


_MARKUPS = {quote: _Markup(quote) for quote in (b"'", b'""')}


def _layout(text: bytes) -> _Layout | None:
    """Return the layout of an event; None where it is none of ours or holds anything doubtful."""
    quote = _QUOTE.match(text)
    markup = _MARKUPS[quote[1]] if quote else None
    event = markup.match_event(text) if markup else None
    if markup is None or event is None or not is_sysmon(event["Provider"].decode(), ""):
        return None
    data = markup.find_data(event["EventData"])
    values = [_value(name, value) for name, value in data]
    if len(data) > _MOST_NAMES or None in values or _has_other_hashes({name for name, _ in data}):
        return None
    form = b">(?P<%b>%b)</Data>"
    if markup.empty in event["EventData"]:
        form = b"(?:/>|" + form + b")"
    expression = b"".join(
        markup.name % name + form % (name, value) for (name, _), value in zip(data, values)
    )
    try:
        pattern = re.compile(markup.rest + expression + END.encode())
    except re.error:  # two values of one name
        return None
    event_type = BY_ID.get(event["EventID"].decode())
    constants = {
        "EventID": event["EventID"],
        "Version": event["Version"],
        "sysmon_event": (event_type.name if event_type else UNKNOWN_EVENT).encode(),
        STATUS: PARSED.encode(),
    }
    if constants.keys() & pattern.groupindex.keys():
        return None
    return _Layout(pattern.fullmatch, (*pattern.groupindex, *constants), tuple(constants.values()))


def _has_other_hashes(names: Set[bytes]) -> bool:
    """Tell whether hashes are written as Sysmon 1 did, or in two fields."""
    return b"HashType" in names or {b"Hash", b"Hashes"} <= names


def _value(name: bytes, value: bytes) -> bytes | None:
    """Return the expression for values of a name that have the same parts as the first.

    :returns: None where they cannot be told apart so.
    """
    keys = _KEY.findall(value)
    if name in (b"Hashes", b"Hash"):
        part, fields = _HASH, {key: key.upper() for key in keys if key.upper() in _ALGORITHMS}
    elif name == b"RuleName":
        part, fields = _MARK, {key: key for key in keys if key in _MARKS}
    else:
        return _VALUE
    if b"=" not in value:
        return _WITHOUT_PARTS
    if len({key.upper() for key in keys}) < len(keys):
        return None
    expression = b",".join(
        b"%b=(?P<%b>%b)" % (key, fields[key], part) if key in fields else b"%b=%b" % (key, part)
        for key in keys
    )
    return expression if re.fullmatch(expression, value) else None


def _character_data(value: bytes) -> bytes:
    if b"&" not in value and b"\r" not in value:
        return value
    text = character_data(value.replace(b'""', b'"').decode())
    return text.replace('"', '""').encode()


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True
