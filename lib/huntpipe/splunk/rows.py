"""Rows of a chunk's CSV body, found and cut by one expression without parsing the event.

The expression is made from the header. It captures whole runs of columns as the bytes they are, and
inside them the few cells that a command reads. What it cannot match from one row's end to the next
is swallowed to the end of the body by its last alternative, so that no input takes more than linear
time and nothing is skipped in silence.
"""

from __future__ import annotations

import re
import sys
from itertools import chain, groupby
from typing import Collection, Dict, Iterable, Iterator, List, NamedTuple, Optional, Tuple

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, unquote
from huntpipe.splunk.errors import IrregularRowsError

Row = Tuple[bytes, ...]
"""The captured groups of one row."""

SLAB = 1 << 16
"""Bytes of rows that are cut at a time. Cut at once, the pieces of a large chunk fall out of the
processor's cache before they are joined, which takes twice the time."""

# To step back into a cell never helps. Possessive quantifiers, in re from Python 3.11 on, say
# so and save a fifth of the time.
_ALL = b"*+" if sys.version_info >= (3, 11) else b"*"
_CELL = b'"[^"]*(?:""[^"]*)*"|[^",\\r\\n]*'.replace(b"*", _ALL)


class Header(NamedTuple):
    r"""The column names of a chunk.

    :param names: all columns in order, the ``__mv_`` ones included.
    :param raw: the bytes of the header line without its end.
    :param newline: the line end of the body, ``\\n`` from splunkd, ``\\r\\n`` from other peers.
    :param end: offset of the first row in the body.
    """

    names: Tuple[str, ...]
    raw: bytes
    newline: bytes
    end: int

    def columns(self) -> Dict[str, int]:
        """Return the column of each name. Of two columns with one name the first counts."""
        return {name: column for column, name in reversed(list(enumerate(self.names)))}


_header = re.compile(
    b"((?:%(cell)s)(?:,(?:%(cell)s))*)(\r?\n|\\Z)" % {b"cell": _CELL},
)
_header_names = re.compile(b"(?:^|,)(%s)" % _CELL).findall


def read_header(body: bytes) -> Header:
    """Return the header of a chunk's body.

    :raises IrregularRowsError: if the first line is no CSV.
    """
    match = _header.match(body)
    if match is None:
        raise IrregularRowsError("the header of the chunk is not a line of CSV")
    names = tuple(unquote(name) for name in _header_names(match[1]))
    return Header(names, match[1], match[2] or b"\n", match.end())


class RowPattern:
    """Reads all rows of a body.

    ``spans`` are the runs of neighbouring columns, in order: the group of one that is kept as it
    is, ``None`` for one that is cut out. ``group_of`` says where the cell of a column is that is
    read.

    :param header: the columns.
    :param read: columns whose cells are wanted.
    :param cut: columns that are to be replaced.
    """

    def __init__(self, header: Header, read: Collection[int], cut: Collection[int]) -> None:
        self.header = header
        self.group_of: Dict[int, int] = {}
        self.spans: List[Optional[int]] = []
        self._groups = 0
        spans = groupby(range(len(header.names)), key=lambda column: column in cut)
        row = b"".join(
            self._cut(tuple(columns), read) if is_cut else self._keep(tuple(columns), read)
            for is_cut, columns in spans
        )
        if not self._groups:
            row = b"()" + row  # with one group alone findall would give no tuples
        self._findall = re.compile(row + re.escape(header.newline) + rb"|([\s\S]+)").findall

    def rows(self, body: bytes) -> List[Row]:
        """Return the captured groups of every row.

        :raises IrregularRowsError: if the rows do not fill the body exactly.
        """
        return list(chain.from_iterable(self.slabs(body)))

    def slabs(self, body: bytes, size: int = SLAB) -> Iterator[List[Row]]:
        """Yield the captured groups of all rows, so many at a time as fit the processor's cache.

        :param size: bytes of a slab.
        :raises IrregularRowsError: if the rows do not fill the body exactly.
        """
        if len(body) > self.header.end and not body.endswith(self.header.newline):
            body += self.header.newline
        start, count = self.header.end, 0
        while start < len(body):
            end = min(start + size, len(body))
            rows = self._findall(body, start, end)
            unread = len(rows[-1][-1])  # the last alternative took what is no whole row
            if unread:
                rows.pop()
            count += len(rows)
            if unread and end == len(body):
                raise IrregularRowsError(f"row {count + 1} of the chunk does not fit its header")
            if rows:
                yield rows
            else:
                size *= 2
            start = end - unread

    def _cut(self, columns: Tuple[int, ...], read: Collection[int]) -> bytes:
        self.spans.append(None)
        cells = self._cells(columns, read)
        if columns[0] == 0:
            return cells
        # Our own fields come empty as a rule: a run of commas says so at once.
        return b"(?:" + b"," * len(columns) + rb"(?=[,\r\n])|" + cells + b")"

    def _keep(self, columns: Tuple[int, ...], read: Collection[int]) -> bytes:
        self.spans.append(self._next_group())
        if columns == (0,) and 0 in read:  # one group is both the run and the cell
            self.group_of[0] = self._groups - 1
            return b"(" + _CELL + b")"
        tail = self._multivalue_tail(columns)
        if not tail:
            return b"(" + self._cells(columns, read) + b")"
        start = self._cells(columns[: -len(tail)], read)
        # And most events have no multivalue field at all.
        empty = b"," * len(tail) + b"(?=" + re.escape(self.header.newline) + b")"
        return b"(" + start + b"(?:" + empty + b"|" + self._cells(tail, read) + b"))"

    def _multivalue_tail(self, columns: Tuple[int, ...]) -> Tuple[int, ...]:
        """Return the ``__mv_`` columns that end both these columns and the row."""
        names = self.header.names
        if columns[-1] != len(names) - 1:
            return ()
        plain = [c for c in columns if not names[c].startswith(MULTIVALUE_PREFIX)]
        return tuple(c for c in columns if c > max(plain, default=columns[0]))

    def _next_group(self) -> int:
        self._groups += 1
        return self._groups - 1

    def _cells(self, columns: Iterable[int], read: Collection[int]) -> bytes:
        cells = []
        for column in columns:
            if column in read:
                self.group_of[column] = self._next_group()
            opening = b"(" if column in read else b"(?:"
            cells.append((b"," if column else b"") + opening + _CELL + b")")
        return b"".join(cells)
