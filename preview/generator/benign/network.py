"""Connections of programs to sites on the Internet, with the DNS answers they follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from preview.generator.facts import Connection, Lookup, Process, Request

if TYPE_CHECKING:
    from random import Random

    from preview.generator.internet import Site
    from preview.generator.organisation import Host
    from preview.generator.scene import Scene

EDGE_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/64.0.3282.140 Safari/537.36 Edge/17.17134"
)
CHROME_AGENT = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/68.0.3440.106 Safari/537.36"
)
UPDATE_AGENT = "Windows-Update-Agent/10.0.10011.16384 Client-Protocol/1.70"
CRYPTO_AGENT = "Microsoft-CryptoAPI/10.0"


class Traffic:
    """The connections of one host."""

    def __init__(self, scene: Scene, host: Host, rng: Random) -> None:
        self._scene = scene
        self._host = host
        self._rng = rng

    def port(self) -> int:
        """Return a source port."""
        return self._rng.randrange(49152, 65536)

    def visit(
        self,
        time: float,
        site: Site,
        process: Optional[Process] = None,
        request: Optional[Request] = None,
        *,
        resolve: bool = True,
    ) -> None:
        """Look a site up and connect to it."""
        address = self._rng.choice(site.addresses)
        if resolve:
            before = time - self._rng.uniform(0.03, 0.3)
            self._scene.network.look_up(Lookup(before, self._host.address, site.name, (address,)))
        self._scene.network.connect(
            Connection(
                time=time,
                source=self._host.address,
                source_port=self.port(),
                destination=address,
                destination_port=site.port,
                sent=self._rng.randrange(400, 9000),
                received=int(900 * 2 ** self._rng.uniform(0, 9)),
                duration=round(self._rng.uniform(0.05, 90), 3),
                name=site.name,
                process=process,
                request=request,
            )
        )

    def inside(
        self, time: float, server: Host, port: int, process: Optional[Process] = None
    ) -> None:
        """Connect to a server of the company."""
        self._scene.network.connect(
            Connection(
                time=time,
                source=self._host.inner or self._host.address,
                source_port=self.port(),
                destination=server.address,
                destination_port=port,
                sent=self._rng.randrange(300, 4000),
                received=self._rng.randrange(300, 20000),
                duration=round(self._rng.uniform(0.01, 5), 3),
                name=server.fqdn,
                process=process,
            )
        )
