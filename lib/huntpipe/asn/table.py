"""The compiled table: sorted arrays in one file, read into memory as it is.

Layout, all numbers little-endian: the magic bytes, the length of the JSON head (4 bytes), the head
(``name``, ``date`` and the byte length of each column), then the columns, each at a multiple of 8:

- ``v4_lasts``, ``v4_systems`` (4 bytes a range): last address of each range in order, and which
  autonomous system announces it. Gaps are ranges too, of system 0. A range starts after the end of
  the one before; the last one ends with the last address there is.
- ``v4_index`` (65,537 x 4 bytes): for each /16 the range that its first address lies in.
- ``v6_high``, ``v6_low`` (8 bytes), ``v6_systems`` (4 bytes): the same for IPv6, addresses in two
  halves.
- ``offsets`` (4 bytes) and ``texts``: the autonomous systems, a line ``number TAB name`` each, in
  UTF-8. (AppInspect warns of IP addresses in any file. One name is a CIDR block, which it lets
  pass where a line ends after it.)
"""

from __future__ import annotations

import json
import sys
from array import array
from bisect import bisect_left, bisect_right
from itertools import accumulate
from pathlib import Path
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Iterable,
    Iterator,
    List,
    Optional,
    Sequence,
    Tuple,
)

from huntpipe.asn.network import NOBODY, System

if TYPE_CHECKING:
    from huntpipe.asn.network import Network

TABLE = Path(__file__).with_name("asn.table")
"""The data that the app ships with."""

MAGIC = b"huntpipe-asn-2\n"
_COLUMNS = {
    "v4_lasts": "I",
    "v4_systems": "I",
    "v4_index": "I",
    "v6_high": "Q",
    "v6_low": "Q",
    "v6_systems": "I",
    "offsets": "I",
    "texts": "B",
}
_LOW = (1 << 64) - 1
_TOP = {4: (1 << 32) - 1, 6: (1 << 128) - 1}

# To index an array is quicker than to index a memoryview of the file, and to copy the file into
# arrays takes a millisecond.
Columns = Dict[str, "array[int]"]

Find = Callable[[int, int], Optional["Network"]]

Range = Tuple[int, int, str, str]
"""First and last address as numbers, autonomous system number as digits, organization. Both are
empty where nobody announces the range."""


class TableError(ValueError):
    """A table cannot be read; the message names the file and what to do."""


class AsnTable:
    """Finds the autonomous system of an address.

    :param data: the content of a table file.
    :param origin: what to call it in an error.
    :raises TableError: if it is no table.
    """

    def __init__(self, data: bytes, origin: str) -> None:
        try:
            head, columns = _split(data)
            self.name: str = head["name"]
            self.date: str = head["date"]
        except (ValueError, KeyError, TypeError) as error:
            raise TableError(f"{origin} is no autonomous system table, or cut short.") from error
        self.find: Find = _finder(columns)
        """Returns the network around an address, given its version and its number, or ``None``
        where none is announced."""


class _Systems(Dict[int, System]):
    """The autonomous systems by their position, decoded when first asked for."""

    def __init__(self, offsets: Sequence[int], texts: bytes) -> None:
        super().__init__()
        self._offsets = offsets
        self._texts = texts

    def __missing__(self, position: int) -> System:
        line = self._texts[self._offsets[position] : self._offsets[position + 1] - 1]
        asn, _, organization = line.decode().partition("\t")
        self[position] = asn, organization
        return asn, organization


def _finder(columns: Columns) -> Find:
    """Return the look-up: a closure, for attributes of self would cost as much as the search."""
    systems = _Systems(columns["offsets"], columns["texts"].tobytes())
    lasts, v4_systems, index = columns["v4_lasts"], columns["v4_systems"], columns["v4_index"]
    top = _TOP[4]
    find_ipv6 = _ipv6_finder(columns, systems)

    def find(version: int, number: int) -> Optional[Network]:
        if version == 6:
            return find_ipv6(number)
        block = number >> 16
        place = bisect_left(lasts, number, index[block], index[block + 1])
        system = v4_systems[place]
        if not system:
            return None
        # Before the first range stands, at -1, the last address there is: the next one is 0.
        return systems[system], lasts[place - 1] + 1 & top, lasts[place]

    return find


def _ipv6_finder(columns: Columns, systems: _Systems) -> Callable[[int], Optional[Network]]:
    highs, lows, v6_systems = columns["v6_high"], columns["v6_low"], columns["v6_systems"]
    top = _TOP[6]

    def find(number: int) -> Optional[Network]:
        high = number >> 64
        place = bisect_left(highs, high)
        if highs[place] == high:
            # Ranges end inside this /64: the low half of the address decides.
            place = bisect_left(lows, number & _LOW, place, bisect_right(highs, high, place))
        system = v6_systems[place]
        if not system:
            return None
        before = highs[place - 1] << 64 | lows[place - 1]
        return systems[system], before + 1 & top, highs[place] << 64 | lows[place]

    return find


