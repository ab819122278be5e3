"""Windows hosts: Sysmon, the Security log and the PowerShell log."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Dict, List, Optional, Set, Tuple

from preview.generator import clock, draw, powershell, sysmon, windows_security
from preview.generator.facts import Process
from preview.generator.organisation import HOSTS, Host
from preview.generator.programs import SYSTEM

if TYPE_CHECKING:
    from random import Random

    from preview.generator.event import Ledger, Stories
    from preview.generator.facts import Connection


class Machine:
    """A running Windows host: it gives out process ids and GUIDs, each once."""

    def __init__(self, host: Host) -> None:
        self.host = host
        self._rng = draw.stream(f"machine {host.name}")
        self._pids: Set[int] = {4, 2216}
        self._units: Set[int] = set()

    def pid(self) -> int:
        """Return a process id that nobody on this host has yet."""
        return 4 * _unused(self._rng, self._pids, 130, 6000)

    def guid(self, time: float) -> str:
        """Return a ``ProcessGuid`` as Sysmon 8 makes it: host, start time, locally unique id."""
        seconds = int(time)
        unit = _unused(self._rng, self._units, 0x4000, 0x2000000).to_bytes(4, "little")
        return (
            f"{{{self.host.machine}-{seconds & 0xFFFF:04X}-{seconds >> 16:04X}"
            f"-0000-0010{unit.hex().upper()}}}"
        )


def _unused(rng: Random, taken: Set[int], start: int, stop: int) -> int:
    number = rng.randrange(start, stop)
    while number in taken:
        number = rng.randrange(start, stop)
    taken.add(number)
    return number


class WindowsSensors:
    """Show what happens on Windows hosts to the logs of these hosts."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._machines: Dict[str, Machine] = {}
        self._running: Dict[Tuple[str, str], Process] = {}
        self._started: List[Process] = []

    def machine(self, name: str) -> Machine:
        """Return the running machine of a Windows host."""
        if name not in self._machines:
            self._machines[name] = Machine(HOSTS[name])
        return self._machines[name]

    def running(
        self, host: str, image: str, command_line: str, parent: Optional[Process] = None
    ) -> Process:
        """Return a process of SYSTEM that runs since before the day: no sensor saw it start.

        The same command line on the same host is the same process.
        """
        key = (host, command_line)
        if key not in self._running:
            machine = self.machine(host)
            start = clock.DAY_START - 40000
            self._running[key] = Process(
                machine.host,
                start,
                machine.pid(),
                machine.guid(start),
                image,
                command_line,
                SYSTEM,
                "System",
                "C:\\Windows\\system32\\",
                parent,
            )
        return self._running[key]

    def start(
        self,
        parent: Process,
        time: float,
        image: str,
        command_line: str,
        *,
        user: Optional[str] = None,
        integrity: Optional[str] = None,
        stamp: Optional[float] = None,
        lifetime: Optional[float] = None,
        stories: Stories = (),
    ) -> Process:
        """Sysmon and the Security log see a process start; Sysmon sees it end.

        :param user: taken over from the parent unless given, as is ``integrity``.
        :param stamp: epoch seconds written into the GUID when the host's clock was off.
        """
        machine = self.machine(parent.host.name)
        who = user or parent.user
        process = Process(
            host=parent.host,
            time=round(time, 3),
            pid=machine.pid(),
            guid=machine.guid(time if stamp is None else stamp),
            image=image,
            command_line=command_line,
            user=who,
            integrity=integrity or parent.integrity,
            directory=_directory(parent.host, who),
            parent=parent,
        )
        self._started.append(process)
        host = process.host.name
        self.ledger.add(sysmon.FEED, time, host, partial(sysmon.process_create, process), stories)
        self.ledger.add(
            windows_security.FEED,
            time,
            host,
            partial(windows_security.process_created, process),
            stories,
        )
        if lifetime is not None:
            end = time + lifetime
            self.ledger.add(
                sysmon.FEED, end, host, partial(sysmon.process_terminate, process, end), stories
            )
        return process

    def started(self, host: str, image: str, integrity: str) -> List[Process]:
        """Return the processes of a program that started on a host, in the order told."""
        return [
            process
            for process in self._started
            if (process.host.name, process.image, process.integrity) == (host, image, integrity)
        ]

    def file(self, process: Process, time: float, path: str, stories: Stories = ()) -> None:
        """Sysmon sees a process create a file."""
        self.ledger.add(
            sysmon.FEED,
            time,
            process.host.name,
            partial(sysmon.file_create, process, path, time),
            stories,
        )

    def download_mark(
        self, process: Process, time: float, path: str, stories: Stories = ()
    ) -> None:
        """Sysmon sees the mark of the web that a browser puts on a file."""
        self.ledger.add(
            sysmon.FEED,
            time,
            process.host.name,
            partial(sysmon.stream_create, process, path, time),
            stories,
        )

    def registry(
        self, process: Process, time: float, value: Tuple[str, str], stories: Stories = ()
    ) -> None:
        """Sysmon sees a registry value set; ``value`` is its key and its details."""
        self.ledger.add(
            sysmon.FEED,
            time,
            process.host.name,
            partial(sysmon.registry_set, process, value[0], value[1], time),
            stories,
        )

    def access(
        self,
        source: Process,
        target: Process,
        time: float,
        access: Tuple[str, str],
        stories: Stories = (),
    ) -> None:
        """Sysmon sees a process open another; ``access`` is rights and end of the call trace."""
        self.ledger.add(
            sysmon.FEED,
            time,
            source.host.name,
            partial(sysmon.process_access, source, target, time, access),
            stories,
        )

    def thread(
        self,
        source: Process,
        target: Process,
        time: float,
        start: Tuple[str, str, str],
        stories: Stories = (),
    ) -> None:
        """Sysmon sees a remote thread; ``start`` is its address, module and function."""
        self.ledger.add(
            sysmon.FEED,
            time,
            source.host.name,
            partial(sysmon.remote_thread, source, target, time, start),
            stories,
        )

    def script_block(
        self,
        process: Process,
        time: float,
        text: str,
        stories: Stories = (),
        *,
        suspicious: bool = False,
    ) -> None:
        """Let PowerShell log a script block."""
        self.ledger.add(
            powershell.FEED,
            time,
            process.host.name,
            partial(powershell.script_block, process, text, time, suspicious=suspicious),
            stories,
        )

    def log_on(self, fact: windows_security.Logon, stories: Stories = ()) -> None:
        """Let the Security log see a logon."""
        self.ledger.add(
            windows_security.FEED,
            fact.time,
            fact.host.name,
            partial(windows_security.logon, fact),
            stories,
        )

    def new_account(self, process: Process, time: float, name: str, stories: Stories = ()) -> None:
        """Let the Security log see a local account made."""
        self.ledger.add(
            windows_security.FEED,
            time,
            process.host.name,
            partial(windows_security.account_created, process, name, time),
            stories,
        )

    def join_group(
        self, process: Process, time: float, name: str, group: str, stories: Stories = ()
    ) -> None:
        """Let the Security log see an account join a local group."""
        self.ledger.add(
            windows_security.FEED,
            time,
            process.host.name,
            partial(windows_security.group_joined, process, name, group, time),
            stories,
        )

    def new_task(
        self, process: Process, time: float, name: str, action: str, stories: Stories = ()
    ) -> None:
        """Let the Security log see a scheduled task made."""
        self.ledger.add(
            windows_security.FEED,
            time,
            process.host.name,
            partial(windows_security.task_created, process, name, action, time),
            stories,
        )

    def connection(self, flow: Connection, process: Process, stories: Stories = ()) -> None:
        """Sysmon sees a process connect to another host."""
        self.ledger.add(
            sysmon.FEED,
            flow.time,
            process.host.name,
            partial(sysmon.network_connect, flow, process),
            stories,
        )


def _directory(host: Host, user: str) -> str:
    if host.owner and user == host.owner.windows_user:
        return host.owner.profile + "\\"
    return "C:\\Windows\\system32\\"
