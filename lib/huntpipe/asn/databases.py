"""A user's own data: ``.mmdb`` files (GeoLite2-ASN, IPinfo, DB-IP) and ``.csv`` files.

MaxMind DB is read by the ``maxminddb`` package (specification:
https://maxmind.github.io/MaxMind-DB/). A CSV has the header ``network,asn,org``; of nested networks
the longest prefix counts.
"""

from __future__ import annotations

import csv
from datetime import datetime, timezone
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any, Iterator, Optional, Tuple, Union

from huntpipe.asn.network import Network, address_text
from huntpipe.asn.table import AsnTable, Range, TableError, compile_table, flatten

if TYPE_CHECKING:
    from pathlib import Path

    from maxminddb.reader import Reader

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
        self._reader = _open(path)
        self.name = self._reader.metadata().database_type
        self.date = _day(self._reader.metadata().build_epoch)

    def find(self, version: int, number: int) -> Optional[Network]:
        """Return the network around an address, or ``None`` where the file has none."""
        width = 32 if version == 4 else 128
        if version == 6 and self._reader.metadata().ip_version == 4:
            return None
        address = address_text(version, number)
        record, prefix_length = self._reader.get_with_prefix_len(address)
        system = _system(record)
        if system is None:
            return None
        first = number >> (width - prefix_length) << (width - prefix_length)
        return system, first, first + (1 << (width - prefix_length)) - 1


Database = Union[AsnTable, MmdbDatabase]


def open_database(path: Path) -> Database:
    """Return the database in a user's file.

    :raises TableError: if the file is not there or holds no autonomous systems.
    """
    if path.suffix == ".mmdb":
        return MmdbDatabase(path)
    return AsnTable(compile_file(path), path.name)


def compile_file(path: Path) -> bytes:
    """Return a table's content made from a user's file.

    :raises TableError: if the file is not there or holds no autonomous systems.
    """
    if path.suffix == ".mmdb":
        reader = _open(path)
        name, date = reader.metadata().database_type, _day(reader.metadata().build_epoch)
        networks = list(_mmdb_networks(reader))
    else:
        networks = list(_csv_networks(path))
        name, date = path.name, _day(path.stat().st_mtime)
    if not networks:
        raise TableError(f"{path.name} holds no autonomous systems. {_HOW_TO_GET}")
    ipv4, ipv6 = (flatten(r for v, r in networks if v == version) for version in (4, 6))
    return compile_table(ipv4, ipv6, name, date)


def _open(path: Path) -> Reader:
    import maxminddb  # noqa: PLC0415 - only a user's own .mmdb needs it

    try:
        return maxminddb.open_database(str(path), maxminddb.MODE_MEMORY)
    except FileNotFoundError as error:
        raise TableError(f"{path.name} is not in lookups/. {_HOW_TO_GET}") from error
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as error:
        raise TableError(f"{path.name} is no MaxMind DB or is damaged. {_HOW_TO_GET}") from error


def _mmdb_networks(reader: Reader) -> Iterator[Tuple[int, Range]]:
    for network, record in reader:
        system = _system(record)
        if system is not None:
            first = int(network.network_address)
            yield network.version, (first, first + network.num_addresses - 1, *system)


def _csv_networks(path: Path) -> Iterator[Tuple[int, Range]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines), start=2):
                try:
                    network = ip_network(row["network"].strip(), strict=False)
                    system = _digits(row["asn"]), row["org"].strip()
                except (KeyError, AttributeError, ValueError) as error:
                    raise TableError(
                        f"{path.name}, line {number}: expected network,asn,org, not "
                        f"{','.join(str(value) for value in row.values())[:100]}."
                    ) from error
                first = int(network.network_address)
                yield network.version, (first, int(network.broadcast_address), *system)
    except FileNotFoundError as error:
        raise TableError(f"{path.name} is not in lookups/. {_HOW_TO_GET}") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path.name} cannot be read: {error}.") from error


def _system(record: Any) -> Optional[Tuple[str, str]]:
    """Return number and name out of a record of any of the known makers."""
    if not isinstance(record, dict):
        return None
    asn = next((record[key] for key in _NUMBER_KEYS if record.get(key)), None)
    if asn is None:
        return None
    name = next((record[key] for key in _NAME_KEYS if record.get(key)), "")
    try:
        return _digits(str(asn)), str(name)
    except ValueError:
        return None


def _digits(asn: str) -> str:
    digits = asn.strip().upper().removeprefix("AS")
    return str(int(digits))


def _day(epoch: float) -> str:
    return datetime.fromtimestamp(epoch, tz=timezone.utc).date().isoformat()
