"""Where our columns stand in a reply: in place of those that exist, the others at the end."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Callable, Optional, Sequence, Tuple

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, encode_as_text, quote, to_wire

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value
    from huntpipe.splunk.rows import Header


class Layout:
    """The columns of a reply.

    ``replaced`` are the columns of the chunk that hold our fields, ``only_appends`` says that there
    are none, ``column_of_cell`` which of them each of our cells stands in, ``header_line`` is the
    first line of the reply.

    :param header: the columns of the chunk.
    :param outputs: our fields. Each has two columns, the plain one and the ``__mv_`` one.
    """

    def __init__(self, header: Header, outputs: Sequence[str]) -> None:
        index = header.columns()
        ours = [name for field in outputs for name in (field, MULTIVALUE_PREFIX + field)]
        cell_of = {name: cell for cell, name in enumerate(ours)}
        added = [name for name in cell_of if name not in index]
        cell_of_column = {index[name]: cell_of[name] for name in cell_of if name in index}
        self.replaced = set(cell_of_column)
        self.only_appends = not self.replaced
        self.column_of_cell = [index.get(name) for name in ours]
        self.header_line = (
            header.raw + b"".join(b"," + to_wire(quote(name)) for name in added) + header.newline
        )
        runs = [
            [(column, cell_of_column[column]) for column in columns]
            for is_replaced, columns in groupby(
                range(len(header.names)), key=self.replaced.__contains__
            )
            if is_replaced
        ]
        runs.append([(len(header.names), cell_of[name]) for name in added])
        ends = ["" for _ in runs[:-1]] + [header.newline.decode()]
        self._runs = [_Run(run, end) for run, end in zip(runs, ends)]
        self._last: Tuple[Sequence[Value], Tuple[bytes, ...]] = ((), ())

    def render(self, values: Sequence[Value]) -> Tuple[bytes, ...]:
        """Return the bytes for each run of replaced columns, and for the end of the row.

        :param values: one for each output field.
        """
        if values is self._last[0]:  # functions give one and the same row where there is nothing
            return self._last[1]
        texts = None if None in values else _texts(values)
        if texts is None:
            cells = encode_as_text(values)
            rendered = tuple([to_wire(run.joined(cells)) for run in self._runs])
        else:
            rendered = tuple([to_wire(run.text(texts)) for run in self._runs])
        self._last = values, rendered
        return rendered

    def render_cells(self, cells: Sequence[bytes]) -> Tuple[bytes, ...]:
        """Return the same from cells: for each output field its plain and its ``__mv_`` cell."""
        return tuple([run.cells(cells) for run in self._runs])


def _texts(values: Sequence[Value]) -> Optional[Sequence[Value]]:
    """Return values that are all texts, quotes in them doubled; otherwise None."""
    try:
        has_quotes = '"' in "".join(values)  # type: ignore[arg-type] # all else raises
    except TypeError:
        return None
    return [v.replace('"', '""') for v in values] if has_quotes else values  # type: ignore[union-attr]


class _Run:
    """Neighbouring columns of ours.

    :param columns: the place of each in the row, and which of our cells stands there.
    :param end: what follows the last one.
    """

    def __init__(self, columns: Sequence[Tuple[int, int]], end: str) -> None:
        self._cells = [(b"," if place else b"", cell) for place, cell in columns]
        self._end = end.encode()
        self._comma = "," if columns and columns[0][0] else ""
        self._text_end = end
        self._pick = _picker([cell for _, cell in columns])
        # Texts have no multivalue cell: a template holds what is the same for all of them.
        self._fields = [cell // 2 for _, cell in columns if cell % 2 == 0]
        self._template = (
            "".join(
                ("," if place else "") + ("" if cell % 2 else '"%s"') for place, cell in columns
            )
            + end
        )

    def text(self, texts: Sequence[Value]) -> str:
        """Return the cells of texts, quotes in them doubled."""
        return self._template % tuple([texts[field] for field in self._fields])

    def joined(self, cells: Sequence[str]) -> str:
        """Return the cells, given as text, in their columns."""
        return f"{self._comma}{','.join(self._pick(cells))}{self._text_end}"

    def cells(self, cells: Sequence[bytes]) -> bytes:
        """Return the cells as they are."""
        return b"".join([comma + cells[cell] for comma, cell in self._cells]) + self._end


def _picker(cells: Sequence[int]) -> Callable[[Sequence[str]], Sequence[str]]:
    """Return what takes the cells of a run out of all, in time that hardly grows with them."""
    if len(cells) > 1:
        return itemgetter(*cells)  # gives a tuple
    return lambda all_cells: [all_cells[cell] for cell in cells]
