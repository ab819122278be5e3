"""The names of the fields that every event gets."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Tuple

NAME_SETS = ("sysmon", "cim", "both")

SYSTEM_FIELDS = (
    "EventID",
    "Version",
    "Computer",
    "Channel",
    "EventRecordID",
    "SystemTime",
    "System_ProcessID",
    "System_ThreadID",
    "System_UserID",
)
ALGORITHMS = ("MD5", "SHA1", "SHA256", "IMPHASH")
MARKS = ("technique_id", "technique_name", "phase_name")
"""The ATT&CK marks that a rule name holds."""

STATUS = "sysmon_status"


def output_names(names: str, *, explained: bool) -> Tuple[str, ...]:
    """Return the fields every event has; EventData comes on top, as each event holds it.

    :param names: one of :data:`NAME_SETS`.
    """
    return (
        *((*SYSTEM_FIELDS, *ALGORITHMS, *MARKS) if names != "cim" else ()),
        *(_cim_names() if names != "sysmon" else ()),
        "sysmon_event",
        *(("sysmon_summary", "sysmon_notes") if explained else ()),
        STATUS,
    )


def _cim_names() -> Tuple[str, ...]:
    from huntpipe.sysmon.cim import NAMES  # noqa: PLC0415 - the table is of use to few searches

    return NAMES
