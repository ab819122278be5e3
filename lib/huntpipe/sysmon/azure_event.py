"""A row of the table ``Event`` of Azure Monitor Logs, which Microsoft Sentinel reads.

Form: https://learn.microsoft.com/azure/azure-monitor/reference/tables/event. ``EventData`` is the
element as text, and ``RenderedDescription`` the message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huntpipe.sysmon.json_record import Record

_NAMES = {
    "EventID": "EventID",
    "Computer": "Computer",
    "EventLog": "Channel",
    "Source": "ProviderName",
    "TimeGenerated": "TimeGenerated",
    "RenderedDescription": "Message",
    "EventData": "EventData",
}


def shipped_azure_event(record: Record) -> Record:
    """Return such a row as a shipper would send it, and any other object as it is."""
    if not {"EventID", "EventLog", "Source"} <= record.keys():
        return record
    return {ours: record.get(theirs) for theirs, ours in _NAMES.items()}
