"""The fields an event gets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, List, Optional, Union

from huntpipe.virustotal.names import FIELDS
from huntpipe.virustotal.verdict import Thresholds, verdict

if TYPE_CHECKING:
    from huntpipe.virustotal.indicator import Indicator
    from huntpipe.virustotal.resolver import Resolution

Row = List[Union[str, List[str]]]


def dismissed(status: str, message: str = "", kind: str = "") -> Row:
    """Return the fields of a value that is not looked up.

    :param status: ``empty``, ``invalid`` or ``skipped_private``.
    :param message: why.
    :param kind: what the value is, where that is known.
    """
    found = "" if status == "empty" else "unknown"
    return _row(verdict=found, type=kind, status=status, error=message)


def described(indicator: Indicator, resolution: Resolution, thresholds: Thresholds) -> Row:
    """Return the fields of a value that was looked up."""
    about = {
        "type": indicator.kind,
        "source": resolution.source,
        "status": resolution.status,
        "error": resolution.message,
    }
    report = resolution.report
    if report is None:
        return _row(verdict="unknown", **about)
    counts = (report.malicious, report.suspicious, report.harmless, report.undetected)
    return _row(
        **about,
        verdict=verdict(*counts, thresholds),
        malicious=str(report.malicious),
        suspicious=str(report.suspicious),
        engines=str(report.engines),
        ratio=f"{report.malicious}/{report.engines}",
        label=report.label,
        names=list(report.names),
        tags=list(report.tags),
        reputation="" if report.reputation is None else str(report.reputation),
        first_seen=_time(report.first_seen),
        last_analysis=_time(report.last_analysis),
        link=indicator.link(report.report_id),
    )


def _row(**fields: Union[str, List[str]]) -> Row:
    return [fields.get(name, "") for name in FIELDS]


def _time(moment: Optional[int]) -> str:
    """Return a moment as ISO 8601 in UTC."""
    return "" if moment is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
