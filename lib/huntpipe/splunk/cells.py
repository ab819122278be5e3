"""The cells of a chunk's CSV body: bytes of the wire to values and back.

Quoting is RFC 4180's. A multivalue field has a second column, ``__mv_<field>``, whose cell is
``$a$;$b$`` with every ``$`` of a value doubled; the plain cell then holds the values joined by line
feeds. Both follow ``splunklib.searchcommands.internals.RecordWriter``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Iterable, List, Tuple

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value

MULTIVALUE_PREFIX = "__mv_"
_EMPTY = ("", "")

_multivalue_items = re.compile(r"\$((?:\$\$|[^$])*)\$(?:;|$)").findall


def unquote(cell: bytes) -> str:
    """Return the text of a CSV cell; bytes that are not UTF-8 become U+FFFD, as in the SDK."""
    if cell[:1] == b'"':
        cell = cell[1:-1].replace(b'""', b'"')
    return cell.decode("utf-8", "replace")


def decode(cell: bytes, multivalue_cell: bytes) -> Value:
    """Return the value that a plain cell and its ``__mv_`` cell stand for.

    A ``__mv_`` cell that holds no encoded list is no list: the plain cell counts then.
    """
    if multivalue_cell:
        values = [item.replace("$$", "$") for item in _multivalue_items(unquote(multivalue_cell))]
        if values:
            return values
    return unquote(cell)


def quote(text: str) -> str:
    """Return text as a CSV cell. To quote always is quicker than to ask whether it is needed."""
    if '"' in text:
        text = text.replace('"', '""')
    return f'"{text}"' if text else ""


def encode(value: Value) -> Tuple[str, str]:
    """Return the plain cell and the ``__mv_`` cell of a value."""
    if not value:
        return _EMPTY
    if isinstance(value, str):
        return quote(value), ""
    if len(value) == 1:
        return quote(value[0]), ""
    return quote("\n".join(value)), quote(multivalue_text(value))


def multivalue_text(values: Iterable[str]) -> str:
    """Return the text of the ``__mv_`` cell of values."""
    return ";".join(["$" + value.replace("$", "$$") + "$" for value in values])


def encode_as_text(values: Iterable[Value]) -> List[str]:
    """Return the cells of values, plain and ``__mv_`` in turn."""
    cells: List[str] = []
    for value in values:
        cells += encode(value) if value else _EMPTY
    return cells


def encode_all(values: Iterable[Value]) -> List[bytes]:
    """Return the cells of values as they go on the wire, plain and ``__mv_`` in turn."""
    cells = encode_as_text(values)
    try:
        return [cell.encode() for cell in cells]
    except UnicodeEncodeError:
        return [to_wire(cell) for cell in cells]


def to_wire(text: str) -> bytes:
    """Return text as UTF-8; lone surrogates, which JSON can spell but UTF-8 not, become U+FFFD."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()
