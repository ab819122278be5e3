"""Results of osquery on the Linux servers, ``osquery:results``, in its event format.

Tables and columns: https://osquery.io/schema (process_events, socket_events, users, ...).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Dict

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.organisation import stable_guid

if TYPE_CHECKING:
    from preview.generator.organisation import Host

FEED = Feed("osquery", "/var/log/osquery/osqueryd.results.log", "osquery:results")

PROCESSES = "pack_process-monitoring_proc_events"
SOCKETS = "pack_process-monitoring_socket_events"
USERS = "pack_incident-response_users"
FILES = "pack_fim_file_events"
PORTS = "pack_incident-response_listening_ports"


def render(
    host: Host, time: float, query: str, columns: Dict[str, str], action: str = "added"
) -> str:
    """Write one row that a query gained or lost."""
    return json.dumps(
        {
            "name": query,
            "hostIdentifier": host.name,
            "calendarTime": clock.moment(time).strftime("%a %b %d %H:%M:%S %Y UTC"),
            "unixTime": int(time),
            "epoch": 0,
            "counter": 1 + int(time - clock.DAY_START) // 60,
            "decorations": {"host_uuid": stable_guid("osquery " + host.name), "username": "LOGIN"},
            "columns": columns,
            "action": action,
        }
    )


def account(name: str, number: int, home: str, shell: str) -> Dict[str, str]:
    """Return the columns of table ``users`` for one account."""
    return {
        "description": "",
        "directory": home,
        "gid": str(number),
        "gid_signed": str(number),
        "shell": shell,
        "uid": str(number),
        "uid_signed": str(number),
        "username": name,
        "uuid": "",
    }
