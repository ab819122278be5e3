"""The parts of the record path, one on top of the other, in one process and without a pipe."""

from __future__ import annotations

import gc
import statistics
import time
from typing import Callable, Iterator

from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.rows import SLAB, read_header
from huntpipe.splunk.splice import Splice
from tests.bench.commands.work import work
from tests.bench.driver import Figures
from tests.bench.record_path import CASES, OUTPUTS
from tests.bench.report import Table

EVENTS = 50_000


def tables(rounds: int) -> Iterator[Table]:
    """Measure every case of the record path."""
    for title, make in CASES.items():
        body = make(EVENTS)
        enrichment = Enrichment(("src_ip",), OUTPUTS, work, "asn")
        engine = Splice(read_header(body), [enrichment], lambda *_: None)
        yield Table(f"{title}, one chunk in one process", _compare(_parts(engine, body), rounds))


def _parts(engine: Splice, body: bytes) -> dict[str, Callable[[], None]]:
    pattern = engine._pattern

    def scan() -> None:
        for _ in pattern.slabs(body, SLAB):
            pass

    def look_up() -> None:
        for rows in pattern.slabs(body, SLAB):
            keys = engine._keys(list(zip(*rows)), len(rows))
            list(map(engine._rendered.__getitem__, keys))

    def splice() -> None:
        engine(body)

    def join() -> None:
        b"".join(engine(body)[0])

    return {
        "cut the rows": scan,
        "and look their values up": look_up,
        "and join each slab": splice,
        "and join the reply, which we do not": join,
    }


def _compare(parts: dict[str, Callable[[], None]], rounds: int) -> dict[str, Figures]:
    seconds: dict[str, list[float]] = {name: [] for name in parts}
    gc.disable()
    try:
        for _ in range(rounds + 1):
            for name, part in parts.items():
                started = time.process_time()
                part()
                seconds[name].append(time.process_time() - started)
    finally:
        gc.enable()
    # The first round fills the memo.
    medians = {name: statistics.median(runs[1:]) for name, runs in seconds.items()}
    unknown = float("nan")
    return {
        name: Figures(EVENTS / s, s / EVENTS * 1e6, unknown, unknown) for name, s in medians.items()
    }
