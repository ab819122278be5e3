"""Splunk's own extractions for Windows event logs in text form: no add-on is needed for them.

They stand in props.conf and transforms.conf of a Splunk installation ([WinEventLog]): the header
is lines of key=value, the message is lines of "name: value".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSFORMS: dict[str, dict[str, str]] = {
    "wel-message": {
        "REGEX": r"(?sm)^(?<_pre_msg>.+?)\nMessage=(?<Message>.+)$",
        "CLEAN_KEYS": "false",
    },
    "wel-eq-kv": {"SOURCE_KEY": "_pre_msg", "DELIMS": '"\\n","="', "MV_ADD": "true"},
    "wel-col-kv": {
        "SOURCE_KEY": "Message",
        "REGEX": r"\n([^:\n\r]+):[ \t]+([^\n]*)",
        "FORMAT": "$1::$2",
        "MV_ADD": "true",
    },
}


def settings(sourcetype: str) -> Mapping[str, str]:
    """Return the settings that Splunk itself has for a sourcetype."""
    if sourcetype.split(":")[0] == "WinEventLog":
        return {"REPORT-MESSAGE": "wel-message,wel-eq-kv,wel-col-kv", "KV_MODE": "none"}
    return {}
