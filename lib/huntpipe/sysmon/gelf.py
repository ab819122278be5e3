"""A message of GELF, as NXLog sends Windows events to Graylog.

Form: https://go2docs.graylog.org/current/getting_in_log_data/gelf.html. All but a few names have an
underscore in front; the message is cut in ``short_message`` and whole in ``full_message``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huntpipe.sysmon.json_record import Record


def shipped_gelf(record: Record) -> Record:
    """Return such a message as NXLog would send it as JSON, and any other object as it is."""
    if "short_message" not in record:
        return record
    shipped = {name[1:]: value for name, value in record.items() if name.startswith("_")}
    message = record.get("full_message") or record["short_message"]
    return {"Hostname": record.get("host"), **shipped, "Message": message}
