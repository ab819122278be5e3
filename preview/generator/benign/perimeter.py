"""The edge of the network: visitors of the public web server, and scanners that are denied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import draw
from preview.generator import internet as net
from preview.generator.benign.network import CHROME_AGENT, EDGE_AGENT
from preview.generator.facts import Connection, Request
from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene

_PATHS = (
    "/",
    "/portal.php",
    "/member.php?action=login",
    "/forumdisplay.php?fid=2",
    "/showthread.php?tid=41",
    "/showthread.php?tid=87",
    "/images/logo.png",
    "/jscripts/general.js",
    "/cache/themes/theme1/global.css",
    "/search.php?action=results&sid=aa12",
    "/robots.txt",
)
_BOTS = {
    "66.249.66.1": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "40.77.167.5": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "157.55.39.5": "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
}
_DENIED_PORTS = (22, 23, 445, 1433, 3389, 5060, 5900, 6379, 8080)


def tell(scene: Scene) -> None:
    """Let the Internet knock."""
    rng = draw.stream("benign perimeter")
    for time in draw.any_time(rng, 1500):
        visitor = rng.choice(net.VISITORS)
        _visit(scene, rng, time, visitor, rng.choice(_PATHS))
    for time in draw.any_time(rng, 900):
        scene.network.denied(
            time, rng.choice(net.SCANNERS), rng.randrange(1024, 65536), rng.choice(_DENIED_PORTS)
        )
    for time in draw.any_time(rng, 12):
        _visit(scene, rng, time, rng.choice(net.SCANNERS), "/index.action")


def _visit(scene: Scene, rng: Random, time: float, visitor: str, path: str) -> None:
    server = HOSTS["brewertalk-web"]
    status = 404 if path.endswith(".action") else rng.choice((200, 200, 200, 200, 304, 302))
    agent = _BOTS.get(visitor, rng.choice((CHROME_AGENT, EDGE_AGENT)))
    scene.network.connect(
        Connection(
            time=time,
            source=visitor,
            source_port=rng.randrange(1024, 65536),
            destination=server.address,
            destination_port=80,
            sent=rng.randrange(300, 1200),
            received=rng.randrange(200, 60_000),
            duration=round(rng.uniform(0.02, 4), 3),
            request=Request("GET", path, "www.brewertalk.com", agent, status=status),
        )
    )
