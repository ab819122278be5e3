"""The firewall's syslog, ``cisco:asa``.

Messages 302013 to 302016 and 106023: Cisco ASA Series Syslog Messages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.organisation import FIREWALL, OFFICE_ADDRESS

if TYPE_CHECKING:
    from preview.generator.facts import Connection

FEED = Feed("cisco_asa", "udp:514", "cisco:asa")

_BUILT = {"tcp": "302013", "udp": "302015"}
_TEARDOWN = {"tcp": "302014", "udp": "302016"}


def inside(address: str) -> bool:
    """Tell whether an address is behind the firewall."""
    return address.startswith("192.168.")


def crosses(flow: Connection) -> bool:
    """Tell whether a flow passes the firewall."""
    return inside(flow.source) != inside(flow.destination)


def built(flow: Connection, number: int) -> str:
    """Write the start of a connection."""
    source, destination = _source(flow), _destination(flow)
    translated = f"{OFFICE_ADDRESS}/"
    if inside(flow.source):
        direction = "outbound"
        outer, inner = destination, f"{source} ({translated}{flow.source_port})"
    else:
        direction = "inbound"
        outer, inner = source, f"{destination} ({translated}{flow.destination_port})"
    return _line(
        flow.time,
        f"6-{_BUILT[flow.transport]}",
        f"Built {direction} {flow.transport.upper()} connection {number} for "
        f"{outer} ({outer.partition(':')[2]}) to {inner}",
    )


def teardown(flow: Connection, number: int) -> str:
    """Write the end of a connection."""
    source, destination = _source(flow), _destination(flow)
    outer, inner = (destination, source) if inside(flow.source) else (source, destination)
    minutes, seconds = divmod(int(flow.duration), 60)
    hours, minutes = divmod(minutes, 60)
    reason = " TCP FINs" if flow.transport == "tcp" else ""
    return _line(
        flow.time + flow.duration,
        f"6-{_TEARDOWN[flow.transport]}",
        f"Teardown {flow.transport.upper()} connection {number} for {outer} to {inner} "
        f"duration {hours}:{minutes:02}:{seconds:02} bytes {flow.sent + flow.received}{reason}",
    )


def denied(time: float, source: str, source_port: int, port: int) -> str:
    """Write a packet from outside that the access list drops."""
    return _line(
        time,
        "4-106023",
        f"Deny tcp src outside:{source}/{source_port} dst inside:{OFFICE_ADDRESS}/{port} "
        'by access-group "outside_access_in" [0x0, 0x0]',
    )


def _source(flow: Connection) -> str:
    return f"{_interface(flow.source)}:{flow.source}/{flow.source_port}"


def _destination(flow: Connection) -> str:
    return f"{_interface(flow.destination)}:{flow.destination}/{flow.destination_port}"


def _interface(address: str) -> str:
    return "inside" if inside(address) else "outside"


def _line(time: float, code: str, text: str) -> str:
    stamp = clock.moment(time).strftime("%b %d %Y %H:%M:%S")
    return f"{stamp} {FIREWALL.name} : %ASA-{code}: {text}"
