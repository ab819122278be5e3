"""iocextract on distinct log lines of 400 bytes, all types."""

from __future__ import annotations

import hashlib
import random
from typing import Iterator

from tests.bench import data
from tests.bench.driver import COMMANDS, REPOSITORY, Contender, compare
from tests.bench.report import Table

ECHO = "raw echo"
FIELD = "message"
CONTENDERS = {
    ECHO: Contender(COMMANDS / "raw_echo.py"),
    "iocextract": Contender(REPOSITORY / "bin" / "iocextract.py", (FIELD,)),
}
EVENTS = 20_000
SIZE = 400
_WORDS = ("the", "service", "was", "started", "by", "user", "request", "allowed", "after")


def tables(rounds: int) -> Iterator[Table]:
    """Measure 20,000 lines with indicators in one chunk, and as many without any."""
    draw = random.Random(11)
    cases = {
        "a third are indicators": [_line(draw, _indicators(draw, n)) for n in range(EVENTS)],
        "no indicators": [_line(draw, []) for _ in range(EVENTS)],
    }
    for title, lines in cases.items():
        figures = compare(CONTENDERS, [data.column(FIELD, lines)], EVENTS, rounds)
        yield Table(f"{SIZE} bytes, {title}", figures, (ECHO,))


def _indicators(draw: random.Random, number: int) -> list[str]:
    address = ".".join(str(draw.randint(1, 223)) for _ in range(4))
    found = (
        f"src={address}",
        f"hxxp://cdn{number}.evil-example[.]com/a/{number}.php?id={number}",
        f"host{number}.update-service.net",
        f"sha256={hashlib.sha256(str(number).encode()).hexdigest()}",
        f"MD5={draw.getrandbits(128):032x}",
        f"user{number}@mail.example.org",
        rf"C:\Users\u{number}\AppData\Local\Temp\run{number}.exe",
        rf"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run\Job{number}",
        f"CVE-2024-{number % 9000 + 1000}",
        f"/opt/.cache/{number}/implant.sh",
        f"2001:db8:{number % 0xFFFF:x}::{draw.getrandbits(16):x}",
    )
    return draw.sample(found, 4)


def _line(draw: random.Random, indicators: list[str]) -> str:
    """Return words with indicators among them, cut at the size."""
    parts = ["2026-06-01T12:00:01Z", f"seq={draw.getrandbits(40)}", *indicators]
    length = sum(map(len, parts)) + len(parts)
    while length < SIZE:
        word = draw.choice(_WORDS)
        parts.insert(draw.randrange(2, len(parts) + 1), word)
        length += len(word) + 1
    return " ".join(parts)[:SIZE]
