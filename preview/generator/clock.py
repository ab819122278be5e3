"""The day of the sample, 2018-08-20 (UTC), and the ways in which log sources write a time."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

MIDNIGHT = datetime(2018, 8, 20, tzinfo=timezone.utc)
DAY_START = MIDNIGHT.timestamp()
DAY_END = DAY_START + 86400


def at(clock_time: str) -> float:
    """Return the epoch seconds of a ``HH:MM:SS`` or ``HH:MM:SS.mmm`` of the day."""
    hours, minutes, seconds = clock_time.split(":")
    return DAY_START + int(hours) * 3600 + int(minutes) * 60 + float(seconds)


def moment(time: float) -> datetime:
    """Return the UTC date and time, exact to the millisecond, of epoch seconds."""
    return MIDNIGHT + timedelta(milliseconds=round((time - DAY_START) * 1000))


def iso_seconds(time: float) -> str:
    """Return ``2018-08-20T10:01:41``, as the Office 365 audit log writes it."""
    return moment(time).strftime("%Y-%m-%dT%H:%M:%S")


def iso_micros(time: float) -> str:
    """Return ``2018-08-20T10:01:41.250000Z``, as Splunk Stream writes it."""
    return moment(time).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def iso_ticks(time: float) -> str:
    """Return seven decimals without a zone, as .NET services write it."""
    return moment(time).strftime("%Y-%m-%dT%H:%M:%S.%f") + "0"


def iso_nanos(time: float) -> str:
    """Return nine decimals and ``Z``, as Windows writes ``TimeCreated SystemTime``."""
    return moment(time).strftime("%Y-%m-%dT%H:%M:%S.%f") + "000Z"


def sysmon_utc(time: float) -> str:
    """Return ``2018-08-20 10:01:41.250``, as Sysmon writes ``UtcTime``."""
    return moment(time).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
