"""Benign deeds on laptops that hunts easily take for the attack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, programs
from preview.generator import internet as net
from preview.generator.benign.network import Traffic
from preview.generator.internet import Site
from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from preview.generator.facts import Process
    from preview.generator.scene import Scene

CHOCOLATEY = Site("chocolatey.org", ("104.18.20.5",))
INSTALL = (
    "iex ((New-Object System.Net.WebClient).DownloadString('https://chocolatey.org/install.ps1'))"
)
DROPBOX = "C:\\Program Files (x86)\\Dropbox\\Client\\Dropbox.exe"


def tell(scene: Scene) -> None:
    """Let people do odd but honest things."""
    _synchronise(scene)
    _install_a_tool(scene)
    _refresh_a_workbook(scene)
    _pack_a_build(scene)
    _open_settings(scene)
    _look_at_tasks(scene)


def _explorer(scene: Scene, host: str) -> Process:
    return scene.windows.started(host, programs.EXPLORER, "Medium")[0]


def _synchronise(scene: Scene) -> None:
    """Let a file synchroniser call its service every minute, nearly as constant as a beacon."""
    host = HOSTS["JWORTOS-L"]
    rng = draw.stream("synchroniser")
    start = clock.at("09:02:00")
    client = scene.windows.start(
        _explorer(scene, host.name), start, DROPBOX, f'"{DROPBOX}" /systemstartup'
    )
    traffic = Traffic(scene, host, rng)
    for time in draw.every(rng, start + 5, clock.at("16:50:00"), 60, 1.2):
        traffic.visit(time, net.DROPBOX, client, resolve=rng.random() < 0.1)


def _install_a_tool(scene: Scene) -> None:
    """Let a developer install a package manager with the one-liner of its web site."""
    host = HOSTS["JWORTOS-L"]
    time = clock.at("10:12:20")
    shell = scene.windows.start(
        _explorer(scene, host.name),
        time,
        programs.POWERSHELL,
        f'"{programs.POWERSHELL}" -NoProfile -ExecutionPolicy Bypass -Command "{INSTALL}"',
        integrity="High",
        lifetime=95,
    )
    scene.windows.script_block(shell, time + 1.1, INSTALL)
    Traffic(scene, host, draw.stream("package manager")).visit(time + 1.4, CHOCOLATEY, shell)


def _refresh_a_workbook(scene: Scene) -> None:
    """Let the add-in of a finance workbook copy its figures by the command shell."""
    path = "C:\\Users\\HeddaMalt\\Documents\\Payroll August.xlsx"
    excel = scene.windows.start(
        _explorer(scene, "HMALT-L"),
        clock.at("11:41:30"),
        programs.EXCEL,
        f'"{programs.EXCEL}" "{path}"',
        lifetime=1900,
    )
    scene.windows.start(
        excel,
        clock.at("11:42:02"),
        programs.CMD,
        'cmd.exe /c copy /y "\\\\FRTH-FS01\\finance\\rates.csv" "%TEMP%\\rates.csv"',
        lifetime=0.8,
    )


def _pack_a_build(scene: Scene) -> None:
    """Let a developer pack a build with the tar of Windows."""
    console = scene.windows.start(
        _explorer(scene, "MKRAEUS-L"),
        clock.at("14:33:10"),
        programs.CMD,
        f'"{programs.CMD}"',
        lifetime=900,
    )
    tar = scene.windows.start(
        console,
        clock.at("14:34:26"),
        programs.TAR,
        "tar -czf sensor-build.tar.gz out",
        lifetime=3.3,
    )
    path = "C:\\Users\\MalloryKraeusen\\src\\sensor-build.tar.gz"
    scene.windows.file(tar, clock.at("14:34:26.300"), path)


def _open_settings(scene: Scene) -> None:
    """Let somebody open the optional features, which is what fodhelper.exe is for."""
    scene.windows.start(
        _explorer(scene, "PCERF-L"),
        clock.at("15:26:48"),
        programs.FODHELPER,
        f'"{programs.FODHELPER}"',
        integrity="High",
        lifetime=40,
    )


def _look_at_tasks(scene: Scene) -> None:
    """Let the task manager read lsass.exe, and rundll32.exe fetch a certificate list."""
    host = HOSTS["BSTOLL-L"]
    time = clock.at("15:02:12")
    manager = scene.windows.start(
        _explorer(scene, host.name),
        time,
        programs.TASKMGR,
        f'"{programs.TASKMGR}" /4',
        integrity="High",
        lifetime=240,
    )
    lsass = scene.windows.running(host.name, programs.LSASS, programs.LSASS)
    trace = "C:\\Windows\\System32\\Taskmgr.exe+2a1c4"
    scene.windows.access(manager, lsass, time + 2.4, ("0x1410", trace))
    dialog = scene.windows.start(
        _explorer(scene, host.name),
        clock.at("15:10:40"),
        programs.RUNDLL32,
        "rundll32.exe cryptext.dll,CryptExtOpenCER C:\\Users\\BudStoll\\Downloads\\vpn.cer",
        lifetime=30,
    )
    Traffic(scene, host, draw.stream("certificate")).visit(
        clock.at("15:10:41"), net.CERTIFICATES, dialog
    )
