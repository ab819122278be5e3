"""FYODOR-L: from the shortcut file to SYSTEM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, programs
from preview.generator.attack import payloads, sessions
from preview.generator.organisation import PEOPLE
from preview.generator.powershell import encode
from preview.generator.programs import POWERSHELL

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.facts import Process
    from preview.generator.scene import Scene

HOST = "FYODOR-L"
_HKCU = "HKU\\S-1-12-1-2757390721-1183012637-396421155-1186\\Software\\"


def tell(scene: Scene) -> None:
    """Take the host, minute by minute."""
    medium = _open_the_shortcut(scene)
    elevated = _bypass_uac(scene, medium, "10:07:05", sessions.ELEVATED)
    _make_an_account(scene, elevated)
    _make_a_task(scene, elevated)
    _start_by_wmi(scene)
    _bypass_uac(scene, medium, "11:32:13", sessions.SECOND_BYPASS)


def _open_the_shortcut(scene: Scene) -> Process:
    owner = PEOPLE["fyodor"]
    services = scene.windows.running(HOST, programs.SERVICES, programs.SERVICES)
    launcher = scene.windows.running(
        HOST, programs.SVCHOST, programs.SVCHOST + " -k DcomLaunch -p", services
    )
    broker = scene.windows.start(
        launcher,
        clock.at("10:01:20.144"),
        programs.BROWSER_BROKER,
        programs.BROWSER_BROKER + " -Embedding",
        user=owner.windows_user,
        integrity="Medium",
    )
    shortcut = f"{owner.profile}\\Downloads\\BRUCE BIRTHDAY HAPPY HOUR PICS"
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


def _make_a_task(scene: Scene, elevated: Process) -> None:
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


def session(scene: Scene, wanted: sessions.Session) -> Process:
    """Return the process of a session, once it was told."""
    return next(
        process
        for process in scene.windows.started(HOST, POWERSHELL, wanted.integrity)
        if process.guid.split("-")[1] == wanted.name
    )
