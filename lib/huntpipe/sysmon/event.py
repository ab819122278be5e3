"""What is read from one written Sysmon event, before any naming or mapping."""

from __future__ import annotations

from typing import Dict, NamedTuple

_OF_EVERY_EVENT = {
    *("host", "source", "sourcetype", "index", "linecount", "splunk_server"),
    *("punct", "timestartpos", "timeendpos"),
}
_PROVIDERS = ("Microsoft-Windows-Sysmon", "Linux-Sysmon")
_CHANNELS = tuple(f"{provider}/Operational" for provider in _PROVIDERS)


class Event(NamedTuple):
    """One Sysmon event as its writer put it.

    ``system`` holds every name of ``SYSTEM_FIELDS``, ``""`` where the form does not say it.
    ``data`` holds EventData under Sysmon's own names, in the order of the event.
    ``complete`` is false when the text was cut: then only values closed before the cut are there.
    """

    system: Dict[str, str]
    data: Dict[str, str]
    complete: bool


def is_sysmon(provider: str, channel: str) -> bool:
    """Tell whether a provider name or a channel name is Sysmon's, on Windows or on Linux."""
    return provider in _PROVIDERS or channel in _CHANNELS


def field_name(name: str) -> str:
    """Return the field for a name in EventData.

    A name that an event has in every search, such as ``_raw`` or ``host``, gets ``data_`` in front.
    Sysmon itself has no such names.
    """
    if name.startswith("_"):
        return f"data{name}"
    return f"data_{name}" if name in _OF_EVERY_EVENT else name
