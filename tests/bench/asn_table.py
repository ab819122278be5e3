"""The compiled table of autonomous systems against readers of the same data as MMDB."""

from __future__ import annotations

import random
import time
from collections import deque
from itertools import starmap
from statistics import median
from typing import TYPE_CHECKING, Any, Callable, Iterator

import maxminddb
from mmdb_writer import MMDBWriter
from netaddr import IPAddress, IPRange, IPSet

from huntpipe.asn.address import parse_address
from huntpipe.asn.lookup import AsnLookup
from huntpipe.asn.network import address_text
from huntpipe.asn.table import read_table
from tests.bench.driver import REPOSITORY, Figures
from tests.bench.report import Table
from tools.build_asn_table import fetch, package_ranges

if TYPE_CHECKING:
    from pathlib import Path

    from huntpipe.asn.table import Range

TABLE = REPOSITORY / "lib" / "huntpipe" / "asn" / "asn.table"
IPV4, IPV6 = 200_000, 50_000
NOTHING = float("nan")


def tables(rounds: int) -> Iterator[Table]:
    """Measure look-ups of distinct random addresses in one process."""
    draw = random.Random(5)
    ranges = package_ranges(fetch())
    ipv4 = draw.sample(range(1 << 24, 224 << 24), IPV4)
    # Nearly all of the space of IPv6 is empty, and to find nothing is quick.
    ipv6 = {draw.randint(first, last) for first, last, *_ in draw.choices(ranges[1], k=IPV6)}
    work = {
        f"{len(ipv4):,} distinct random IPv4 addresses": [address_text(4, n) for n in ipv4],
        f"{len(ipv6):,} distinct addresses in IPv6 networks": [address_text(6, n) for n in ipv6],
    }
    for title, texts in work.items():
        contenders = _contenders(texts, _mmdb(ranges))
        figures = _compare(contenders, len(texts), rounds)
        yield Table(title, figures, tuple(contenders)[-1:])
    yield Table("reading the table, processor time", {"ours": _load(rounds)})


def _contenders(texts: list[str], mmdb: Path) -> dict[str, Callable[[], Iterator[Any]]]:
    """Return the ways to look all addresses up: each opens its data and returns the answers."""
    addresses: list[Any] = [parse_address(text) for text in texts]

    def reader(mode: int) -> Iterator[Any]:
        return map(maxminddb.open_database(str(mmdb), mode).get, texts)

    contenders: dict[str, Callable[[], Iterator[Any]]] = {
        "the table alone": lambda: starmap(read_table(TABLE).find, addresses),
        "the fields of asnlookup": lambda: map(
            AsnLookup(read_table(TABLE), all_fields=False).describe, texts
        ),
        "maxminddb, pure Python": lambda: reader(maxminddb.MODE_MEMORY),
    }
    if maxminddb._extension:  # None where it is not installed
        contenders["maxminddb, C extension"] = lambda: reader(maxminddb.MODE_MMAP_EXT)
    return contenders


def _compare(
    contenders: dict[str, Callable[[], Iterator[Any]]], addresses: int, rounds: int
) -> dict[str, Figures]:
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, look_up in contenders.items():
            answers = look_up()
            before = time.process_time()
            deque(answers, maxlen=0)
            seconds[name].append(time.process_time() - before)
    return {
        name: Figures(addresses / median(s), median(s) / addresses * 1e6, NOTHING, NOTHING)
        for name, s in seconds.items()
    }


def _load(rounds: int) -> Figures:
    seconds = []
    for _ in range(max(rounds, 5)):
        before = time.process_time()
        read_table(TABLE)
        seconds.append(time.process_time() - before)
    return Figures(NOTHING, NOTHING, NOTHING, median(seconds) * 1e3)


def _mmdb(ranges: tuple[list[Range], list[Range]]) -> Path:
    """Return an MMDB of the table's networks, written once: it takes a minute."""
    path = REPOSITORY / "build" / "bench" / "asn.mmdb"
    if path.exists() and path.stat().st_mtime > TABLE.stat().st_mtime:
        return path
    writer = MMDBWriter(6, "GeoLite2-ASN", ipv4_compatible=True)
    for version, networks in zip((4, 6), ranges):
        for first, last, asn, organization in networks:
            record = {
                "autonomous_system_number": int(asn),
                "autonomous_system_organization": organization,
            }
            addresses = IPRange(IPAddress(first, version), IPAddress(last, version))
            writer.insert_network(IPSet(addresses), record)
    path.parent.mkdir(parents=True, exist_ok=True)
    writer.to_db_file(str(path))
    return path
