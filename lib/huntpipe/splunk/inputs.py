"""Input fields of an enrichment: from the cells that were cut out of a row to values."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Sequence, Tuple, Union

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, decode, unquote

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Value, Values
    from huntpipe.splunk.rows import Header, RowPattern

Key = Union[bytes, Tuple[bytes, ...]]
"""The cells, as bytes, that the input values of a row are made of: the plain cells, and the
``__mv_`` cells after them where any of those holds something. Of one cell alone no tuple is made,
which would take longer than all else that is done with it. Equal keys, equal values."""


class Inputs:
    """The columns of one header that hold the values of input fields.

    :param fields: names of the input fields.
    """

    def __init__(self, header: Header, fields: Sequence[str]) -> None:
        index = header.columns()
        found = list(dict.fromkeys(field for field in fields if field in index))
        lists = [field for field in found if MULTIVALUE_PREFIX + field in index]
        self._plain = [index[field] for field in found]
        self._lists = [index[MULTIVALUE_PREFIX + field] for field in lists]
        self.columns = sorted({*self._plain, *self._lists})
        # Where in a key the plain and the multivalue cell of each field are.
        end = len(found)
        self._places = [
            (found.index(field), end + lists.index(field) if field in lists else -1)
            if field in found
            else None
            for field in fields
        ]

    def keys(self, pattern: RowPattern, groups: List[Sequence[bytes]], rows: int) -> Sequence[Key]:
        """Return the key of every row.

        :param groups: the captured groups of all rows, one sequence per group.
        """
        plain = [groups[pattern.group_of[column]] for column in self._plain]
        lists = [groups[pattern.group_of[column]] for column in self._lists]
        if not plain:
            return [()] * rows
        keys: Sequence[Key] = list(zip(*plain)) if len(plain) > 1 else plain[0]
        if not any(map(any, lists)):
            return keys
        return [
            key if not any(cells) else (*plain_cells, *cells)
            for key, plain_cells, cells in zip(keys, zip(*plain), zip(*lists))
        ]

    def values(self, key: Key) -> Values:
        """Return the input values that a key stands for."""
        if isinstance(key, bytes):
            if len(self._places) == 1:
                return (unquote(key),)
            key = (key,)
        return tuple([None if at is None else self._value(key, *at) for at in self._places])

    @staticmethod
    def _value(cells: Tuple[bytes, ...], plain: int, multivalue: int) -> Value:
        has_list = 0 <= multivalue < len(cells)
        return decode(cells[plain], cells[multivalue] if has_list else b"")

    def written(self, keys: Sequence[Key]) -> List[bytes]:
        """Return what stands between the quotes of the one input's cells, one for each key.

        It is empty where the value is a multivalue, and where there is no such column.
        """
        return [
            (key[1:-1] if key[:1] == b'"' else key) if isinstance(key, bytes) else b""
            for key in keys
        ]
