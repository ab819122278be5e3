"""One written event as the fields a search gets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict, List, Union

from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.hashes import split_hashes
from huntpipe.sysmon.names import STATUS
from huntpipe.sysmon.reader import read_event
from huntpipe.sysmon.rule_name import split_rule_name

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

Value = Union[str, List[str]]

PARSED = "parsed"
PARTIAL = "partial"
NOT_SYSMON = "not_sysmon"
EMPTY = "empty"
UNKNOWN_EVENT = "Unknown"


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
        from huntpipe.sysmon.cim import to_cim  # noqa: PLC0415 - of use to few searches

        fields.update(to_cim(event))
    fields["sysmon_event"] = event_type.name if event_type else UNKNOWN_EVENT
    if explained:
        from huntpipe.sysmon.summary import explain  # noqa: PLC0415 - of use to few searches

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
