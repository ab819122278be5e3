"""The compiled table of autonomous systems against readers of the same data as MMDB."""

from __future__ import annotations

import random
import socket
import struct
import time
from statistics import median
from typing import TYPE_CHECKING, Any, Callable, Iterator

import maxminddb
from mmdb_writer import MMDBWriter
from netaddr import IPAddress, IPRange, IPSet

from huntpipe.asn.address import parse_address
from huntpipe.asn.table import read_table
from tests.bench.driver import REPOSITORY, Figures
from tests.bench.report import Table
from tools.build_asn_table import fetch, package_ranges

if TYPE_CHECKING:
    from pathlib import Path

TABLE = REPOSITORY / "lib" / "huntpipe" / "asn" / "asn.table"
IPV4, IPV6 = 200_000, 50_000
NOTHING = float("nan")


def tables(rounds: int) -> Iterator[Table]:
    """Measure look-ups of distinct random addresses in one process."""
    draw = random.Random(5)
    ipv4 = [
        socket.inet_ntoa(struct.pack(">I", number))
        for number in draw.sample(range(1 << 24, 224 << 24), IPV4)
    ]
    ipv6 = [
        socket.inet_ntop(socket.AF_INET6, (1 << 125 | draw.getrandbits(125)).to_bytes(16, "big"))
        for _ in range(IPV6)
    ]
    for version, texts in ((4, ipv4), (6, ipv6)):
        numbers = [parse_address(text) for text in texts]
        yield Table(
            f"{len(texts):,} distinct random IPv{version} addresses",
            _compare(_contenders(texts, numbers), len(texts), rounds),
            ("the table alone",),
        )
    yield Table("reading the table", {"ours": _load(rounds)})


def _contenders(texts: list[str], numbers: list[Any]) -> dict[str, Callable[[], None]]:
    """Return the ways to look all addresses up."""
    table = read_table(TABLE)

    def alone() -> None:
        find = table.find
        for version, number in numbers:
            find(version, number)

    def parsed() -> None:
        find = table.find
        for text in texts:
            find(*parse_address(text))  # type: ignore[misc] # they are all addresses

    def reader(mode: int) -> Callable[[], None]:
        get = maxminddb.open_database(str(_mmdb()), mode).get

        def look_up() -> None:
            for text in texts:
                get(text)

        return look_up

    contenders = {
        "the table alone": alone,
        "parsing and the table": parsed,
        "maxminddb, pure Python": reader(maxminddb.MODE_MEMORY),
    }
    if maxminddb._extension:  # None where it is not installed
        contenders["maxminddb, C extension"] = reader(maxminddb.MODE_MMAP_EXT)
    return contenders


def _compare(
    contenders: dict[str, Callable[[], None]], addresses: int, rounds: int
) -> dict[str, Figures]:
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, look_up in contenders.items():
            before = time.process_time()
            look_up()
            seconds[name].append(time.process_time() - before)
    return {
        name: Figures(addresses / median(s), median(s) / addresses * 1e6, NOTHING, NOTHING)
        for name, s in seconds.items()
    }


def _load(rounds: int) -> Figures:
    seconds = []
    for _ in range(max(rounds, 5)):
        before = time.perf_counter()
        read_table(TABLE)
        seconds.append(time.perf_counter() - before)
    return Figures(NOTHING, NOTHING, NOTHING, median(seconds) * 1e3)


def _mmdb() -> Path:
    """Return an MMDB of the table's networks, written once: it takes a minute."""
    path = REPOSITORY / "build" / "bench" / "asn.mmdb"
    if path.exists() and path.stat().st_mtime > TABLE.stat().st_mtime:
        return path
    writer = MMDBWriter(6, "GeoLite2-ASN", ipv4_compatible=True)
    for version, ranges in zip((4, 6), package_ranges(fetch())):
        for first, last, asn, organization in ranges:
            record = {
                "autonomous_system_number": int(asn),
                "autonomous_system_organization": organization,
            }
            addresses = IPRange(IPAddress(first, version), IPAddress(last, version))
            writer.insert_network(IPSet(addresses), record)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer.to_db_file(str(path))
    return path
