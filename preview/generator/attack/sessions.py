"""The command-and-control sessions on FYODOR-L: five processes that call one server.

First and last call and the number of calls of each: public write-ups of BOTSv3. The write-ups
name a session by the second group of its ``ProcessGuid``, so the GUIDs carry these numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, List

from preview.generator import clock, draw
from preview.generator.facts import Connection, Process
from preview.generator.internet import C2_ADDRESS, C2_NAME

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene


@dataclass(frozen=True)
class Session:
    """One session.

    :param name: four hexadecimal digits, the second group of the process GUID.
    :param calls: number of connections from the first to the last, both included.
    """

    name: str
    integrity: str
    first: str
    last: str
    calls: int

    @property
    def stamp(self) -> float:
        """Epoch seconds that make a GUID with the name of the session."""
        return float((int(clock.DAY_START) >> 16 << 16) + int(self.name, 16))


MEDIUM = Session("C300", "Medium", "10:01:46", "11:59:36", 1123)
ELEVATED = Session("C442", "High", "10:07:08", "11:13:57", 694)
TASK = Session("C52C", "System", "10:11:03", "11:59:35", 1017)
WMI = Session("C637", "System", "10:15:30", "11:59:33", 994)
SECOND_BYPASS = Session("D8AE", "High", "11:32:16", "11:34:00", 22)

_RETRIES = 3
"""A new session tries again after a second, three times, before it keeps its interval."""

_PAUSE = 10.0
"""Executing an order delays the next call by about this many seconds."""


def call_home(scene: Scene, session: Session, process: Process) -> None:
    """Let a session call its server until it ends."""
    rng = draw.stream(f"session {session.name}")
    for number, time in enumerate(_times(session, rng)):
        first = number == 0 and session is MEDIUM
        scene.network.connect(
            Connection(
                time=time,
                source=process.host.address,
                source_port=50000 + (int(session.name, 16) * 7 + number) % 15000,
                destination=C2_ADDRESS,
                destination_port=443,
                sent=rng.choice((741, 757, 773)),
                received=rng.choice((1429, 1445)),
                duration=round(rng.uniform(0.2, 0.4), 3),
                name=C2_NAME,
                process=process,
            ),
            ("c2_beacon", "first_seen_network") if first else ("c2_beacon",),
        )


def _times(session: Session, rng: Random) -> List[float]:
    start, end = clock.at(session.first), clock.at(session.last)
    regular = session.calls - 1 - _RETRIES
    rest = end - start - _RETRIES
    interval = 5.5
    pauses = int((rest - regular * interval) / _PAUSE)
    while pauses * 16 > regular:  # a slower session, not one that pauses all the time
        interval += 0.1
        pauses = int((rest - regular * interval) / _PAUSE)
    delayed = set(rng.sample(range(regular), pauses))
    steps = [
        interval + rng.uniform(-0.08, 0.08) + (_PAUSE if n in delayed else 0.0)
        for n in range(regular)
    ]
    correction = (rest - sum(steps)) / regular
    times = [start + number for number in range(_RETRIES + 1)]
    for step in steps:
        times.append(times[-1] + step + correction)
    return [round(time, 3) for time in times]
