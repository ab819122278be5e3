"""Input fields of an enrichment: from the cells that were cut out of a row to values."""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Sequence, Tuple

from huntpipe.splunk.cells import MULTIVALUE_PREFIX, decode

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Values
    from huntpipe.splunk.rows import Header, RowPattern

Key = Tuple[bytes, ...]
"""The cells, as bytes, that the input values of a row are made of. Equal keys, equal values."""


class Inputs:
    """The columns of one header that hold the values of input fields.

    :param fields: names of the input fields.
    """

    def __init__(self, header: Header, fields: Sequence[str]) -> None:
        index = header.columns()
        columns = [(index.get(field), index.get(MULTIVALUE_PREFIX + field, -1)) for field in fields]
        found = {column for pair in columns for column in pair}
        self.columns = sorted(column for column in found if column is not None and column >= 0)
        # Where in a key the cells of each field are.
        place = {column: position for position, column in enumerate(self.columns)}
        self._places = [
            None if plain is None else (place[plain], place.get(multivalue, -1))
            for plain, multivalue in columns
        ]

    def keys(self, pattern: RowPattern, groups: List[Sequence[bytes]], rows: int) -> List[Key]:
        """Return the key of every row.

        :param groups: the captured groups of all rows, one sequence per group.
        """
        cells = [groups[pattern.group_of[column]] for column in self.columns]
        return list(zip(*cells)) if cells else [()] * rows

    def values(self, key: Key) -> Values:
        """Return the input values that a key stands for."""
        return tuple(
            [
                None if at is None else decode(key[at[0]], b"" if at[1] < 0 else key[at[1]])
                for at in self._places
            ]
        )

    def written(self, keys: Sequence[Key]) -> List[bytes]:
        """Return what stands between the quotes of the first input's cells, one for each key.

        It is empty where the value is a multivalue, and where there is no such column.
        """
        if self._places[0] is None:
            return [b""] * len(keys)
        plain, multivalue = self._places[0]
        return [
            b""
            if multivalue >= 0 and key[multivalue]
            else key[plain][1:-1]
            if key[plain][:1] == b'"'
            else key[plain]
            for key in keys
        ]
