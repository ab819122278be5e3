"""The Linux servers: timers, deployments, developers at work, agents that report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, osquery
from preview.generator import internet as net
from preview.generator.benign.network import Traffic
from preview.generator.facts import Connection, Request
from preview.generator.organisation import HOSTS, LINUX_SERVERS, Host

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene

_TIMERS = (
    "/bin/sh -c command -v debian-sa1 > /dev/null && debian-sa1 1 1",
    "/bin/sh -c [ -x /usr/lib/php/sessionclean ] && /usr/lib/php/sessionclean",
    "/usr/sbin/logrotate /etc/logrotate.conf",
    "/usr/bin/python3 /usr/lib/ubuntu-release-upgrader/release-upgrade-motd",
    "/opt/splunkforwarder/bin/splunk-optimize -d /opt/splunkforwarder/var/lib/splunk/audit/db",
)
_WORK = (
    "git pull --ff-only",
    "ls -la",
    "tail -f /var/log/syslog",
    "sudo systemctl status tomcat8",
    "vim src/sensor.c",
    "make test",
    "gcc -O2 sensor.c -o sensor",
    "python3 manage.py check",
    "tar -czf build.tar.gz build",
    "tar -xzf sensor-firmware.tar.gz",
    "nc -zv matar 5432",
    "ssh matar uptime",
    "df -h",
    "top -b -n 1",
)
_DEVELOPERS = 1002
_UPDATE = Request(
    "GET",
    "/ubuntu/dists/xenial-updates/InRelease",
    net.UBUNTU.name,
    "Debian APT-HTTP/1.3 (1.2.27)",
    content_type="text/plain",
)


def tell(scene: Scene) -> None:
    """Let the servers run."""
    for host in LINUX_SERVERS:
        rng = draw.stream(f"linux {host.name}")
        _run_timers(scene, host, rng)
        _report(scene, host, rng)
        if host.name in ("mars", "matar", "gacrux"):
            _develop(scene, host, rng)
    _use_inventory(scene)
    _manage_accounts(scene)


def _run_timers(scene: Scene, host: Host, rng: Random) -> None:
    cron = scene.linux.pid(host)
    for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 60, 300, 2):
        line = rng.choice(_TIMERS)
        scene.linux.execute(host, time, line, parent=cron)
    for time in draw.any_time(rng, 30):
        columns = {
            "address": "::",
            "family": "10",
            "pid": str(1200 + rng.randrange(90)),
            "port": rng.choice(("22", "80", "8080", "8089")),
            "protocol": "6",
        }
        scene.linux.row(host, time, osquery.PORTS, columns)


def _report(scene: Scene, host: Host, rng: Random) -> None:
    traffic = Traffic(scene, host, rng)
    for time in draw.every(rng, clock.DAY_START, clock.DAY_END - 120, 300, 0.5):
        traffic.visit(time, net.NEW_RELIC, resolve=rng.random() < 0.1)
    for time in draw.any_time(rng, 6):
        traffic.visit(time, net.UBUNTU, request=_UPDATE)


def _develop(scene: Scene, host: Host, rng: Random) -> None:
    traffic = Traffic(scene, host, rng)
    for time in draw.in_business_hours(rng, 90):
        shell = scene.linux.execute(host, time, "-bash", user=_DEVELOPERS)
        line = rng.choice(_WORK)
        scene.linux.execute(host, time + 0.4, line, parent=shell, user=_DEVELOPERS)
        if line.startswith("git"):
            traffic.visit(time + 0.6, net.GITHUB)


def _use_inventory(scene: Scene) -> None:
    """Let people use the application on hoth that will be attacked."""
    rng = draw.stream("inventory application")
    server = HOSTS["hoth"]
    for time in draw.in_business_hours(rng, 220):
        client = HOSTS[rng.choice(("PCERF-L", "RSTAVE-L", "OSTEINER-L", "HMALT-L", "BTUN-L"))]
        method, path, body = rng.choice(
            (
                ("GET", "/frothlyinventory/showcase.action", ""),
                ("GET", "/frothlyinventory/integration/editGangster.action", ""),
                ("GET", "/frothlyinventory/struts/utils.js", ""),
                (
                    "POST",
                    "/frothlyinventory/integration/saveGangster.action",
                    f"name=Keg+{rng.randrange(100, 999)}&age=3&description=pale+ale+%28cold%29",
                ),
            )
        )
        scene.network.connect(
            Connection(
                time=time,
                source=client.inner,
                source_port=rng.randrange(49152, 65536),
                destination=server.address,
                destination_port=8080,
                sent=rng.randrange(350, 900),
                received=rng.randrange(900, 24_000),
                duration=round(rng.uniform(0.02, 0.6), 3),
                name=server.fqdn,
                request=Request(method, path, f"{server.address}:8080", "Mozilla/5.0", body=body),
            )
        )


def _manage_accounts(scene: Scene) -> None:
    """Add a service account to matar by the book."""
    host = HOSTS["matar"]
    time = clock.at("13:31:20")
    shell = scene.linux.execute(host, time, "-bash")
    line = "useradd --system --shell /usr/sbin/nologin deploy"
    scene.linux.execute(host, time + 20, line, parent=shell)
    columns = osquery.account("deploy", 998, "/home/deploy", "/usr/sbin/nologin")
    scene.linux.row(host, time + 45, osquery.USERS, columns)
