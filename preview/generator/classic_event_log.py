"""Windows events as text, the way Splunk's ``WinEventLog`` input writes them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.generator import clock

if TYPE_CHECKING:
    from preview.generator.organisation import Host


@dataclass(frozen=True)
class Header:
    """The lines above ``Message=`` that differ between events."""

    log: str
    provider: str
    code: int
    category: str
    opcode: str = "Info"
    keywords: str = "Audit Success"
    level: str = "Information"
    event_type: int = 0


def render(header: Header, host: Host, time: float, serial: int, message: str) -> str:
    """Write one event; ``message`` may have several lines."""
    lines = (
        clock.moment(time).strftime("%m/%d/%Y %I:%M:%S %p"),
        f"LogName={header.log}",
        f"SourceName={header.provider}",
        f"EventCode={header.code}",
        f"EventType={header.event_type}",
        f"Type={header.level}",
        f"ComputerName={host.fqdn}",
        f"TaskCategory={header.category}",
        f"OpCode={header.opcode}",
        f"RecordNumber={100000 + serial}",
        f"Keywords={header.keywords}",
        f"Message={message}",
    )
    return "\n".join(lines)
