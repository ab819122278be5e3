"""Where our columns stand in a reply: in place of those that exist, the others at the end."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Sequence, Tuple

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, quote, to_wire

if TYPE_CHECKING:
    from huntpipe.splunk.rows import Header


class Layout:
    """The columns of a reply.

    ``replaced`` are the columns of the chunk that hold our fields, ``column_of_cell`` says which
    of them each of our cells stands in, ``header_line`` is the first line of the reply.

    :param header: the columns of the chunk.
    :param outputs: our fields. Each has two columns, the plain one and the ``__mv_`` one.
    """

    def __init__(self, header: Header, outputs: Sequence[str]) -> None:
        index = header.index()
        ours = [name for field in outputs for name in (field, MULTIVALUE_PREFIX + field)]
        cell_of = {name: cell for cell, name in enumerate(ours)}
        added = [name for name in cell_of if name not in index]
        cell_of_column = {index[name]: cell_of[name] for name in cell_of if name in index}
        self.replaced = set(cell_of_column)
        self.column_of_cell = [index.get(name) for name in ours]
        self.header_line = (
            header.raw + b"".join(b"," + to_wire(quote(name)) for name in added) + header.newline
        )
        self._runs = [
            [(b"," if column else b"", cell_of_column[column]) for column in columns]
            for is_replaced, columns in groupby(
                range(len(header.names)), key=self.replaced.__contains__
            )
            if is_replaced
        ]
        self._runs.append([(b",", cell_of[name]) for name in added])
        self._newline = header.newline

    def render(self, cells: Sequence[bytes]) -> Tuple[bytes, ...]:
        """Return the bytes for each run of replaced columns, and for the end of the row.

        :param cells: for each output field its plain and its ``__mv_`` cell.
        """
        pieces = [b"".join([comma + cells[cell] for comma, cell in run]) for run in self._runs]
        pieces[-1] += self._newline
        return tuple(pieces)
