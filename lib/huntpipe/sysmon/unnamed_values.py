"""Values of EventData that a writer gave without their names, in the order of the event.

Windows renders them so where it does not know the provider, and fluentd sends them so. The id of
the event and the number of values tell the schema; a value that cannot be of its field tells that
it is another one. What schemas before 3.10 wrote is not known well enough.
"""

from __future__ import annotations

import re
from typing import Dict, List, Mapping, Sequence, Tuple

from huntpipe.sysmon.event_types import BY_ID

# Schema 3.2 has the fields of 3.3 in another order.
_SCHEMA_3_2 = {
    "6": "UtcTime ImageLoaded Hashes Signed SignatureStatus Signature",
    "7": "UtcTime ProcessGuid ProcessId Image ImageLoaded Hashes Signed SignatureStatus Signature",
    "12": "UtcTime ProcessGuid ProcessId Image EventType TargetObject",
    "13": "UtcTime ProcessGuid ProcessId Image EventType TargetObject Details",
    "14": "UtcTime ProcessGuid ProcessId Image EventType TargetObject NewName",
}
_FIRST_VERSION = {"1": 5, "2": 4, "3": 5, "4": 3, "5": 3, "6": 3, "7": 3, "8": 2, "255": 3}
"""The version of an event in schema 3.10, where schema 2.0 had a lower one."""

_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d+)?|-?")
_GUID = re.compile(r"\{.*\}|-?")
_NUMBER = re.compile(r"\d+|-?")
_SHAPES = {
    **dict.fromkeys(("UtcTime", "CreationUtcTime", "PreviousCreationUtcTime"), _TIME),
    **dict.fromkeys(("ProcessGuid", "SourceProcessGuid", "TargetProcessGuid"), _GUID),
    **dict.fromkeys(("SourceProcessGUID", "TargetProcessGUID", "ParentProcessGuid"), _GUID),
    **dict.fromkeys(("ProcessId", "SourceProcessId", "TargetProcessId"), _NUMBER),
    "ParentProcessId": _NUMBER,
}


def name_values(system: Mapping[str, str], values: Sequence[str]) -> Tuple[Dict[str, str], bool]:
    """Return the values by name, and whether each of them has one.

    A value whose name differs between the schemas that fit has none.

    :param system: the system fields of the event, of which ``EventID`` and ``Version`` count.
    """
    layouts = [layout for layout in _layouts(system) if _fits(layout, values)]
    places = zip(*layouts)
    data = {names[0]: value for names, value in zip(places, values) if len(set(names)) == 1}
    return data, bool(values) and len(data) == len(values)


def _layouts(system: Mapping[str, str]) -> List[Sequence[str]]:
    event_id, version = system["EventID"], system["Version"]
    event_type = BY_ID.get(event_id)
    is_older = version.isdecimal() and int(version) < _FIRST_VERSION.get(event_id, 0)
    if event_type is None or is_older:
        return []
    return [*event_type.layouts, _SCHEMA_3_2.get(event_id, "").split()]


def _fits(layout: Sequence[str], values: Sequence[str]) -> bool:
    return len(layout) == len(values) and all(
        _SHAPES[name].fullmatch(value) for name, value in zip(layout, values) if name in _SHAPES
    )
