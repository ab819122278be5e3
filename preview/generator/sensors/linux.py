"""Linux servers: osquery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict

from preview.generator import draw, osquery

if TYPE_CHECKING:
    from preview.generator.event import Ledger, Stories
    from preview.generator.organisation import Host


class LinuxSensors:
    """Show what happens on Linux servers to osquery."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._rng = draw.stream("linux process ids")
        self._pids: Dict[str, int] = {}

    def pid(self, host: Host) -> int:
        """Return the next process id of a host."""
        step = self._rng.randrange(1, 9)
        self._pids[host.name] = self._pids.get(host.name, 4000) + step
        return self._pids[host.name]

    def row(
        self, host: Host, time: float, query: str, columns: Dict[str, str], stories: Stories = ()
    ) -> None:
        """Let a query have a new row."""
        self.ledger.add(
            osquery.FEED,
            time,
            host.name,
            lambda _: osquery.render(host, time, query, columns),
            stories,
        )

    def execute(
        self,
        host: Host,
        time: float,
        command_line: str,
        *,
        parent: int = 1,
        user: int = 0,
        effective: int = -1,
        stories: Stories = (),
    ) -> int:
        """Let osquery see a program run; return its process id.

        :param user: numeric user id; ``effective`` is the effective one where it differs.
        """
        pid = self.pid(host)
        acting = user if effective < 0 else effective
        program = command_line.split(" ")[0]
        columns = {
            "auid": "4294967295",
            "cmdline": command_line,
            "cwd": "/",
            "egid": str(acting),
            "euid": str(acting),
            "gid": str(user),
            "parent": str(parent),
            "path": program if program.startswith("/") else f"/usr/bin/{program}",
            "pid": str(pid),
            "time": str(int(time)),
            "uid": str(user),
        }
        self.row(host, time, osquery.PROCESSES, columns, stories)
        return pid
