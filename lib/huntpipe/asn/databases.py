"""A user's own data: ``.mmdb`` files (GeoLite2-ASN, IPinfo, DB-IP) and ``.csv`` files.

MaxMind DB is read by the ``maxminddb`` package (specification:
https://maxmind.github.io/MaxMind-DB/). A CSV, in UTF-8, has the columns ``network,asn,org``; of
nested networks the longest prefix counts.
"""

from __future__ import annotations

import csv
import re
from contextlib import contextmanager
from datetime import datetime, timezone
from io import StringIO
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, Iterator, List, Optional, Tuple, Union

from huntpipe.asn.network import NOBODY, Network, System, address_text
from huntpipe.asn.table import AsnTable, Range, TableError, compile_table, flatten

if TYPE_CHECKING:
    from pathlib import Path

    from maxminddb.reader import Reader

_as_number = re.compile(r"(?:AS)?([0-9]{1,10})", re.IGNORECASE).fullmatch
_LAST_AS_NUMBER = (1 << 32) - 1  # RFC 6793

_NUMBER_KEYS = ("autonomous_system_number", "asn")
_NAME_KEYS = ("autonomous_system_organization", "as_name", "name")
_HOW_TO_GET = (
    "Use GeoLite2-ASN.mmdb from MaxMind, an ASN database in MMDB format from IPinfo or DB-IP, or a "
    "CSV file with the header network,asn,org."
)


class MmdbDatabase:
    """An .mmdb file, asked like a table.

    :raises TableError: if it is none, or holds no autonomous systems.
    """

    def __init__(self, path: Path) -> None:
        self._reader, self.name, self.date = _open(path)

    def find(self, version: int, number: int) -> Optional[Network]:
        """Return the network around an address, or ``None`` where the file has none."""
        width = 32 if version == 4 else 128
        if version == 6 and self._reader.metadata().ip_version == 4:
            return None
        address = address_text(version, number)
        record, prefix_length = self._reader.get_with_prefix_len(address)
        system = _record_system(record)
        if system == NOBODY:
            return None
        first = number >> (width - prefix_length) << (width - prefix_length)
        return system, first, first + (1 << (width - prefix_length)) - 1


Database = Union[AsnTable, MmdbDatabase]


def open_database(path: Path) -> Database:
    """Return the database in a user's file.

    :raises TableError: if the file is not there or holds no autonomous systems.
    """
    if _is_mmdb(path):
        return MmdbDatabase(path)
    return AsnTable(compile_file(path), path.name)


def compile_file(path: Path) -> bytes:
    """Return a table's content made from a user's file.

    :raises TableError: if the file is not there or holds no autonomous systems.
    """
    if _is_mmdb(path):
        reader, name, date = _open(path)
        with _damage_named(path):
            networks = list(_mmdb_networks(reader))
    else:
        networks = list(_csv_networks(path))
        name, date = path.name, _day(path.stat().st_mtime)
    if not networks:
        raise TableError(f"{path.name} holds no autonomous systems. {_HOW_TO_GET}")
    ipv4, ipv6 = (flatten(r for v, r in networks if v == version) for version in (4, 6))
    return compile_table(ipv4, ipv6, name, date)


def _is_mmdb(path: Path) -> bool:
    return path.suffix.lower() == ".mmdb"


def _open(path: Path) -> Tuple[Reader, str, str]:
    """Return the reader of an .mmdb, and name and date of its data."""
    import maxminddb  # noqa: PLC0415 - only a user's own .mmdb needs it

    with _damage_named(path):
        reader = maxminddb.open_database(str(path), maxminddb.MODE_MEMORY)
        about = reader.metadata()
        return reader, str(about.database_type), _day(about.build_epoch)


@contextmanager
def _damage_named(path: Path) -> Iterator[None]:
    """Name the file and the remedy where an .mmdb cannot be read.

    :raises TableError: always then.
    """
    try:
        yield
    except OSError as error:
        raise _unreadable(path, error) from error
    # The reader unpacks what it finds, so damage shows as any of its errors.
    except Exception as error:
        raise TableError(f"{path.name} is no MaxMind DB or is damaged. {_HOW_TO_GET}") from error


def _unreadable(path: Path, error: OSError) -> TableError:
    return TableError(f"{path.name} cannot be read ({error.strerror}). {_HOW_TO_GET}")


def _mmdb_networks(reader: Reader) -> Iterator[Tuple[int, Range]]:
    for network, record in reader:
        system = _record_system(record)
        if system != NOBODY:
            first = int(network.network_address)
            yield network.version, (first, first + network.num_addresses - 1, *system)


def _csv_networks(path: Path) -> Iterator[Tuple[int, Range]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise _unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise TableError(f"{path.name} cannot be read: it is not in UTF-8.") from error
    # Strict: a quote that is never closed would swallow all lines after it.
    reader = csv.reader(StringIO(text), strict=True)
    rows = filter(None, reader)
    row: List[str] = []
    try:
        row = header = next(rows, [])
        columns = [header.index(name) for name in ("network", "asn", "org") if header]
        for row in rows:
            yield _csv_network(row, columns, len(header))
    except csv.Error as error:
        raise TableError(f"{path.name}, line {reader.line_num}: {error}.") from error
    except ValueError as error:
        raise TableError(
            f"{path.name}, line {reader.line_num}: expected network,asn,org, not "
            f"{','.join(row)[:100]}."
        ) from error


def _csv_network(row: List[str], columns: List[int], width: int) -> Tuple[int, Range]:
    if len(row) != width:
        raise ValueError("a comma too many or too few")
    network, asn, organization = (row[column].strip() for column in columns)
    block = ip_network(network, strict=False)
    first, last = int(block.network_address), int(block.broadcast_address)
    return block.version, (first, last, *_system(asn, organization))


def _record_system(record: Any) -> System:
    """Return the system in a record of any of the known makers, ``NOBODY`` where there is none."""
    if not isinstance(record, dict):
        return NOBODY
    asn = next((record[key] for key in _NUMBER_KEYS if record.get(key)), "0")
    name = next((record[key] for key in _NAME_KEYS if record.get(key)), "")
    try:
        return _system(str(asn), str(name))
    except ValueError:
        return NOBODY


def _system(asn: str, organization: str) -> System:
    """Return the system of a number, with or without AS before it.

    AS 0 announces nothing (RFC 7607): in data it marks what nobody announces.

    :raises ValueError: if it is no number of a system.
    """
    match = _as_number(asn)
    if match is None or int(match[1]) > _LAST_AS_NUMBER:
        raise ValueError(f"{asn} is no number of an autonomous system")
    number = int(match[1])
    return (str(number), organization) if number else NOBODY


def _day(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, tz=timezone.utc).date().isoformat()
