"""Script blocks in the PowerShell log: event 4104 as ``WinEventLog`` text."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from preview.generator.classic_event_log import Header, render
from preview.generator.event import Feed
from preview.generator.organisation import stable_guid
from preview.generator.windows_security import sid

if TYPE_CHECKING:
    from preview.generator.facts import Process

_LOG = "Microsoft-Windows-PowerShell/Operational"
FEED = Feed("powershell", f"WinEventLog:{_LOG}", "WinEventLog")


def encode(script: str) -> str:
    """Return a script as ``-EncodedCommand`` takes it: base64 of UTF-16LE."""
    return base64.b64encode(script.encode("utf-16-le")).decode("ascii")


def script_block(
    process: Process, text: str, time: float, serial: int, *, suspicious: bool = False
) -> str:
    """Write one script block; PowerShell itself logs suspicious ones as warnings."""
    header = Header(
        _LOG,
        "Microsoft-Windows-PowerShell",
        4104,
        "Execute a Remote Command",
        opcode="On create calls",
        keywords="None",
        level="Warning" if suspicious else "Verbose",
        event_type=3 if suspicious else 5,
    )
    identifier = stable_guid(f"script block {process.guid} {text}")
    message = f"Creating Scriptblock text (1 of 1):\n{text}\n\nScriptBlock ID: {identifier}\nPath: "
    body = render(header, process.host, time, serial, message)
    return body.replace(
        "\nTaskCategory=",
        f"\nUser=NOT_TRANSLATED\nSid={sid(process.user)}\nSidType=0\nTaskCategory=",
        1,
    )
