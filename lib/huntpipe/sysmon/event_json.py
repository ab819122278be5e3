"""Events that a log shipper turned into JSON: NXLog, Winlogbeat, fluentd.

Forms: https://docs.nxlog.co/refman/current/im/msvistalog.html (fields beside each other, empty ones
left out, and ``ProcessId`` lost because names ignore case: the message has them),
https://www.elastic.co/guide/en/beats/winlogbeat/current/exported-fields-winlog.html (``winlog``
with ``event_data``; before 7.0 both at the top),
https://github.com/fluent/fluent-plugin-windows-eventlog (``Description`` is the message and
``EventData`` a list without names).
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, Mapping, Tuple

from huntpipe.sysmon.cut_json import close_cut_json
from huntpipe.sysmon.event import Event, field_name, is_sysmon
from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.rendered_text import read_text

# Where each system field stands, by shipper; a dot leads into an object.
_SYSTEM = {
    "EventID": ("EventID", "event_id"),
    "Version": ("Version", "version"),
    "Computer": ("Computer", "Hostname", "computer_name"),
    "Channel": ("Channel", "channel", "log_name"),
    "EventRecordID": ("EventRecordID", "RecordNumber", "record_id", "record_number"),
    "SystemTime": ("TimeCreated", "EventTime", "@timestamp"),
    "System_ProcessID": ("ExecutionProcessID", "ProcessID", "process.pid", "process_id"),
    "System_ThreadID": ("ExecutionThreadID", "ThreadID", "process.thread.id", "thread_id"),
    "System_UserID": ("UserID", "user.identifier"),
}
_PROVIDER = ("ProviderName", "SourceName", "provider_name", "source_name")
_MESSAGE = ("Message", "message", "Description", "description")
_EVENT_DATA = ("event_data", "EventData")

# What shippers put beside the fields of EventData. Sysmon's own names begin with a capital letter.
_SHIPPER_NAMES = frozenset(
    [
        "EventID",
        "Version",
        "Computer",
        "Hostname",
        "Channel",
        "EventRecordID",
        "RecordNumber",
        "TimeCreated",
        "EventTime",
        "ExecutionProcessID",
        "ProcessID",
        "ExecutionThreadID",
        "ThreadID",
        "UserID",
        "ProviderName",
        "SourceName",
        "ProviderGuid",
        "ProviderGUID",
        "Message",
        "EventData",
        "Keywords",
        "Level",
        "Severity",
        "SeverityValue",
        "Task",
        "Opcode",
        "OpcodeValue",
        "Category",
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
# Numbers stay as they are written, of whatever size, and so do control characters.
_DECODER = json.JSONDecoder(parse_int=str, parse_float=str, strict=False)
_LONE_SURROGATE = re.compile("[\\ud800-\\udfff]")


def read_json(text: str) -> Event | None:
    """Read an event from the JSON object of a log shipper.

    Where the object and the message in it differ, the object counts; the message adds what the
    shipper left out.

    :returns: None when the text is no JSON object or the object is not a Sysmon event.
    """
    record, complete = _load(text)
    winlog = record.get("winlog")
    if isinstance(winlog, dict):
        record = {**record, **winlog}
    provider = _first(record, _PROVIDER)
    system = {field: _first(record, names) for field, names in _SYSTEM.items()}
    if not is_sysmon(provider, system["Channel"]):
        return None
    return Event(system, _data(record, system["EventID"]), complete=complete)


def _data(record: Mapping[str, Any], event_id: str) -> Dict[str, str]:
    message = _first(record, _MESSAGE[:2])
    rendered = read_text(message) or read_text(_first(record, _MESSAGE[2:]))
    data = rendered.data if rendered else {}
    for name in _EVENT_DATA:
        values = record.get(name)
        if isinstance(values, dict):
            return {**data, **{field_name(key): _text(value) for key, value in values.items()}}
        if isinstance(values, list) and not data and event_id in BY_ID:
            fields = BY_ID[event_id].fields
            return dict(zip(fields, map(_text, values))) if len(fields) == len(values) else {}
    own = {
        name: _text(value)
        for name, value in record.items()
        if "A" <= name[:1] <= "Z" and name not in _SHIPPER_NAMES
    }
    if own.get("EventType") in _NXLOG_EVENT_TYPES:
        del own["EventType"]
    if "ProviderName" in record:
        own.pop("Description", None)
    return {**data, **own}


def _load(text: str) -> Tuple[Dict[str, Any], bool]:
    """Return the object a text begins with, and whether it is closed and stands alone."""
    try:
        record, end = _DECODER.raw_decode(text)
        complete = not text[end:].strip()
    except (ValueError, RecursionError):
        complete = False
        try:
            record = _DECODER.decode(close_cut_json(text))
        except (ValueError, RecursionError):
            return {}, False
    return (record if isinstance(record, dict) else {}), complete


def _first(record: Mapping[str, Any], names: Tuple[str, ...]) -> str:
    """Return the first of the named values that is there."""
    for name in names:
        value: Any = record
        for key in name.split("."):
            value = value.get(key) if isinstance(value, dict) else None
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
