"""The record that PowerShell's ``Get-WinEvent`` gives, turned into JSON.

Form: https://learn.microsoft.com/dotnet/api/system.diagnostics.eventing.reader.eventlogrecord. Its
``ProcessId`` is that of the log writer, and ``Properties`` are the values of EventData.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from huntpipe.sysmon.converted_xml import element_text

if TYPE_CHECKING:
    from huntpipe.sysmon.json_record import Record

_NAMES = {
    "Id": "EventID",
    "Version": "Version",
    "MachineName": "Computer",
    "LogName": "Channel",
    "RecordId": "EventRecordID",
    "TimeCreated": "TimeCreated",
    "ProcessId": "ExecutionProcessID",
    "ThreadId": "ExecutionThreadID",
    "UserId": "UserID",
    "ProviderName": "ProviderName",
    "Message": "Message",
}


def shipped_event_log_record(record: Record) -> Record:
    """Return such a record as a shipper would send it, and any other object as it is."""
    if not {"Id", "MachineName", "LogName"} <= record.keys():
        return record
    shipped = {ours: element_text(record.get(theirs)) for theirs, ours in _NAMES.items()}
    return {**shipped, "EventData": record.get("Properties")}
