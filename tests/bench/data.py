"""Chunk bodies for timings: plausible, the same at every run, laid out as splunkd does."""

from __future__ import annotations

import random
import re

_plain = re.compile(r"[A-Za-z0-9]*").fullmatch
_COMMAND_LINES = (
    r"C:\Windows\System32\svchost.exe -k netsvcs -p -s Schedule",
    r'"C:\Program Files\Google\Chrome\Application\chrome.exe" --type=renderer --lang=en-US',
    r"powershell.exe -NoP -W Hidden -Enc SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoA",
    r'C:\Windows\system32\cmd.exe /c "net user /domain"',
    r"rundll32.exe shell32.dll,Control_RunDLL",
)
_FIELDS = (
    *("_raw", "_time", "CommandLine", "dest_ip", "dest_port", "eventtype", "host", "index"),
    *("linecount", "source", "sourcetype", "src_ip", "tag", "user"),
)
_DISTINCT = 5_000


def firewall(events: int) -> bytes:
    """Return events of 404 bytes in 28 columns, as a firewall's."""
    draw = random.Random(1)
    pool = [_address(draw) for _ in range(_DISTINCT)]
    return _body(_FIELDS, [_firewall_event(draw, pool, n) for n in range(events)])


def sysmon(events: int) -> bytes:
    """Return Sysmon network connections of 1.5 kB, their XML in ``_raw``."""
    draw = random.Random(2)
    pool = [_address(draw) for _ in range(_DISTINCT)]
    rows = []
    for number in range(events):
        row = _firewall_event(draw, pool, number)
        row["_raw"] = _sysmon_xml(draw, row, number)
        rows.append(row)
    return _body(_FIELDS, rows)


def selected(events: int, outputs: tuple[str, ...] = ()) -> bytes:
    """Return what selected-fields mode sends: the input, the outputs, the index of the event."""
    draw = random.Random(3)
    pool = [_address(draw) for _ in range(_DISTINCT)]
    rows = [{"src_ip": draw.choice(pool), "_chunked_idx": str(number)} for number in range(events)]
    return _body(("src_ip", *outputs, "_chunked_idx"), rows)


def column(field: str, values: list[str], outputs: tuple[str, ...] = ()) -> bytes:
    """Return what selected-fields mode sends of one input field and of outputs, still empty."""
    rows = [{field: value, "_chunked_idx": str(n)} for n, value in enumerate(values)]
    return _body((field, *outputs, "_chunked_idx"), rows)


def indexed(events: list[str]) -> bytes:
    """Return events with the fields that Splunk itself gives every indexed event."""
    rows = [
        {
            "_raw": event,
            "_time": f"{1_780_000_000 - number * 0.5:.3f}",
            "host": f"host{number % 300:03}.corp.example.com",
            "index": "main",
            "linecount": "1",
            "source": "XmlWinEventLog:Microsoft-Windows-Sysmon/Operational",
            "sourcetype": "XmlWinEventLog",
            "splunk_server": "idx1.corp.example.com",
        }
        for number, event in enumerate(events)
    ]
    return _body(tuple(rows[0]), rows)


def _firewall_event(draw: random.Random, pool: list[str], number: int) -> dict[str, str]:
    time = f"{1_780_000_000 - number * 0.5:.3f}"
    host = f"host{draw.randrange(300):03}.corp.example.com"
    source, dest = pool[int(_DISTINCT * draw.random() ** 2)], _address(draw)
    port, user = draw.choice(("443", "80", "53", "22")), f"CORP\\u{draw.randrange(800):04}"
    raw = (
        f"{time} {host} fw: act=allow src={source} dst={dest} dport={port} user={user} "
        f"bytes_in={draw.randrange(99999)} bytes_out={draw.randrange(99999)} "
        f"rule=allow-outbound-web zone=inside sess={draw.getrandbits(32):08x}"
    )
    if number % 50 == 0:
        raw += '\nmultiline "second" line'
    return {
        "_raw": raw,
        "_time": time,
        "CommandLine": draw.choice(_COMMAND_LINES),
        "dest_ip": dest,
        "dest_port": port,
        "eventtype": "fw",
        "host": host,
        "index": "main",
        "linecount": "1",
        "source": "udp:514",
        "sourcetype": "fw",
        "src_ip": f"{source}\n{draw.choice(pool)}" if number % 97 == 0 else source,
        "tag": "network\ncommunicate" if number % 10 == 0 else "network",
        "user": user,
    }


def _sysmon_xml(draw: random.Random, row: dict[str, str], number: int) -> str:
    data = {
        "RuleName": "technique_id=T1059,technique_name=Command-Line Interface",
        "UtcTime": "2026-06-01 12:00:01.123",
        "ProcessGuid": f"{{{draw.getrandbits(32):08x}-1f2a-65a1-6c00-{number:012x}}}",
        "ProcessId": str(draw.randrange(20000)),
        "Image": r"C:\Windows\System32\WindowsPowerShell\v1.0\powershell.exe",
        "CommandLine": row["CommandLine"],
        "User": row["user"],
        "Protocol": "tcp",
        "Initiated": "true",
        "SourceIsIpv6": "false",
        "SourceIp": row["src_ip"].partition("\n")[0],
        "SourcePort": str(draw.randrange(65535)),
        "DestinationIp": row["dest_ip"],
        "DestinationPort": "443",
    }
    return (
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider "
        "Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>3"
        "</EventID><Version>5</Version><Level>4</Level><Task>3</Task><Opcode>0</Opcode><Keywords>"
        "0x8000000000000000</Keywords>"
        f"<TimeCreated SystemTime='2026-06-01T12:00:{number % 60:02}.123456700Z'/>"
        f"<EventRecordID>{number}</EventRecordID><Correlation/><Execution ProcessID='3216' "
        "ThreadID='4800'/><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>"
        f"{row['host']}</Computer><Security UserID='S-1-5-18'/></System><EventData>"
        + "".join(f"<Data Name='{name}'>{value}</Data>" for name, value in data.items())
        + "</EventData></Event>"
    )


def _body(fields: tuple[str, ...], rows: list[dict[str, str]]) -> bytes:
    lines = [",".join([_quote(n) for n in (*fields, *(f"__mv_{n}" for n in fields))])]
    for row in rows:
        values = [row.get(name, "") for name in fields]
        multi = [
            ";".join(f"${item}$" for item in value.split("\n"))
            if name in {"src_ip", "tag"} and "\n" in value
            else ""
            for name, value in zip(fields, values)
        ]
        lines.append(",".join([_quote(value) for value in (*values, *multi)]))
    return ("\n".join(lines) + "\n").encode()


def _quote(text: str) -> str:
    return text if _plain(text) else '"' + text.replace('"', '""') + '"'


def _address(draw: random.Random) -> str:
    return ".".join(str(draw.randint(1, 223)) for _ in range(4))
