"""What kind of event a set of fields is: its sourcetype, time and host."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from preview.ingest.times import parse_time

_SHAPES = (
    ({"signinDateTime", "userPrincipalName"}, "ms:aad:signin"),
    ({"CreationTime", "Operation", "Workload"}, "o365:management:activity"),
    ({"SenderAddress", "RecipientAddress", "MessageTraceId"}, "ms:o365:reporting:messagetrace"),
    ({"columns", "hostIdentifier", "name"}, "osquery:results"),
    ({"http_method", "dest_ip"}, "stream:http"),
    ({"query_type", "query", "dest_ip"}, "stream:dns"),
    ({"sender", "receiver", "subject"}, "stream:smtp"),
    ({"protoid", "dest_ip"}, "stream:ip"),
)
_TIMES = (
    "_time",
    "signinDateTimeInMillis",
    "signinDateTime",
    "CreationTime",
    "DateReceived",
    "Received",
    "unixTime",
    "timestamp",
    "@timestamp",
    "TimeGenerated",
    "createdDateTime",
    "activityDateTime",
    "EventTime",
    "UtcTime",
    "SystemTime",
    "TimeCreated",
    "time",
    "date",
)
_HOSTS = ("host", "Computer", "ComputerName", "Hostname", "hostname", "hostIdentifier")


def sourcetype_of(fields: Mapping[str, Any], otherwise: str) -> str:
    """Return the sourcetype whose fields are all there."""
    for names, sourcetype in _SHAPES:
        if names <= set(fields):
            return sourcetype
    return otherwise


def time_of(fields: Mapping[str, Any]) -> Optional[float]:
    """Return the epoch seconds of the first field that holds a time."""
    for name in _TIMES:
        time = parse_time(fields.get(name))
        if time is not None:
            return time
    return None


def host_of(fields: Mapping[str, Any]) -> str:
    """Return the host that the fields name, or nothing."""
    for name in _HOSTS:
        value = fields.get(name)
        if isinstance(value, str) and value:
            return value
    return ""
