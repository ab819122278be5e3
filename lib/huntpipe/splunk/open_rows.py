"""Rows whose results have any fields: written by shape, while the columns still grow.

Most events of a chunk have one of a few dozen sets of fields. What is the same for a set, where its
cells stand and the commas of the columns it has not, is made once, as one template for the row.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import (
    TYPE_CHECKING,
    Callable,
    Collection,
    Dict,
    Iterable,
    List,
    Mapping,
    NamedTuple,
    Sequence,
    Set,
    Tuple,
)

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, multivalue_text, quote, to_wire

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import OpenEnrichment, Value, WrittenResult
    from huntpipe.splunk.rows import Row, RowPattern

WrittenRow = Tuple[bytes, int]
"""A row without its line end, and how many of the added columns it has: those of fields that are
seen later are still to come."""


def write_result(result: Mapping[str, Value]) -> WrittenResult:
    """Return a result as it goes on the wire."""
    texts: Sequence[str] = list(result.values())  # type: ignore[arg-type] # join raises on others
    try:
        has_quotes = '"' in "".join(texts)
    except TypeError:
        return write_result(_texts_by_column(result))
    if has_quotes:
        texts = [text.replace('"', '""') for text in texts]
    try:
        return tuple(result), tuple([text.encode() for text in texts])
    except UnicodeEncodeError:
        return tuple(result), tuple(map(to_wire, texts))


def _texts_by_column(result: Mapping[str, Value]) -> Dict[str, str]:
    """Return the texts of a result; a multivalue field has two columns."""
    columns: Dict[str, str] = {}
    for name, value in result.items():
        if isinstance(value, list):
            columns[name] = "\n".join(value)
            if len(value) > 1:
                columns[MULTIVALUE_PREFIX + name] = multivalue_text(value)
        else:
            columns[name] = value or ""
    return columns


class _Shape(NamedTuple):
    """How rows with one set of columns are written.

    ``pick`` takes the groups of a row and the texts of its result, one behind the other, and gives
    what the template takes. ``width`` is the number of added columns.
    """

    template: bytes
    pick: Callable[[Tuple[bytes, ...]], Tuple[bytes, ...]]
    width: int


class OpenRows:
    """Writes the rows of a chunk one by one.

    ``fields`` are our fields seen so far, in order.

    :param pattern: how the rows are read.
    :param cut: the columns of the chunk that it cuts out: those known to hold fields of ours.
    :param fields: our fields that rows before have, in order.
    """

    def __init__(
        self,
        pattern: RowPattern,
        cut: Set[int],
        enrichment: OpenEnrichment,
        fields: Iterable[str],
    ) -> None:
        self.fields: Dict[str, None] = {}
        self._pattern = pattern
        self._cut = cut
        self._prefix = enrichment.prefix
        self._overwrite = enrichment.overwrite
        self._index = pattern.header.columns()
        self._added: List[str] = []
        self._shapes: Dict[Tuple[Tuple[str, ...], Tuple[str, ...]], _Shape] = {}
        self._see(fields)
        self._see(self._column(name) for name in enrichment.outputs)

    def replaced(self) -> Set[int]:
        """Return the columns of the chunk that hold fields of ours."""
        columns = (column for field in self.fields for column in _columns(field))
        return {self._index[column] for column in columns if column in self._index}

    def write(self, row: Row, result: WrittenResult) -> WrittenRow:
        """Return a row with a result. What the event has in our columns besides, it keeps."""
        names, texts = result
        key = names, () if self._overwrite else self._occupied(row)
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = self._new_shape(*key, len(row))
        return shape.template % shape.pick(row + texts), shape.width

    def header_line(self) -> bytes:
        """Return the first line of the reply."""
        header = self._pattern.header
        added = [to_wire(quote(column)) for column in self._added]
        return b",".join([header.raw, *added]) + header.newline

    def line_ends(self) -> List[bytes]:
        """Return what ends a row, by how many of the added columns it has."""
        missing = range(len(self._added), -1, -1)
        return [b"," * commas + self._pattern.header.newline for commas in missing]

    def _occupied(self, row: Row) -> Tuple[str, ...]:
        """Return our fields that the event has a value of already."""
        names, group_of = self._pattern.header.names, self._pattern.group_of
        return tuple(
            [_field(names[at]) for at in self._cut if row[group_of[at]] not in (b"", b'""')]
        )

    def _see(self, fields: Iterable[str]) -> None:
        for field in fields:
            if field not in self.fields:
                self.fields[field] = None
                self._added += [name for name in _columns(field) if name not in self._index]

    def _new_shape(self, names: Tuple[str, ...], kept: Collection[str], groups: int) -> _Shape:
        """Return how rows are written with a result of these names.

        :param kept: fields for which the event's own value counts.
        :param groups: the number of groups of a row.
        """
        ours = [self._column(name) for name in names]
        self._see(map(_field, ours))
        place = {name: groups + position for position, name in enumerate(ours)}
        picks: List[int] = []

        def cell(name: str) -> bytes:
            if _field(name) in place and _field(name) not in kept:
                if name not in place:
                    return b""
                picks.append(place[name])
                return b'"%b"'
            if name not in self._index:
                return b""
            picks.append(self._pattern.group_of[self._index[name]])
            return b"%b"

        header = self._pattern.header.names
        runs = groupby(range(len(header)), key=self._cut.__contains__)
        template: List[bytes] = []
        for group, (_, columns) in zip(self._pattern.spans, runs):
            if group is None:
                template += [(b"," if at else b"") + cell(header[at]) for at in columns]
            else:
                picks.append(group)
                template.append(b"%b")
        template += [b"," + cell(name) for name in self._added]
        return _Shape(b"".join(template), itemgetter(*picks), len(self._added))

    def _column(self, name: str) -> str:
        """Return the column for a name of a result."""
        if name.startswith(MULTIVALUE_PREFIX):
            return f"{MULTIVALUE_PREFIX}{self._prefix}{_field(name)}"
        return f"{self._prefix}{name}"


def _field(column: str) -> str:
    return column.removeprefix(MULTIVALUE_PREFIX)


def _columns(field: str) -> Tuple[str, str]:
    return field, MULTIVALUE_PREFIX + field
