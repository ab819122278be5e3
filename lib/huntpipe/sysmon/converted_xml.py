"""Event XML that a converter turned into JSON: its elements and their attributes and text.

A converter writes the attributes of an element into it, with a mark before their names (xmltodict
``@Name``, goxml ``-Name``) or none (Velociraptor, Vector, Cribl), into an object of their own
(evtx_dump ``#attributes``, xml2js ``$``, xml-js ``_attributes``), or beside it (Chainsaw
``Provider_attributes``); the text of an element with attributes gets a name as well.
"""

from __future__ import annotations

import re
from typing import Any, Dict, List, Mapping, Tuple

from huntpipe.sysmon.json_record import Record, only

_ATTRIBUTE_OBJECTS = ("#attributes", "$", "_attributes", "@attributes")
_ATTRIBUTE_MARKS = "@-"
_TEXT_NAMES = ("#text", "text", "_text", "_", "$t", "content", "#content", "Value", "value", "")
_ATTRIBUTES_BESIDE = "_attributes"

_PARAMETER = re.compile(r"param[1-9]\d{0,3}")

# The fields of an event in the words of a shipper, by element and attribute.
_ATTRIBUTES = {
    "ProviderName": ("Provider", "Name"),
    "TimeCreated": ("TimeCreated", "SystemTime"),
    "ExecutionProcessID": ("Execution", "ProcessID"),
    "ExecutionThreadID": ("Execution", "ThreadID"),
    "UserID": ("Security", "UserID"),
}
_TEXTS = ("EventID", "Version", "EventRecordID", "Channel", "Computer")


def shipped_record(record: Record) -> Record:
    """Return an object as a shipper would send it that holds the elements of an event.

    An object that holds none is returned as it is.
    """
    event = only(record.get("Event", record))
    system = only(event.get("System")) if isinstance(event, dict) else None
    if not isinstance(system, dict):
        return record
    shipped: Record = {name: element_text(system.get(name)) for name in _TEXTS}
    for name, (element, attribute) in _ATTRIBUTES.items():
        shipped[name] = element_attributes(system, element).get(attribute)
    message = record.get("Message")
    return {**shipped, "Message": message, "EventData": only(event.get("EventData"))}


def event_data(element: Any) -> Tuple[Dict[str, Any], List[Any]]:
    """Return the values of EventData that have a name, and those that have none, in order.

    Elements of one name are an object of names or a list, in ``Data`` or alone; Winlogbeat calls
    values without a name ``param1``, ``param2`` and so on.
    """
    if isinstance(element, list):
        return _of_list(element)
    if not isinstance(element, dict):
        return {}, [] if element is None else [element]
    named = {
        name: value
        for name, value in element.items()
        if name not in _ATTRIBUTE_OBJECTS and name[:1] not in _ATTRIBUTE_MARKS
    }
    unnamed: List[Any] = []
    if "param1" in named and all(map(_PARAMETER.fullmatch, named)):
        return {}, [named[name] for name in sorted(named, key=_number)]
    for name in ("Data", "data"):
        if name in named:
            more, unnamed = event_data(_elements(named.pop(name)))
            named.update(more)
    return named, unnamed


def element_attributes(parent: Mapping[str, Any], name: str) -> Dict[str, Any]:
    """Return the attributes of an element, wherever they stand."""
    attributes: Dict[str, Any] = {}
    for value in (only(parent.get(name)), parent.get(name + _ATTRIBUTES_BESIDE)):
        attributes.update(_attributes(value))
    return attributes


def element_text(element: Any) -> Any:
    """Return the text of an element, which may have attributes; None where there is none."""
    element = only(element)
    if not isinstance(element, dict):
        return element
    return next((element[name] for name in _TEXT_NAMES if name in element), None)


def _attributes(element: Any) -> Dict[str, Any]:
    if not isinstance(element, dict):
        return {}
    attributes = {name.lstrip(_ATTRIBUTE_MARKS): value for name, value in element.items()}
    for name in _ATTRIBUTE_OBJECTS:
        if isinstance(element.get(name), dict):
            attributes.update(element[name])
    return attributes


def _of_list(elements: List[Any]) -> Tuple[Dict[str, Any], List[Any]]:
    named: Dict[str, Any] = {}
    unnamed: List[Any] = []
    are_pairs = all(map(_is_pair, elements))
    for element in elements:
        name = _attributes(element).get("Name", _attributes(element).get("name"))
        if are_pairs:
            named.update(element)
        elif isinstance(name, str):
            named[name] = element_text(element)
        else:
            unnamed.append(element_text(element))
    return named, unnamed


def _elements(data: Any) -> Any:
    """Return elements ``Data`` as a list, where they are not an object of names."""
    if isinstance(data, dict) and data.keys() == {"#text"}:
        return data["#text"]
    return [data] if isinstance(_attributes(data).get("Name"), str) else data


def _is_pair(element: Any) -> bool:
    """Tell whether an element is an object of one name, as OpenTelemetry writes it."""
    if not isinstance(element, dict) or len(element) != 1:
        return False
    (name,) = element
    is_part = name in (*_ATTRIBUTE_OBJECTS, *_TEXT_NAMES)
    return not is_part and name[0] not in _ATTRIBUTE_MARKS


def _number(name: str) -> int:
    return int(name[len("param") :])
