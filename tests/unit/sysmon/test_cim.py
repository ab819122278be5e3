"""Sysmon under the names of the Common Information Model."""

from __future__ import annotations

from typing import Any, Dict, Mapping

import pytest

from huntpipe.sysmon.cim import NAMES, TABLE, to_cim
from huntpipe.sysmon.event_types import EVENT_TYPES
from huntpipe.sysmon.reader import read_event
from tests.shared import REPOSITORY
from tests.unit.sysmon.writing import TAR, event_xml


def cim(data: Mapping[str, str], event_id: int) -> Dict[str, Any]:
    event = read_event(event_xml(data, event_id))
    assert event is not None
    return to_cim(event)


def test_a_process_creation_fills_the_processes_dataset() -> None:
    assert cim(TAR, 1) == {
        "vendor_product": "Microsoft Sysmon",
        "dvc": "pc1.example.org",
        "dest": "pc1.example.org",
        "signature": "Process Create",
        "signature_id": "1",
        "action": "allowed",
        "user": "SYSTEM",
        "user_domain": "NT AUTHORITY",
        "process": "tar.exe -cf archive.tar C:\\Users\\anna\\Documents",
        "process_name": "tar.exe",
        "process_exec": "tar.exe",
        "process_path": "C:\\Windows\\System32\\tar.exe",
        "process_id": "4242",
        "process_guid": "{11111111-2222-3333-4444-555555555555}",
        "process_hash": "SHA256=AA,MD5=BB,IMPHASH=CC,SHA1=DD",
        "process_current_directory": "C:\\Users\\anna\\",
        "process_integrity_level": "system",
        "original_file_name": "bsdtar",
        "parent_process": "powershell.exe -NoProfile",
        "parent_process_name": "powershell.exe",
        "parent_process_exec": "powershell.exe",
        "parent_process_path": "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
        "parent_process_id": "77",
        "parent_process_guid": "{11111111-2222-3333-4444-666666666666}",
    }


NETWORK = {
    "Image": "C:\\a.exe",
    "User": "PC1\\anna",
    "Protocol": "tcp",
    "Initiated": "true",
    "SourceIsIpv6": "false",
    "SourceIp": "192.0.2.1",
    "SourceHostname": "-",
    "SourcePort": "50000",
    "DestinationIp": "198.51.100.7",
    "DestinationHostname": "c2.example.net",
    "DestinationPort": "443",
}


@pytest.mark.parametrize(
    ("event_id", "data", "expected"),
    [
        (
            3,
            NETWORK,
            {
                "src": "192.0.2.1",
                "src_ip": "192.0.2.1",
                "src_port": "50000",
                "dest": "c2.example.net",
                "dest_ip": "198.51.100.7",
                "dest_port": "443",
                "dvc": "pc1.example.org",
                "transport": "tcp",
                "direction": "outbound",
                "protocol_version": "ipv4",
                "app": "C:\\a.exe",
                "user": "anna",
                "user_domain": "PC1",
                "src_host": None,
            },
        ),
        (
            22,
            {
                "QueryName": "c2.example.net",
                "QueryStatus": "0",
                "QueryResults": "type:  5 a.example.net;::ffff:192.0.2.9;2001:db8::1;",
            },
            {
                "query": "c2.example.net",
                "answer": ["a.example.net", "192.0.2.9", "2001:db8::1"],
                "reply_code_id": "0",
                "src": "pc1.example.org",
                "dest": None,
            },
        ),
        (
            11,
            {"TargetFilename": "C:\\Temp\\x.exe", "CreationUtcTime": "2026-01-02 03:04:05.678"},
            {
                "file_path": "C:\\Temp\\x.exe",
                "file_name": "x.exe",
                "file_create_time": "2026-01-02 03:04:05.678",
                "action": "created",
            },
        ),
        (
            13,
            {"TargetObject": "HKLM\\Software\\Run\\Evil", "Details": "C:\\x.exe"},
            {
                "registry_path": "HKLM\\Software\\Run\\Evil",
                "registry_hive": "HKLM",
                "registry_key_name": "HKLM\\Software\\Run",
                "registry_value_name": "Evil",
                "registry_value_data": "C:\\x.exe",
                "action": "modified",
            },
        ),
        (12, {"EventType": "DeleteKey", "TargetObject": "HKLM\\X"}, {"action": "deleted"}),
        (12, {"EventType": "New", "TargetObject": "HKLM\\X"}, {"action": None}),
        (
            10,
            {"SourceImage": "C:\\a.exe", "TargetImage": "C:\\b.exe", "SourceUser": "PC1\\anna"},
            {"parent_process_name": "a.exe", "process_name": "b.exe", "user": "anna"},
        ),
        (23, {"Hashes": "MD5=a"}, {"file_hash": "MD5=a", "process_hash": None}),
        (24, {"Hashes": "MD5=a"}, {"file_hash": None, "process_hash": None}),
        (99, {"Image": "/usr/bin/x"}, {"process_name": "x", "signature": None}),
    ],
)
def test_events_are_mapped(event_id: int, data: Dict[str, str], expected: Dict[str, Any]) -> None:
    mapped = cim(data, event_id)
    assert {name: mapped.get(name) for name in expected} == expected


def test_every_mapped_name_is_announced() -> None:
    everything = {name: "x" for event_type in EVENT_TYPES for name in event_type.fields}
    for event_type in EVENT_TYPES:
        assert set(cim(everything, int(event_type.id))) <= set(NAMES)


def test_the_readme_shows_the_table() -> None:
    page = REPOSITORY / "README.md"
    shown = page.read_text(encoding="utf-8").splitlines()
    start = shown.index("| CIM | Sysmon | only in events |") + 2
    assert shown[start : start + len(TABLE)] == [
        f"| `{row.name}` | {', '.join(f'`{source}`' for source in row.sources) or 'nothing'} "
        f"| {', '.join(row.events)} |"
        for row in TABLE
    ]
