"""Events that a log shipper turned into JSON: NXLog, Winlogbeat, fluentd and others.

Forms: https://docs.nxlog.co/refman/current/im/msvistalog.html (fields beside each other, empty ones
left out, and ``ProcessId`` lost because names ignore case: the message has them),
https://www.elastic.co/guide/en/beats/winlogbeat/current/exported-fields-winlog.html (``winlog``
with ``event_data``; before 7.0 both at the top),
https://github.com/fluent/fluent-plugin-windows-eventlog (``Description`` is the message, or
``DescriptionTitle`` where that is parsed, and ``EventData`` or ``string_inserts`` a list without
names), https://docs.fluentbit.io/manual/pipeline/inputs/windows-event-log-winevtlog (that list is
``StringInserts``), https://github.com/open-telemetry/opentelemetry-collector-contrib (its
windowseventlogreceiver).
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, List, Mapping, Tuple

from huntpipe.sysmon.azure_event import shipped_azure_event
from huntpipe.sysmon.converted_xml import event_data, shipped_record
from huntpipe.sysmon.event import Event, field_name, is_sysmon
from huntpipe.sysmon.event_log_record import shipped_event_log_record
from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.gelf import shipped_gelf
from huntpipe.sysmon.json_record import Record, records, value_at
from huntpipe.sysmon.rendered_text import read_text
from huntpipe.sysmon.unnamed_values import name_values
from huntpipe.sysmon.xml_scanner import scan_event_data

# Where each system field stands, by shipper; a dot leads into an object.
_SYSTEM = {
    "EventID": ("EventID", "event_id", "event_id.id", "event.code"),
    "Version": ("Version", "version"),
    "Computer": ("Computer", "Hostname", "ComputerName", "computer_name", "computer"),
    "Channel": ("Channel", "channel", "log_name"),
    "EventRecordID": ("EventRecordID", "RecordNumber", "record_id", "record_number"),
    "SystemTime": (
        *("TimeCreated", "EventTime", "@timestamp", "time_created", "system_time"),
        *("TimeGenerated", "time_generated"),
    ),
    "System_ProcessID": (
        *("ExecutionProcessID", "ProcessID", "process.pid", "process_id"),
        "execution.process_id",
    ),
    "System_ThreadID": (
        *("ExecutionThreadID", "ThreadID", "process.thread.id", "thread_id"),
        "execution.thread_id",
    ),
    "System_UserID": ("UserID", "Sid", "user.identifier", "security.user_id"),
}
_PROVIDER = ("ProviderName", "SourceName", "provider_name", "source_name", "provider.name")
_MESSAGES = (
    *("Message", "message", "Description", "description"),
    *("DescriptionTitle", "description_title"),
)
_EVENT_DATA = ("event_data", "EventData", "StringInserts", "string_inserts")

# What shippers put beside the fields of EventData. Sysmon's own names begin with a capital letter.
_SHIPPER_NAMES = frozenset(
    [
        "EventID",
        "Version",
        "Computer",
        "Hostname",
        "ComputerName",
        "Channel",
        "EventRecordID",
        "RecordNumber",
        "TimeCreated",
        "EventTime",
        "TimeGenerated",
        "TimeWritten",
        "ExecutionProcessID",
        "ProcessID",
        "ExecutionThreadID",
        "ThreadID",
        "UserID",
        "Sid",
        "ProviderName",
        "SourceName",
        "ProviderGuid",
        "ProviderGUID",
        "Message",
        "EventData",
        "StringInserts",
        "Keywords",
        "Level",
        "Severity",
        "SeverityValue",
        "Task",
        "Opcode",
        "OpcodeValue",
        "Category",
        "EventCategory",
        "Qualifiers",
        "Domain",
        "AccountName",
        "AccountType",
        "ActivityID",
        "RelatedActivityID",
        "EventReceivedTime",
        "SourceModuleName",
        "SourceModuleType",
        "MessageSourceAddress",
    ]
)
_NXLOG_EVENT_TYPES = frozenset(
    ["CRITICAL", "ERROR", "WARNING", "INFO", "DEBUG", "VERBOSE", "AUDIT_SUCCESS", "AUDIT_FAILURE"]
)
_LONE_SURROGATE = re.compile("[\\ud800-\\udfff]")


def read_record(record: Record) -> Event | None:
    """Read an event from the JSON object of a log shipper, or from one that it wraps.

    Where the object and the message in it differ, the object counts; the message adds what the
    shipper left out. Values without names count where they are certain and the message is not
    all there.

    :returns: None when no object is a Sysmon event.
    """
    for candidate in records(record):
        shipped = shipped_record(candidate)
        for read in (shipped_event_log_record, shipped_azure_event, shipped_gelf):
            shipped = read(shipped)
        winlog = shipped.get("winlog")
        if isinstance(winlog, dict):
            shipped = {**shipped, **winlog}
        system = {field: _first(shipped, names) for field, names in _SYSTEM.items()}
        if is_sysmon(_first(shipped, _PROVIDER), system["Channel"]):
            data, complete = _data(shipped, system)
            return Event(system, data, complete=complete)
    return None


def _data(record: Record, system: Mapping[str, str]) -> Tuple[Dict[str, str], bool]:
    """Return the fields of EventData, and whether none is known to be missing."""
    messages = filter(None, (_first(record, (name,)) for name in _MESSAGES))
    rendered = next(filter(None, map(read_text, messages)), None)
    message = rendered.data if rendered else {}
    named, unnamed, closed = _event_data(record)
    if not unnamed:
        fields = named or _own_fields(record)
        complete = rendered.complete if rendered else False
        return {**message, **fields}, complete or (closed and _is_data(fields, system["EventID"]))
    if rendered and rendered.complete and len(unnamed) <= len(message):
        return {**message, **named}, True
    by_schema, complete = name_values(system, [] if named or not closed else unnamed)
    return {**message, **by_schema, **named}, complete


def _event_data(record: Record) -> Tuple[Dict[str, str], List[str], bool]:
    """Return the values of EventData with a name, those without one, and whether it is whole."""
    element = next(filter(None, map(record.get, _EVENT_DATA)), None)
    if isinstance(element, str) and "<EventData" in element:
        return scan_event_data(element)
    named, unnamed = event_data(element)
    return (
        {field_name(name): _text(value) for name, value in named.items()},
        [_text(value) for value in unnamed],
        True,
    )


def _own_fields(record: Record) -> Dict[str, str]:
    """Return the fields of EventData that stand beside those of the shipper."""
    own = {
        name: _text(value)
        for name, value in record.items()
        if "A" <= name[:1] <= "Z" and name not in _SHIPPER_NAMES
    }
    if own.get("EventType") in _NXLOG_EVENT_TYPES:
        del own["EventType"]
    if "ProviderName" in record:
        own.pop("Description", None)
    return own


def _is_data(fields: Mapping[str, str], event_id: str) -> bool:
    """Tell whether fields are those of an event and not but what a shipper added."""
    event_type = BY_ID.get(event_id)
    return bool(fields.keys() & set(event_type.fields) if event_type else fields)


def _first(record: Record, paths: Tuple[str, ...]) -> str:
    """Return the first of the named values that is there."""
    for path in paths:
        value = value_at(record, path)
        if value is not None and not isinstance(value, (dict, list)):
            return _text(value)
    return ""


def _text(value: Any) -> str:
    """Write a JSON value as a field: text as it is, nothing for null, JSON for the rest."""
    if value is None:
        return ""
    if not isinstance(value, str):
        value = json.dumps(value, ensure_ascii=False)
    return _LONE_SURROGATE.sub("\ufffd", value)
