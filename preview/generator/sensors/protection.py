"""Symantec Endpoint Protection: risks, intrusions, blocked traffic, scans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import symantec

if TYPE_CHECKING:
    from preview.generator.event import Ledger, Stories
    from preview.generator.organisation import Host

MANAGER = "FRTH-SEPM01"


class ProtectionSensors:
    """Show to the protection manager what its clients report."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def risk(
        self, host: Host, time: float, name: str, path: str, action: str, stories: Stories = ()
    ) -> None:
        """Report a file as a risk."""
        self.ledger.add(
            symantec.RISK,
            time,
            MANAGER,
            lambda _: symantec.risk(host, time, name, path, action),
            stories,
        )

    def intrusion(
        self,
        host: Host,
        time: float,
        signature: str,
        remote: str,
        application: str,
        stories: Stories = (),
    ) -> None:
        """Report that a signature matches network traffic."""
        self.ledger.add(
            symantec.SECURITY,
            time,
            MANAGER,
            lambda _: symantec.security(host, time, signature, remote, application),
            stories,
        )

    def blocked(
        self, host: Host, time: float, remote: str, port: int, stories: Stories = ()
    ) -> None:
        """Report a connection that the firewall of the client blocked."""
        self.ledger.add(
            symantec.TRAFFIC,
            time,
            MANAGER,
            lambda _: symantec.traffic(host, time, remote, port, "Blocked"),
            stories,
        )

    def scanned(self, host: Host, time: float, files: int) -> None:
        """Report a scan that found nothing."""
        self.ledger.add(
            symantec.SCAN, time, MANAGER, lambda _: symantec.scan(host, time, files), ()
        )
