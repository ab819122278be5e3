"""One written event as the fields a search gets."""

from __future__ import annotations

from typing import Dict, List, Tuple, Union

from huntpipe.sysmon.cim import NAMES as CIM_NAMES
from huntpipe.sysmon.cim import to_cim
from huntpipe.sysmon.event import SYSTEM_FIELDS, Event
from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.hashes import ALGORITHMS, split_hashes
from huntpipe.sysmon.reader import read_event
from huntpipe.sysmon.rule_name import MARKS, split_rule_name
from huntpipe.sysmon.summary import explain

Value = Union[str, List[str]]

STATUS = "sysmon_status"
PARSED = "parsed"
PARTIAL = "partial"
NOT_SYSMON = "not_sysmon"
EMPTY = "empty"
UNKNOWN_EVENT = "Unknown"

NAME_SETS = ("sysmon", "cim", "both")

_SYSMON_NAMES = (*SYSTEM_FIELDS, *ALGORITHMS, *MARKS)


def output_names(names: str, *, explained: bool) -> Tuple[str, ...]:
    """Return the fields every event has; EventData comes on top, as each event holds it.

    :param names: one of :data:`NAME_SETS`.
    """
    return (
        *(_SYSMON_NAMES if names != "cim" else ()),
        *(CIM_NAMES if names != "sysmon" else ()),
        "sysmon_event",
        *(("sysmon_summary", "sysmon_notes") if explained else ()),
        STATUS,
    )


def parse(text: str | None, names: str = "sysmon", *, explained: bool = False) -> Dict[str, Value]:
    """Read one written event into fields; a field the event does not give is not in the result.

    :param text: Event XML, the JSON of a log shipper, WinEventLog text or a rendered message.
    :param names: ``sysmon`` for Sysmon's own names, ``cim`` for the Common Information Model's,
        ``both`` for both.
    :param explained: add ``sysmon_summary`` and ``sysmon_notes``.
    """
    if text is None or not text.strip():
        return {STATUS: EMPTY}
    event = read_event(text)
    if event is None:
        return {STATUS: NOT_SYSMON}
    event_type = BY_ID.get(event.system["EventID"])
    fields: Dict[str, Value] = {} if names == "cim" else _sysmon_fields(event)
    if names != "sysmon":
        fields.update(to_cim(event))
    fields["sysmon_event"] = event_type.name if event_type else UNKNOWN_EVENT
    if explained:
        fields["sysmon_summary"], fields["sysmon_notes"] = explain(event)
    fields[STATUS] = PARSED if event.complete else PARTIAL
    return fields


def _sysmon_fields(event: Event) -> Dict[str, Value]:
    """Return system fields, EventData and their parts.

    EventData keeps its names: a system field that shares one (``Version`` of event 4) goes to
    ``System_<name>``.
    """
    fields: Dict[str, Value] = {**event.system, **event.data}
    if len(fields) != len(event.system) + len(event.data):
        for name in event.system.keys() & event.data.keys():
            fields[f"System_{name}"] = event.system[name]
    fields.update(split_hashes(event.data))
    fields.update(split_rule_name(event.data.get("RuleName", "")))
    return fields
