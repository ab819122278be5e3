"""sysmonparse on real Sysmon events with all columns, against xml.etree in a stock command."""

from __future__ import annotations

import gzip
import re
from itertools import count, cycle
from typing import Iterator

from tests.bench import data
from tests.bench.driver import COMMANDS, REPOSITORY, Contender, compare
from tests.bench.report import Table
from tests.shared import DATA

STOCK = "stock SDK + xml.etree"
LOSSY = "lossy stock + xml.etree"
FINDALL = "findall, no fields"
CONTENDERS = {
    STOCK: Contender(COMMANDS / "stock_sysmon.py"),
    LOSSY: Contender(COMMANDS / "stock_sysmon.py", ("lossy",)),
    "sysmonparse": Contender(REPOSITORY / "bin" / "sysmonparse.py"),
    FINDALL: Contender(COMMANDS / "findall_sysmon.py"),
}
EVENTS = DATA / "other" / "sysmon_bulk_permissive.xml.gz"


def tables(rounds: int) -> Iterator[Table]:
    """Measure large and small chunks of the same events, repeated as often as it takes."""
    if not EVENTS.exists():
        print(f"sysmonparse: skipped, {EVENTS.name} is not beside this repository")
        return
    with gzip.open(EVENTS, "rt", encoding="utf-8") as lines:
        events = _distinct(lines.read().splitlines())
    for size, chunks in ((50_000, 1), (500, 40)):
        bodies = [data.indexed([next(events) for _ in range(size)]) for _ in range(chunks)]
        figures = compare(CONTENDERS, bodies, size * chunks, rounds)
        yield Table(f"all columns, chunks of {size:,}", figures, (STOCK, LOSSY, FINDALL))


def _distinct(events: list[str]) -> Iterator[str]:
    """Yield the events again and again, each with a record id that no other has."""
    for number, event in zip(count(1), cycle(events)):
        yield re.sub(r"(?<=<EventRecordID>)\d+", str(number), event)
