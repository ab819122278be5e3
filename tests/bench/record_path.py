"""The record path against the pipe, the csv module and the stock SDK."""

from __future__ import annotations

from typing import Callable, Iterator

from tests.bench import data
from tests.bench.driver import COMMANDS, Contender, compare
from tests.bench.report import Table

STOCK = "stock SDK + 3 fields"
CSV = "csv echo"
CONTENDERS = {
    "raw echo": Contender(COMMANDS / "raw_echo.py"),
    CSV: Contender(COMMANDS / "csv_echo.py"),
    "stock SDK unchanged": Contender(COMMANDS / "stock.py"),
    STOCK: Contender(COMMANDS / "stock.py", ("src_ip",)),
    "ours + 3 fields": Contender(COMMANDS / "ours.py", ("src_ip",)),
}
OUTPUTS = ("asn", "as_org", "cidr")
CASES: dict[str, Callable[[int], bytes]] = {
    "(a) 404-byte events, 28 columns": data.firewall,
    "(b) Sysmon XML events": data.sysmon,
    "(c) selected fields": data.selected,
    "(c') selected fields, outputs sent too": lambda events: data.selected(events, OUTPUTS),
}


def tables(rounds: int) -> Iterator[Table]:
    """Measure every case with large and with small chunks."""
    for title, make in CASES.items():
        for size, chunks in ((50_000, 4), (500, 60)):
            bodies = [make(size)] * chunks
            figures = compare(CONTENDERS, bodies, size * chunks, rounds)
            yield Table(f"{title}, chunks of {size:,}", figures, (STOCK, CSV))
