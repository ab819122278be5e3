"""Endpoint protection on a quiet day: scans, blocked noise, a cookie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw
from preview.generator.organisation import HOSTS, LAPTOPS, WINDOWS_SERVERS

if TYPE_CHECKING:
    from preview.generator.scene import Scene


def tell(scene: Scene) -> None:
    """Let the clients report."""
    rng = draw.stream("benign protection")
    for host in (*LAPTOPS, *WINDOWS_SERVERS):
        for start in ("12:05:00", "16:30:00"):
            time = clock.at(start) + rng.uniform(0, 1500)
            scene.protection.scanned(host, time, rng.randrange(9_000, 60_000))
        for time in draw.in_business_hours(rng, 14):
            neighbour = rng.choice(LAPTOPS)
            scene.protection.blocked(
                host, time, neighbour.inner, rng.choice((137, 445, 1900, 5355))
            )
    host = HOSTS["GHOPPY-L"]
    scene.protection.risk(
        host,
        clock.at("15:12:44"),
        "Tracking Cookies",
        "C:\\Users\\GraceHoppy\\AppData\\Roaming\\Microsoft\\Windows\\Cookies\\2K4J.txt",
        "Deleted",
    )
