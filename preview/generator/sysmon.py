"""Sysmon events as Windows and Splunk write them in XML: Sysmon 8.0, schema 4.10 (July 2018).

Fields and their order: https://github.com/Sysinternals/SysmonCommon (manifest.xml).
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Sequence, Tuple

from preview.generator import clock, programs
from preview.generator.event import Feed

if TYPE_CHECKING:
    from preview.generator.facts import Connection, Process
    from preview.generator.organisation import Host

_CHANNEL = "Microsoft-Windows-Sysmon/Operational"
FEED = Feed("sysmon", f"XmlWinEventLog:{_CHANNEL}", f"XmlWinEventLog:{_CHANNEL}")

_VERSIONS = {1: 5, 3: 5, 5: 3, 8: 2, 10: 3, 11: 2, 13: 2, 15: 2}
_PORT_NAMES = {53: "domain", 80: "http", 443: "https", 445: "microsoft-ds", 3389: "ms-wbt-server"}
_TRACE = "C:\\Windows\\SYSTEM32\\ntdll.dll+a0344|C:\\Windows\\System32\\KERNELBASE.dll+64cd9|"

Data = Sequence[Tuple[str, str]]


def process_create(process: Process, serial: int) -> str:
    """Write event 1, process creation."""
    program = programs.program(process.image)
    parent = process.parent
    logon = programs.logon(process.host, process.user)
    return _event(
        1,
        process.host,
        process.time,
        serial,
        [
            ("ProcessGuid", process.guid),
            ("ProcessId", str(process.pid)),
            ("Image", process.image),
            ("FileVersion", program.version),
            ("Description", program.description),
            ("Product", program.product),
            ("Company", program.company),
            ("CommandLine", process.command_line),
            ("CurrentDirectory", process.directory),
            ("User", process.user),
            ("LogonGuid", logon.guid),
            ("LogonId", logon.identifier),
            ("TerminalSessionId", "0" if process.integrity == "System" else "1"),
            ("IntegrityLevel", process.integrity),
            ("Hashes", programs.hashes(process.image)),
            ("ParentProcessGuid", parent.guid if parent else ""),
            ("ParentProcessId", str(parent.pid) if parent else "0"),
            ("ParentImage", parent.image if parent else ""),
            ("ParentCommandLine", parent.command_line if parent else ""),
        ],
    )


def network_connect(connection: Connection, process: Process, serial: int) -> str:
    """Write event 3, network connection."""
    return _event(
        3,
        process.host,
        connection.time,
        serial,
        [
            ("ProcessGuid", process.guid),
            ("ProcessId", str(process.pid)),
            ("Image", process.image),
            ("User", process.user),
            ("Protocol", connection.transport),
            ("Initiated", "true"),
            ("SourceIsIpv6", "false"),
            ("SourceIp", connection.source),
            ("SourceHostname", process.host.fqdn),
            ("SourcePort", str(connection.source_port)),
            ("SourcePortName", ""),
            ("DestinationIsIpv6", "false"),
            ("DestinationIp", connection.destination),
            ("DestinationHostname", connection.name),
            ("DestinationPort", str(connection.destination_port)),
            ("DestinationPortName", _PORT_NAMES.get(connection.destination_port, "")),
        ],
    )


def process_terminate(process: Process, time: float, serial: int) -> str:
    """Write event 5, process end."""
    return _event(5, process.host, time, serial, _actor(process))


def remote_thread(
    source: Process, target: Process, time: float, start: Tuple[str, str, str], serial: int
) -> str:
    """Write event 8, a thread in another process; ``start`` is address, module, function."""
    return _event(
        8,
        source.host,
        time,
        serial,
        [
            ("SourceProcessGuid", source.guid),
            ("SourceProcessId", str(source.pid)),
            ("SourceImage", source.image),
            ("TargetProcessGuid", target.guid),
            ("TargetProcessId", str(target.pid)),
            ("TargetImage", target.image),
            ("NewThreadId", str(4 + target.pid)),
            ("StartAddress", start[0]),
            ("StartModule", start[1]),
            ("StartFunction", start[2]),
        ],
    )


def process_access(
    source: Process, target: Process, time: float, access: Tuple[str, str], serial: int
) -> str:
    """Write event 10; ``access`` is the granted rights and the end of the call trace."""
    return _event(
        10,
        source.host,
        time,
        serial,
        [
            ("SourceProcessGUID", source.guid),
            ("SourceProcessId", str(source.pid)),
            ("SourceThreadId", str(4 + source.pid)),
            ("SourceImage", source.image),
            ("TargetProcessGUID", target.guid),
            ("TargetProcessId", str(target.pid)),
            ("TargetImage", target.image),
            ("GrantedAccess", access[0]),
            ("CallTrace", _TRACE + access[1]),
        ],
    )


def file_create(process: Process, path: str, time: float, serial: int) -> str:
    """Write event 11, file creation."""
    data = [*_actor(process), ("TargetFilename", path), ("CreationUtcTime", clock.sysmon_utc(time))]
    return _event(11, process.host, time, serial, data)


def registry_set(process: Process, key: str, details: str, time: float, serial: int) -> str:
    """Write event 13, a registry value is set."""
    data = [*_actor(process), ("TargetObject", key), ("Details", details)]
    return _event(13, process.host, time, serial, data)


def stream_create(process: Process, path: str, time: float, serial: int) -> str:
    """Write event 15, an alternate data stream, here the mark of the web."""
    data = [
        *_actor(process),
        ("TargetFilename", f"{path}:Zone.Identifier"),
        ("CreationUtcTime", clock.sysmon_utc(time)),
        ("Hash", _hash_of(path)),
    ]
    return _event(15, process.host, time, serial, data)


def _hash_of(path: str) -> str:
    content = path.rsplit("\\", 1)[-1].encode()
    return (
        f"MD5={hashlib.md5(content).hexdigest().upper()},"  # noqa: S324 (as Sysmon writes it)
        f"SHA256={hashlib.sha256(content).hexdigest().upper()}"
    )


def _actor(process: Process) -> Data:
    return [
        ("ProcessGuid", process.guid),
        ("ProcessId", str(process.pid)),
        ("Image", process.image),
    ]


def _event(identifier: int, host: Host, time: float, serial: int, data: Data) -> str:
    head: Data = [("RuleName", "")]
    if identifier == 13:
        head = [("RuleName", ""), ("EventType", "SetValue")]
    fields = [*head, ("UtcTime", clock.sysmon_utc(time)), *data]
    body = "".join(f"<Data Name='{name}'>{_escape(value)}</Data>" for name, value in fields)
    thread = 2000 + int(host.machine[:3], 16) // 4 * 4
    return (
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        "<Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385F-C22A-43E0-BF4C-06F5698FFBD9}'/>"
        f"<EventID>{identifier}</EventID><Version>{_VERSIONS[identifier]}</Version>"
        f"<Level>4</Level><Task>{identifier}</Task><Opcode>0</Opcode>"
        "<Keywords>0x8000000000000000</Keywords>"
        f"<TimeCreated SystemTime='{clock.iso_nanos(time)}'/>"
        f"<EventRecordID>{40000 + serial}</EventRecordID><Correlation/>"
        f"<Execution ProcessID='2216' ThreadID='{thread}'/><Channel>{_CHANNEL}</Channel>"
        f"<Computer>{host.fqdn}</Computer><Security UserID='S-1-5-18'/></System>"
        f"<EventData>{body}</EventData></Event>"
    )


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
