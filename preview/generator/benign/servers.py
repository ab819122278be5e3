"""The Windows servers and the people who run them: automation, backup, accounts, tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, programs
from preview.generator import internet as net
from preview.generator.benign.network import UPDATE_AGENT, Traffic
from preview.generator.facts import Process, Request
from preview.generator.organisation import HOSTS, WINDOWS_SERVERS, Host
from preview.generator.powershell import encode
from preview.generator.windows_security import Logon

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene

AUTOMATION = "FROTHLY\\svc_automation"
BACKUP = "FROTHLY\\svc_backup"

INVENTORY = (
    "Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3' | "
    "Select-Object DeviceID,FreeSpace,Size | ConvertTo-Json"
)
SERVICES = (
    "Get-Service | Where-Object {$_.StartType -eq 'Automatic' -and $_.Status -ne 'Running'} | "
    "ConvertTo-Json"
)
UPDATES = (
    "$s=New-Object -ComObject Microsoft.Update.Session;"
    "$s.CreateUpdateSearcher().Search('IsInstalled=0').Updates.Count"
)
_PROMPT = "prompt"


def tell(scene: Scene) -> None:
    """Let the servers be run."""
    for host in WINDOWS_SERVERS:
        rng = draw.stream(f"server {host.name}")
        services = scene.windows.running(host.name, programs.SERVICES, programs.SERVICES)
        _automate(scene, host, rng)
        _monitor(scene, host, rng, services)
        _update(scene, host, rng, services)
    _back_up(scene)
    _support(scene)


def _automate(scene: Scene, host: Host, rng: Random) -> None:
    provider = scene.windows.running(
        host.name, programs.WSMPROVHOST, programs.WSMPROVHOST + " -Embedding"
    )
    for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 300, 3600, 120):
        script = rng.choice((INVENTORY, SERVICES, UPDATES))
        options = "-NonInteractive -ExecutionPolicy Bypass"
        shell = scene.windows.start(
            provider,
            time,
            programs.POWERSHELL,
            f"powershell.exe {options} -EncodedCommand {encode(script)}",
            user=AUTOMATION,
            integrity="High",
            lifetime=rng.uniform(2, 20),
        )
        scene.windows.script_block(shell, time + 0.8, script)
        scene.windows.log_on(Logon(host, time - 0.3, AUTOMATION, 3, HOSTS["splunk01"].address))


def _monitor(scene: Scene, host: Host, rng: Random, services: Process) -> None:
    forwarder = scene.windows.running(
        host.name, programs.SPLUNKD, f'"{programs.SPLUNKD}" service', services
    )
    traffic = Traffic(scene, host, rng)
    for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 120, 300, 0.4):
        traffic.inside(time, HOSTS["splunk01"], 8089, forwarder)
    for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 120, 1800, 30):
        scene.windows.start(
            forwarder,
            time,
            programs.SPLUNK_POWERSHELL,
            f'"{programs.SPLUNK_POWERSHELL}" --ps2',
            lifetime=15,
        )
        scene.windows.log_on(Logon(host, time, programs.SYSTEM, 5))


def _update(scene: Scene, host: Host, rng: Random, services: Process) -> None:
    updates = scene.windows.running(
        host.name, programs.SVCHOST, programs.SVCHOST + " -k netsvcs -p -s wuauserv", services
    )
    traffic = Traffic(scene, host, rng)
    request = Request(
        "GET",
        "/v9/windowsupdate/selfupdate.cab",
        net.WINDOWS_UPDATE.name,
        UPDATE_AGENT,
        content_type="application/vnd.ms-cab-compressed",
    )
    for time in draw.any_time(rng, 8):
        traffic.visit(time, net.WINDOWS_UPDATE, updates, request)
    if host.name == "FRTH-SEPM01":
        for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 900, 14400, 600):
            live = Request("GET", "/minitri.flg", net.LIVE_UPDATE.name, "Symantec LiveUpdate")
            traffic.visit(time, net.LIVE_UPDATE, updates, live)


def _back_up(scene: Scene) -> None:
    host = HOSTS["FRTH-BKUP01"]
    schedule = scene.windows.running(
        host.name, programs.SVCHOST, programs.SVCHOST + " -k netsvcs -p -s Schedule"
    )
    for time in ("01:00:04.200", "13:00:03.700"):
        shell = scene.windows.start(
            schedule,
            clock.at(time),
            programs.POWERSHELL,
            "powershell.exe -NoProfile -File C:\\Scripts\\backup.ps1",
            user=BACKUP,
            integrity="High",
            lifetime=1500,
        )
        name = f"D:\\Backup\\fs01-{time[:2]}.7z"
        packer = scene.windows.start(
            shell,
            clock.at(time) + 3,
            programs.SEVEN_ZIP,
            f'"{programs.SEVEN_ZIP}" a -mx1 {name} \\\\FRTH-FS01\\Shares',
            lifetime=1400,
        )
        scene.windows.file(packer, clock.at(time) + 3.4, name)


def _support(scene: Scene) -> None:
    """Let the administrators do by the book what the attack does by stealth."""
    bud = HOSTS["BSTOLL-L"]
    console = scene.windows.start(
        scene.windows.started(bud.name, programs.EXPLORER, "Medium")[0],
        clock.at("13:20:05"),
        programs.POWERSHELL,
        f'"{programs.POWERSHELL}"',
        integrity="High",
        lifetime=7000,
    )
    rng = draw.stream("support")
    for number in range(60):
        scene.windows.script_block(console, clock.at("13:20:10") + number * 97, _PROMPT)
    for time, image, line in (
        ("13:24:40", programs.NET, "net user kiosk Tap-r00m! /add"),
        (
            "13:31:02",
            programs.SCHTASKS,
            "schtasks /create /tn Frothly\\DiskReport /sc daily /st 07:00 /ru SYSTEM "
            '/tr "powershell.exe -NoProfile -File C:\\Scripts\\disk-report.ps1"',
        ),
        (
            "13:40:12",
            programs.NETSH,
            "netsh advfirewall firewall add rule name=Kiosk dir=in action=allow protocol=TCP "
            "localport=8443",
        ),
    ):
        image_name, _, arguments = line.partition(" ")
        scene.windows.start(
            console,
            clock.at(time),
            image,
            f"{image_name}.exe {arguments}",
            lifetime=rng.uniform(0.3, 1),
        )
        scene.windows.script_block(console, clock.at(time) - 0.2, line)
    scene.windows.new_account(console, clock.at("13:24:40.300"), "kiosk")
    scene.windows.join_group(console, clock.at("13:24:40.310"), "kiosk", "Users")
    scene.windows.new_task(
        console,
        clock.at("13:31:02.400"),
        "Frothly\\DiskReport",
        "powershell.exe -NoProfile -File C:\\Scripts\\disk-report.ps1",
    )
    for number in range(3):
        scene.windows.log_on(
            Logon(
                HOSTS["FRTH-APP01"],
                clock.at("14:11:00") + 9 * number,
                "FROTHLY\\bstoll",
                10,
                bud.inner,
                bud.name,
                failed=number < 2,
            )
        )
