"""The compiled table: sorted arrays in one file, read into memory as it is.

Layout, all numbers little-endian: the magic bytes, the length of the JSON head (4 bytes), the head
(``name``, ``date`` and the byte length of each column), then the columns, each at a multiple of 8:

- ``v4_starts``, ``v4_systems`` (4 bytes a range): first address of each range in order, and which
  autonomous system announces it. Gaps are ranges too, of system 0. A range ends where the next
  starts.
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

from huntpipe.asn.network import System

if TYPE_CHECKING:
    from pathlib import Path

    from huntpipe.asn.network import Network

MAGIC = b"huntpipe-asn\n"
_COLUMNS = {
    "v4_starts": "I",
    "v4_systems": "I",
    "v4_index": "I",
    "v6_high": "Q",
    "v6_low": "Q",
    "v6_systems": "I",
    "offsets": "I",
    "texts": "B",
}
_LOW = (1 << 64) - 1

Columns = Dict[str, Sequence[int]]

Range = Tuple[int, int, str, str]
"""First and last address as numbers, autonomous system number as digits, organization."""


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
        except (ValueError, KeyError, IndexError) as error:
            raise TableError(f"{origin} is no autonomous system table, or cut short.") from error
        self.name: str = head["name"]
        self.date: str = head["date"]
        systems = _Systems(columns["offsets"], bytes(columns["texts"]))
        self._find_ipv4 = _ipv4_finder(columns, systems)
        self._find_ipv6 = _ipv6_finder(columns, systems)

    def find(self, version: int, number: int) -> Optional[Network]:
        """Return the network around an address, or ``None`` where none is announced."""
        return self._find_ipv4(number) if version == 4 else self._find_ipv6(number)


class _Systems(Dict[int, System]):
    """The autonomous systems by their position, decoded when first asked for."""

    def __init__(self, offsets: Sequence[int], texts: bytes) -> None:
        super().__init__()
        self._offsets = offsets
        self._texts = texts

    def __missing__(self, position: int) -> System:
        text = self._texts[self._offsets[position] : self._offsets[position + 1]].decode()
        asn, _, organization = text.rstrip("\n").partition("\t")
        self[position] = asn, organization
        return asn, organization


# The two finders are closures: attributes of self would cost as much as the search.


def _ipv4_finder(columns: Columns, texts: _Systems) -> Callable[[int], Optional[Network]]:
    starts, systems, index = columns["v4_starts"], columns["v4_systems"], columns["v4_index"]
    end, top = len(starts), (1 << 32) - 1

    def find(number: int) -> Optional[Network]:
        block = number >> 16
        place = bisect_right(starts, number, index[block], index[block + 1] + 1)
        system = systems[place - 1]
        if not system:
            return None
        return texts[system], starts[place - 1], starts[place] - 1 if place < end else top

    return find


def _ipv6_finder(columns: Columns, texts: _Systems) -> Callable[[int], Optional[Network]]:
    highs, lows, systems = columns["v6_high"], columns["v6_low"], columns["v6_systems"]
    end, top = len(highs), (1 << 128) - 1

    def find(number: int) -> Optional[Network]:
        high = number >> 64
        place = bisect_right(highs, high)
        if place and highs[place - 1] == high:
            # Ranges start inside this /64: the low half of the address decides.
            place = bisect_right(lows, number & _LOW, bisect_left(highs, high, 0, place), place)
        system = systems[place - 1]
        if not system:
            return None
        last = (highs[place] << 64 | lows[place]) - 1 if place < end else top
        return texts[system], highs[place - 1] << 64 | lows[place - 1], last

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
    systems: Dict[Tuple[str, str], int] = {("", ""): 0}
    v4_starts, v4_systems = _starts(ipv4, systems, 1 << 32)
    v6_starts, v6_systems = _starts(ipv6, systems, 1 << 128)
    texts = [("\t".join(system) + "\n").encode() for system in systems]
    columns: Dict[str, Sequence[int]] = {
        "v4_starts": v4_starts,
        "v4_systems": v4_systems,
        "v4_index": [bisect_right(v4_starts, block << 16) - 1 for block in range(1 << 16)]
        + [len(v4_starts) - 1],
        "v6_high": [start >> 64 for start in v6_starts],
        "v6_low": [start & _LOW for start in v6_starts],
        "v6_systems": v6_systems,
        "offsets": list(accumulate(map(len, texts), initial=0)),
        "texts": b"".join(texts),
    }
    packed = {key: _little_endian(array(_COLUMNS[key], values)) for key, values in columns.items()}
    lengths = {key: len(data) for key, data in packed.items()}
    head = json.dumps({"name": name, "date": date, "columns": lengths}).encode()
    parts = [MAGIC + len(head).to_bytes(4, "little") + head, *packed.values()]
    return b"".join(part + b"\0" * (-len(part) % 8) for part in parts)


def _starts(
    ranges: Iterable[Range], systems: Dict[Tuple[str, str], int], end: int
) -> Tuple[List[int], List[int]]:
    """Return where each range and each gap starts, and their systems."""
    starts, numbers, free = [], [], 0
    for first, last, asn, organization in ranges:
        if not free <= first <= last < end:
            raise ValueError(f"ranges overlap or are out of order at {first}-{last} ({asn})")
        if first > free:
            starts.append(free)
            numbers.append(0)
        starts.append(first)
        numbers.append(systems.setdefault((asn, organization), len(systems)))
        free = last + 1
    if free < end:
        starts.append(free)
        numbers.append(0)
    return starts, numbers


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
) -> Iterator[Tuple[str, Sequence[int]]]:
    for key, kind in _COLUMNS.items():
        start = end + -end % 8
        end = start + lengths[key]
        if end > len(data):
            raise ValueError("cut short")
        if sys.byteorder == "little":
            yield key, data[start:end].cast(kind)  # type: ignore[call-overload] # one of _COLUMNS
        else:
            column = array(kind, bytes(data[start:end]))
            column.byteswap()
            yield key, column


def _little_endian(column: array[int]) -> bytes:
    if sys.byteorder != "little":
        column.byteswap()
    return column.tobytes()
