"""Sysmon events written for tests, in the forms the readers take."""

from __future__ import annotations

from typing import Mapping
from xml.sax.saxutils import escape

CHANNEL = "Microsoft-Windows-Sysmon/Operational"
SYSTEM = {
    "EventID": "1",
    "Version": "5",
    "Computer": "pc1.example.org",
    "Channel": CHANNEL,
    "EventRecordID": "99",
    "SystemTime": "2026-01-02T03:04:05.678Z",
    "System_ProcessID": "2640",
    "System_ThreadID": "3496",
    "System_UserID": "S-1-5-18",
}
TAR = {
    "RuleName": "technique_id=T1560.001,technique_name=Archive via Utility",
    "UtcTime": "2026-01-02 03:04:05.678",
    "ProcessGuid": "{11111111-2222-3333-4444-555555555555}",
    "ProcessId": "4242",
    "Image": "C:\\Windows\\System32\\tar.exe",
    "OriginalFileName": "bsdtar",
    "CommandLine": "tar.exe -cf archive.tar C:\\Users\\anna\\Documents",
    "CurrentDirectory": "C:\\Users\\anna\\",
    "User": "NT AUTHORITY\\SYSTEM",
    "LogonId": "0x3e7",
    "IntegrityLevel": "System",
    "Hashes": "SHA256=AA,MD5=BB,IMPHASH=CC,SHA1=DD",
    "ParentProcessGuid": "{11111111-2222-3333-4444-666666666666}",
    "ParentProcessId": "77",
    "ParentImage": "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
    "ParentCommandLine": "powershell.exe -NoProfile",
    "ParentUser": "NT AUTHORITY\\SYSTEM",
}


def event_xml(data: Mapping[str, str], event_id: int = 1) -> str:
    """Write an event as Windows does."""
    fields = "".join(f"<Data Name='{name}'>{escape(value)}</Data>" for name, value in data.items())
    return (
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        "<Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/>"
        f"<EventID>{event_id}</EventID><Version>5</Version><Level>4</Level><Task>{event_id}</Task>"
        "<Opcode>0</Opcode><Keywords>0x8000000000000000</Keywords>"
        "<TimeCreated SystemTime='2026-01-02T03:04:05.6789012Z'/><EventRecordID>99</EventRecordID>"
        "<Correlation/><Execution ProcessID='2640' ThreadID='3496'/>"
        "<Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>pc1.example.org</Computer>"
        f"<Security UserID='S-1-5-18'/></System><EventData>{fields}</EventData></Event>"
    )


def message(title: str, data: Mapping[str, str], newline: str = "\n") -> str:
    """Write the message of an event as Windows renders it."""
    return newline.join([f"{title}:", *(f"{name}: {value}" for name, value in data.items())])
