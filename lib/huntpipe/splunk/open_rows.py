"""The end of a row where results have any fields: written by shape, while the columns still grow.

Most events of a chunk have one of a few dozen sets of fields. What is the same for a set, the
commas of the columns it has not, is made once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, List, Mapping, NamedTuple, Sequence, Tuple

from huntpipe.splunk.cells import encode, to_wire

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value


class RowEnd(NamedTuple):
    """The cells of the first ``width`` of our fields; the fields seen later are still to come."""

    cells: bytes
    width: int


class _Shape(NamedTuple):
    """How results with one set of fields are written.

    ``fields`` are theirs in the order of the columns; ``template`` takes the text of each.
    """

    fields: Tuple[str, ...]
    template: str
    width: int


class OpenRows:
    """Writes the results of a chunk one by one. ``fields`` are those seen so far, in order.

    :param outputs: the fields that every event gets.
    """

    def __init__(self, outputs: Sequence[str]) -> None:
        self.fields: Dict[str, None] = dict.fromkeys(outputs)
        self._shapes: Dict[Tuple[str, ...], _Shape] = {}

    def write(self, result: Mapping[str, Value]) -> RowEnd:
        """Return the end of the row of an event."""
        names = tuple(result)
        shape = self._shapes.get(names)
        if shape is None:
            shape = self._shapes[names] = self._new_shape(names)
        values = tuple(map(result.__getitem__, shape.fields))
        try:
            has_quotes = '"' in "".join(values)  # type: ignore[arg-type] # other values raise
        except TypeError:  # a multivalue field or an empty one
            return RowEnd(self._any_values(shape, values), shape.width)
        if has_quotes:
            values = tuple(value.replace('"', '""') for value in values)  # type: ignore[union-attr]
        return RowEnd(to_wire(shape.template % values), shape.width)

    def _new_shape(self, names: Tuple[str, ...]) -> _Shape:
        self.fields.update(dict.fromkeys(names))
        own = set(names)
        return _Shape(
            fields=tuple(name for name in self.fields if name in own),
            template="".join(',"%s",' if name in own else ",," for name in self.fields),
            width=len(self.fields),
        )

    @staticmethod
    def _any_values(shape: _Shape, values: Tuple[Value, ...]) -> bytes:
        cells: List[str] = [",{},{}".format(*encode(value)) for value in values]
        return to_wire(shape.template.replace('"%s",', "%s").replace(",%s", "%s") % tuple(cells))
