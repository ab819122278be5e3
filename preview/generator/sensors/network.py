"""The network: the firewall's log and what Splunk Stream sees at a mirror port."""

from __future__ import annotations

from typing import TYPE_CHECKING, Set

from preview.generator import cisco_asa, clock, stream
from preview.generator.organisation import FIREWALL

if TYPE_CHECKING:
    from preview.generator.event import Ledger, Stories
    from preview.generator.facts import Connection, Lookup
    from preview.generator.sensors.windows import WindowsSensors

PROBE = "splunk01"
"""The host at the mirror port of the switch, which runs Splunk Stream."""


class NetworkSensors:
    """Show connections and DNS questions to all that see the network."""

    def __init__(self, ledger: Ledger, windows: WindowsSensors) -> None:
        self.ledger = ledger
        self._windows = windows
        self._connections: Set[int] = set()

    def connect(self, flow: Connection, stories: Stories = ()) -> None:
        """Let a connection be seen by Sysmon on its host, the network probe and the firewall."""
        add = self.ledger.add
        if flow.process:
            self._windows.connection(flow, flow.process, stories)
        add(stream.IP, flow.time, PROBE, lambda _: stream.ip(flow), stories)
        request = flow.request
        if request:
            add(stream.HTTP, flow.time, PROBE, lambda _: stream.http(flow, request), stories)
        if cisco_asa.crosses(flow):
            number = self._connection_number(flow.time)
            wall, end = FIREWALL.name, flow.time + flow.duration
            add(cisco_asa.FEED, flow.time, wall, lambda _: cisco_asa.built(flow, number), stories)
            add(cisco_asa.FEED, end, wall, lambda _: cisco_asa.teardown(flow, number), stories)

    def _connection_number(self, time: float) -> int:
        number = 300_000_000 + round((time - clock.DAY_START) * 1000)
        while number in self._connections:
            number += 1
        self._connections.add(number)
        return number

    def denied(self, time: float, source: str, source_port: int, port: int) -> None:
        """Let the firewall drop a packet from outside."""
        self.ledger.add(
            cisco_asa.FEED,
            time,
            FIREWALL.name,
            lambda _: cisco_asa.denied(time, source, source_port, port),
            (),
        )

    def look_up(self, fact: Lookup, stories: Stories = ()) -> None:
        """Let the network probe see a DNS question and its answer."""
        self.ledger.add(stream.DNS, fact.time, PROBE, lambda _: stream.dns(fact), stories)
