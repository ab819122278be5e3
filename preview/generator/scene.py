"""The scene: what happens is told to it fact by fact, and its sensors see it.

The benign day and the attack share one scene, so that sources agree on times, addresses, process
ids and GUIDs.
"""

from __future__ import annotations

from preview.generator.event import Ledger
from preview.generator.sensors.cloud import CloudSensors
from preview.generator.sensors.linux import LinuxSensors
from preview.generator.sensors.network import NetworkSensors
from preview.generator.sensors.protection import ProtectionSensors
from preview.generator.sensors.windows import WindowsSensors


class Scene:
    """All sensors, and the ledger in which they write."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.windows = WindowsSensors(self.ledger)
        self.network = NetworkSensors(self.ledger, self.windows)
        self.cloud = CloudSensors(self.ledger)
        self.linux = LinuxSensors(self.ledger)
        self.protection = ProtectionSensors(self.ledger)