def read_table(path: Path) -> AsnTable:
    """Return the table in a file.

    :raises TableError: if there is none.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise TableError(f"{path.name} cannot be read ({error.strerror}).") from error
    return AsnTable(data, path.name)


def flatten(ranges: Iterable[Range]) -> List[Range]:
    """Return ranges in order that overlap no more: where several did, the innermost counts."""
    flat: List[Range] = []
    around: List[Range] = []
    free = 0

    def close(last: int) -> None:
        """Emit the innermost open range up to an address."""
        nonlocal free
        if free <= last:
            flat.append((free, last, *around[-1][2:]))
            free = last + 1

    for first, last, *system in sorted(ranges, key=lambda r: (r[0], -r[1])):
        while around and around[-1][1] < first:
            close(around[-1][1])
            around.pop()
        if around:
            close(first - 1)
        free = first
        around.append((first, last, *system))  # type: ignore[arg-type] # the rest of a Range
    while around:
        close(around[-1][1])
        around.pop()
    return flat


def compile_table(ipv4: Iterable[Range], ipv6: Iterable[Range], name: str, date: str) -> bytes:
    """Return the content of a table file.

    :param ipv4: ranges in order of their first address, none overlapping another.
    :param ipv6: the same for IPv6.
    :param name: what the data is called.
    :param date: of what day it is, ``YYYY-MM-DD``.
    :raises ValueError: if ranges are out of order or overlap.
    """
    systems: Dict[System, int] = {NOBODY: 0}
    v4_lasts, v4_systems = _lasts(ipv4, systems, _TOP[4])
    v6_lasts, v6_systems = _lasts(ipv6, systems, _TOP[6])
    texts = [("\t".join(system) + "\n").encode() for system in systems]
    columns: Dict[str, Sequence[int]] = {
        "v4_lasts": v4_lasts,
        "v4_systems": v4_systems,
        "v4_index": [
            *(bisect_left(v4_lasts, block << 16) for block in range(1 << 16)),
            len(v4_lasts) - 1,
        ],
        "v6_high": [last >> 64 for last in v6_lasts],
        "v6_low": [last & _LOW for last in v6_lasts],
        "v6_systems": v6_systems,
        "offsets": list(accumulate(map(len, texts), initial=0)),
        "texts": b"".join(texts),
    }
    packed = {
        key: _little_endian(array(_COLUMNS[key], values)).tobytes()
        for key, values in columns.items()
    }
    lengths = {key: len(data) for key, data in packed.items()}
    head = json.dumps({"name": name, "date": date, "columns": lengths}).encode()
    parts = [MAGIC + len(head).to_bytes(4, "little") + head, *packed.values()]
    return b"".join(part + b"\0" * (-len(part) % 8) for part in parts)


def _lasts(
    ranges: Iterable[Range], systems: Dict[System, int], top: int
) -> Tuple[List[int], List[int]]:
    """Return where each range and each gap ends, and their systems."""
    lasts, numbers, free = [], [], 0
    for first, last, asn, organization in ranges:
        if not free <= first <= last <= top:
            raise ValueError(f"ranges overlap or are out of order at {first}-{last} ({asn})")
        if first > free:
            lasts.append(first - 1)
            numbers.append(0)
        lasts.append(last)
        numbers.append(systems.setdefault((asn, organization), len(systems)))
        free = last + 1
    if free <= top:
        lasts.append(top)
        numbers.append(0)
    return lasts, numbers


def _split(data: bytes) -> Tuple[Dict[str, Any], Columns]:
    if not data.startswith(MAGIC):
        raise ValueError("no table")
    start = len(MAGIC) + 4
    end = start + int.from_bytes(data[len(MAGIC) : start], "little")
    head = json.loads(data[start:end])
    columns = dict(_read_columns(memoryview(data), end, head["columns"]))
    return head, columns


def _read_columns(
    data: memoryview, end: int, lengths: Dict[str, int]
) -> Iterator[Tuple[str, array[int]]]:
    for key, kind in _COLUMNS.items():
        start = end + -end % 8
        end = start + lengths[key]
        if end > len(data):
            raise ValueError("cut short")
        column = array(kind)
        column.frombytes(data[start:end])
        yield key, _little_endian(column)


def _little_endian(column: array[int]) -> array[int]:
    """Turn a column from the byte order of this machine to that of the file, or back."""
    if sys.byteorder != "little":
        column.byteswap()
    return column
