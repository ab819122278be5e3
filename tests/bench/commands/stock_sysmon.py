"""sysmonparse's work as it is written on the SDK as it comes, with xml.etree.

The SDK writes the columns of a chunk's first record and drops what other records have besides.
With the argument ``lossy`` it is left at that, without all fields of all events are written.
"""

import sys
import xml.etree.ElementTree as ET
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "lib" / "vendor"))
sys.path.insert(1, str(Path(__file__).resolve().parents[3] / "lib"))

from splunklib.searchcommands import Configuration, StreamingCommand, dispatch

from huntpipe.sysmon.event_types import BY_ID

E = "{http://schemas.microsoft.com/win/2004/08/events/event}"
TEXTS = ("EventID", "Version", "Computer", "Channel", "EventRecordID")
ATTRIBUTES = (
    ("TimeCreated", "SystemTime", "SystemTime"),
    ("Execution", "ProcessID", "System_ProcessID"),
    ("Execution", "ThreadID", "System_ThreadID"),
    ("Security", "UserID", "System_UserID"),
)
HASHES = ("MD5", "SHA1", "SHA256", "IMPHASH")
MARKS = ("technique_id", "technique_name", "phase_name")


def pairs(text):
    """Return what ``name=value,name=value`` says."""
    return dict(part.split("=", 1) for part in text.split(",") if "=" in part)


def parse(record):
    """Add the fields of an event to its record."""
    event = ET.fromstring(record["_raw"])  # noqa: S314 - the events of a timing
    system = event.find(f"{E}System")
    for name in TEXTS:
        record[name] = system.findtext(f"{E}{name}")
    for element, attribute, name in ATTRIBUTES:
        record[name] = system.find(f"{E}{element}").get(attribute, "")
    for element in event.find(f"{E}EventData"):
        record[element.get("Name")] = element.text or ""
    hashes = pairs(record.get("Hashes") or record.get("Hash", ""))
    record.update((name, hashes[name]) for name in HASHES if name in hashes)
    marks = pairs(record.get("RuleName", ""))
    record.update((name, marks[name]) for name in MARKS if name in marks)
    event_type = BY_ID.get(record["EventID"])
    record["sysmon_event"] = event_type.name if event_type else "Unknown"
    record["sysmon_status"] = "parsed"
    return record


@Configuration()
class StockSysmonCommand(StreamingCommand):
    """Yields every record with the fields of its event."""

    def stream(self, records):
        if "lossy" in self.fieldnames:
            yield from map(parse, records)
            return
        parsed = [parse(record) for record in records]
        for name in dict.fromkeys(chain.from_iterable(parsed)):
            parsed[0].setdefault(name, "")
        yield from parsed


dispatch(StockSysmonCommand, sys.argv, sys.stdin, sys.stdout, __name__)
