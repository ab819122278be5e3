"""Plays splunkd for a stopwatch: lock-step chunks to a command script, as fast as it takes them.

Machines are noisy, so contenders run in turn within one run, the median of several rounds counts,
and ratios say more than figures.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import time
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Mapping, Sequence

REPOSITORY = Path(__file__).resolve().parents[2]
COMMANDS = Path(__file__).parent / "commands"


@dataclass(frozen=True)
class Contender:
    """One way to do a piece of work.

    :param script: what is started.
    :param arguments: those of the search command, told in getinfo.
    :param environment: variables for the script.
    """

    script: Path
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figures:
    """What one contender needed: medians over all rounds.

    :param events: events per second of wall-clock time.
    :param cpu: seconds of processor time per million events.
    :param memory: peak resident memory in MB.
    :param start: milliseconds from the start of the process to its reply to getinfo.
    :param first: milliseconds from there to its reply to a first event, where one is sent apart.
    """

    events: float
    cpu: float
    memory: float
    start: float
    first: float = math.nan


def compare(
    contenders: Mapping[str, Contender],
    bodies: Sequence[bytes],
    events: int,
    rounds: int,
    first: bytes = b"",
) -> dict[str, Figures]:
    """Return the figures of each contender for the same chunks.

    :param bodies: the body of each chunk.
    :param events: how many events all bodies hold.
    :param first: the body of a chunk before them. What a command imports and compiles for its first
        event is then told apart from what each event takes.
    """
    runs: dict[str, list[Figures]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, contender in contenders.items():
            runs[name].append(_run(contender, bodies, events, first))
    return {name: _median(figures) for name, figures in runs.items()}


def _median(figures: Sequence[Figures]) -> Figures:
    columns = zip(*map(astuple, figures))
    return Figures(*(statistics.median(column) for column in columns))


def _run(contender: Contender, bodies: Sequence[bytes], events: int, first: bytes) -> Figures:
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, str(contender.script)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={"PATH": os.environ["PATH"], **contender.environment},
        bufsize=0,
    )
    assert process.stdin
    assert process.stdout
    replies = os.fdopen(process.stdout.fileno(), "rb", 1 << 20, closefd=False)
    _write(process.stdin, _getinfo(contender.arguments))
    _read(replies)
    ready = begun = time.perf_counter()
    if first:
        _write(process.stdin, b'{"action":"execute","finished":false}', first)
        _read(replies)
        begun = time.perf_counter()
    cpu_before = _cpu_seconds(process.pid)
    for number, body in enumerate(bodies):
        finished = "true" if number == len(bodies) - 1 else "false"
        _write(process.stdin, b'{"action":"execute","finished":%s}' % finished.encode(), body)
        _read(replies)
    ended = time.perf_counter()
    cpu = _cpu_seconds(process.pid) - cpu_before
    memory = _peak_memory(process.pid)
    process.stdin.close()
    if process.wait():
        raise RuntimeError(f"{contender.script.name} {contender.arguments} failed")
    return Figures(
        events=events / (ended - begun),
        cpu=cpu / events * 1e6,
        memory=memory,
        start=(ready - started) * 1e3,
        first=(begun - ready) * 1e3 if first else math.nan,
    )


def _getinfo(arguments: Sequence[str]) -> bytes:
    searchinfo: dict[str, Any] = {
        "args": list(arguments),
        "raw_args": list(arguments),
        "dispatch_dir": "/tmp",  # noqa: S108 - nothing is written there
        "sid": "1",
        "app": "search",
        "owner": "admin",
        "username": "admin",
        "session_key": "bench",
        "splunkd_uri": os.environ.get("HUNTPIPE_BENCH_SPLUNKD", "https://127.0.0.1:8089"),
        "splunk_version": "9.3.0",
        "search": "",
        "maxresultrows": 50_000,
        "earliest_time": "0",
        "latest_time": "0",
    }
    return json.dumps({"action": "getinfo", "preview": False, "searchinfo": searchinfo}).encode()


def _write(stream: Any, metadata: bytes, body: bytes = b"") -> None:
    head = b"chunked 1.0,%d,%d\n" % (len(metadata), len(body)) + metadata
    for part in (head, body):
        view = memoryview(part)
        while view:
            view = view[os.write(stream.fileno(), view) :]


def _read(replies: BinaryIO) -> None:
    header = replies.readline()
    if not header:
        raise RuntimeError("the command ended without a reply")
    _, metadata, body = header.split(b",")
    message = replies.read(int(metadata))
    if b'"ERROR"' in message:
        raise RuntimeError(message.decode())
    replies.read(int(body))


def _cpu_seconds(pid: int) -> float:
    """Return the processor time of all threads; Linux only, elsewhere not a number."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9
    except (OSError, IndexError):
        return float("nan")


def _peak_memory(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024
