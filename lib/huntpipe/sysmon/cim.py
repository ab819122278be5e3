"""Sysmon under the names of Splunk's Common Information Model: one table.

Names: https://docs.splunk.com/Documentation/CIM/latest/User/Endpoint, Network_Traffic and
Network_Resolution. In the events where one process acts on another (8, 10) the acting one is the
parent, as in Splunk's own Sysmon add-on.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Callable, Dict, List, NamedTuple, Optional, Tuple, Union

from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.windows_path import base_name, folder

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

Value = Union[str, List[str]]

VENDOR_PRODUCT = "Microsoft Sysmon"


def _same(value: str) -> str:
    return value


def _lower(value: str) -> str:
    return value.lower()


def _event_name(event_id: str) -> str:
    return BY_ID[event_id].name if event_id in BY_ID else ""


def _account(value: str) -> str:
    return value.rpartition("\\")[2]


def _domain(value: str) -> str:
    return value.rpartition("\\")[0]


def _hive(value: str) -> str:
    return value.partition("\\")[0]


def _direction(initiated: str) -> str:
    return {"true": "outbound", "false": "inbound"}.get(initiated.lower(), "")


def _ip_version(is_ipv6: str) -> str:
    return {"true": "ipv6", "false": "ipv4"}.get(is_ipv6.lower(), "")


def _answers(results: str) -> List[str]:
    """Return the answers in QueryResults: ``type:  5 name;::ffff:192.0.2.1;``."""
    answers = (re.sub(r"^type:\s*\d+\s*", "", part.strip()) for part in results.split(";"))
    return [_unmapped(answer) for answer in answers if answer]


def _unmapped(answer: str) -> str:
    """Return the IPv4 address in an IPv4-mapped IPv6 one, and anything else as it is."""
    try:
        mapped = ipaddress.IPv6Address(answer).ipv4_mapped
    except ValueError:
        return answer
    return str(mapped) if mapped else answer


class Row(NamedTuple):
    """One CIM field: the first of ``sources`` that says something, put through ``convert``.

    ``events`` are the ids it is for, none meaning all. Of several rows with one name the first
    that is for an event decides alone.
    """

    name: str
    sources: Tuple[str, ...]
    convert: Callable[[str], Optional[Value]] = _same
    events: Tuple[str, ...] = ()


_FILE_EVENTS = ("6", "7", "15", "23", "26", "27", "28", "29")
_ACTIONS = {
    "1": "allowed",
    "2": "modified",
    "3": "allowed",
    "11": "created",
    "13": "modified",
    "14": "modified",
    "15": "created",
    "23": "deleted",
    "26": "deleted",
    "27": "blocked",
    "28": "blocked",
    "29": "created",
}
_REGISTRY_ACTIONS = {"CreateKey": "created", "DeleteKey": "deleted", "DeleteValue": "deleted"}

TABLE = (
    Row("dvc", ("Computer",)),
    Row("signature", ("EventID",), _event_name),
    Row("signature_id", ("EventID",)),
    Row("action", ("EventType",), _REGISTRY_ACTIONS.get, events=("12",)),
    Row("action", ("EventID",), _ACTIONS.get),
    Row("dest", ("DestinationHostname", "DestinationIp"), events=("3",)),
    Row("dest", (), events=("22",)),  # the DNS server, which Sysmon does not name
    Row("dest", ("Computer",)),
    Row("user", ("User", "SourceUser"), _account),
    Row("user_domain", ("User", "SourceUser"), _domain),
    Row("process", ("CommandLine",)),
    Row("process_name", ("Image", "TargetImage"), base_name),
    Row("process_exec", ("Image", "TargetImage"), base_name),
    Row("process_path", ("Image", "TargetImage")),
    Row("process_id", ("ProcessId", "TargetProcessId")),
    Row("process_guid", ("ProcessGuid", "TargetProcessGuid", "TargetProcessGUID")),
    Row("process_hash", ("Hashes", "Hash"), events=("1",)),
    Row("process_current_directory", ("CurrentDirectory",)),
    Row("process_integrity_level", ("IntegrityLevel",), _lower),
    Row("original_file_name", ("OriginalFileName",)),
    Row("parent_process", ("ParentCommandLine",)),
    Row("parent_process_name", ("ParentImage", "SourceImage"), base_name),
    Row("parent_process_exec", ("ParentImage", "SourceImage"), base_name),
    Row("parent_process_path", ("ParentImage", "SourceImage")),
    Row("parent_process_id", ("ParentProcessId", "SourceProcessId")),
    Row("parent_process_guid", ("ParentProcessGuid", "SourceProcessGuid", "SourceProcessGUID")),
    Row("granted_access", ("GrantedAccess",)),
    Row("app", ("Image",), events=("3",)),
    Row("transport", ("Protocol",), _lower),
    Row("protocol_version", ("SourceIsIpv6",), _ip_version),
    Row("direction", ("Initiated",), _direction),
    Row("src", ("SourceHostname", "SourceIp"), events=("3",)),
    Row("src", ("Computer",), events=("22",)),
    Row("src_ip", ("SourceIp",)),
    Row("src_host", ("SourceHostname",)),
    Row("src_port", ("SourcePort",)),
    Row("dest_ip", ("DestinationIp",)),
    Row("dest_host", ("DestinationHostname",)),
    Row("dest_port", ("DestinationPort",)),
    Row("query", ("QueryName",)),
    Row("answer", ("QueryResults",), _answers),
    Row("reply_code_id", ("QueryStatus",)),
    Row("file_path", ("TargetFilename", "ImageLoaded")),
    Row("file_name", ("TargetFilename", "ImageLoaded"), base_name),
    Row("file_hash", ("Hashes", "Hash"), events=_FILE_EVENTS),
    Row("file_create_time", ("CreationUtcTime",)),
    Row("registry_path", ("TargetObject",)),
    Row("registry_hive", ("TargetObject",), _hive),
    Row("registry_key_name", ("TargetObject",), folder, events=("13",)),
    Row("registry_value_name", ("TargetObject",), base_name, events=("13",)),
    Row("registry_value_data", ("Details",)),
    Row("pipe_name", ("PipeName",)),
)

NAMES = tuple(dict.fromkeys(["vendor_product", *(row.name for row in TABLE)]))


def to_cim(event: Event) -> Dict[str, Value]:
    """Return the CIM fields of an event.

    A field the event does not say (empty, or Sysmon's ``-``) is left out.
    """
    fields = {**event.data, **event.system}
    mapped: Dict[str, Value] = {"vendor_product": VENDOR_PRODUCT}
    for row in _rows(event.system["EventID"]):
        for source in row.sources:
            said = fields.get(source, "")
            if said not in ("", "-"):
                value = row.convert(said)
                if value:
                    mapped[row.name] = value
                break
    return mapped


@lru_cache(maxsize=64)
def _rows(event_id: str) -> Tuple[Row, ...]:
    """Return the rows for an event id: of several with one name the first that is for it."""
    rows: Dict[str, Row] = {}
    for row in TABLE:
        if not row.events or event_id in row.events:
            rows.setdefault(row.name, row)
    return tuple(rows.values())
