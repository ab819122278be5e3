"""A working day on a Windows laptop: browser, mail, documents, updaters, agents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, programs
from preview.generator import internet as net
from preview.generator.benign.network import (
    CHROME_AGENT,
    CRYPTO_AGENT,
    EDGE_AGENT,
    UPDATE_AGENT,
    Traffic,
)
from preview.generator.facts import Process, Request
from preview.generator.organisation import HOSTS, LAPTOPS, Host
from preview.generator.windows_security import Logon

if TYPE_CHECKING:
    from random import Random

    from preview.generator.scene import Scene

_DOCUMENTS = (
    "Sales forecast Q4.xlsx",
    "Hop contracts.xlsx",
    "Tap room schedule.xlsx",
    "Brew log 118.xlsx",
    "Label proof stout.docx",
    "Distributor letter.docx",
    "Onboarding plan.docx",
    "Minutes.docx",
    "Keg inventory.xlsx",
    "Payroll August.xlsx",
    "Press release IoT brewing.docx",
)
_PAGES = (
    "/",
    "/index.html",
    "/recipes/stout?page=2",
    "/images/banner.jpg",
    "/api/feed?since=120",
    "/news/hop-harvest-2018",
    "/css/site.css",
    "/forum/viewtopic.php?t=4411",
)
_TASKS = ("taskhostw.exe", "taskhostw.exe Install $(Arg0)", "taskhostw.exe KEYROAMING")


class Laptop:
    """One laptop with its long-running processes."""

    def __init__(self, scene: Scene, host: Host) -> None:
        if host.owner is None:
            raise ValueError(f"{host.name} has no owner: a laptop needs one")
        self.scene = scene
        self.host = host
        self.owner = host.owner
        self.rng: Random = draw.stream(f"laptop {host.name}")
        self.traffic = Traffic(scene, host, self.rng)
        services = scene.windows.running(host.name, programs.SERVICES, programs.SERVICES)
        netsvcs = programs.SVCHOST + " -k netsvcs -p"
        self.schedule = scene.windows.running(
            host.name, programs.SVCHOST, netsvcs + " -s Schedule", services
        )
        self.updates = scene.windows.running(
            host.name, programs.SVCHOST, netsvcs + " -s wuauserv", services
        )
        self.cryptography = scene.windows.running(
            host.name,
            programs.SVCHOST,
            programs.SVCHOST + " -k NetworkService -p -s CryptSvc",
            services,
        )
        self.launcher = scene.windows.running(
            host.name, programs.SVCHOST, programs.SVCHOST + " -k DcomLaunch -p", services
        )
        self.protection = scene.windows.running(
            host.name, programs.SEP, f'"{programs.SEP}" /s "Symantec Endpoint Protection"', services
        )
        self.forwarder = scene.windows.running(
            host.name, programs.SPLUNKD, f'"{programs.SPLUNKD}" service', services
        )
        self.lsass = scene.windows.running(host.name, programs.LSASS, programs.LSASS)
        self.csrss = scene.windows.running(host.name, programs.CSRSS, programs.CSRSS)
        self.arrival = clock.at("07:50:00") + self.rng.uniform(0, 2700)
        self.leaving = clock.at("17:05:00") + self.rng.uniform(0, 4500)
        self.explorer = scene.windows.start(
            services,
            self.arrival,
            programs.EXPLORER,
            programs.EXPLORER,
            user=self.owner.windows_user,
            integrity="Medium",
        )
        scene.windows.log_on(Logon(host, self.arrival - 4, self.owner.windows_user, 2))

    def times(self, count: int) -> list[float]:
        """Return working times between arrival and leaving, after the first minutes."""
        return [
            time
            for time in draw.in_business_hours(self.rng, count)
            if self.arrival + 120 < time < self.leaving
        ]

    def app(self, time: float, image: str, arguments: str = "") -> Process:
        """Start a program from the desktop."""
        line = f'"{image}" {arguments}'.rstrip()
        return self.scene.windows.start(
            self.explorer, time, image, line, lifetime=self.rng.uniform(60, 5400)
        )


def tell(scene: Scene) -> None:
    """Let everybody work."""
    for host in LAPTOPS:
        laptop = Laptop(scene, host)
        _browse(laptop)
        _write_mail(laptop)
        _edit_documents(laptop)
        _run_background(laptop)
        _keep_up_to_date(laptop)
        _report_to_servers(laptop)


def _browse(laptop: Laptop) -> None:
    rng, scene = laptop.rng, laptop.scene
    browser = scene.windows.start(
        laptop.explorer, laptop.arrival + 60, programs.CHROME, f'"{programs.CHROME}"'
    )
    edge = scene.windows.start(
        laptop.launcher,
        laptop.arrival + 75,
        programs.EDGE,
        f'"{programs.EDGE}" SCODEF:4660 CREDAT:140545 /prefetch:2',
        user=laptop.owner.windows_user,
        integrity="Low",
    )
    for time in laptop.times(95):
        tab = browser
        if rng.random() < 0.35:
            tab = scene.windows.start(
                browser,
                time,
                programs.CHROME,
                f'"{programs.CHROME}" --type=renderer --field-trial-handle='
                f"{rng.randrange(1000, 9999)},{rng.getrandbits(48)} --lang=en-US",
                integrity="Low",
                lifetime=rng.uniform(30, 2400),
            )
        agent = CHROME_AGENT
        if rng.random() < 0.2:
            tab, agent = edge, EDGE_AGENT
        for number in range(rng.randrange(1, 6)):
            site = rng.choice(net.WEB)
            request = None if site.secure else Request("GET", rng.choice(_PAGES), site.name, agent)
            owner = browser if agent is CHROME_AGENT else tab
            laptop.traffic.visit(time + 0.4 + number * rng.uniform(0.1, 3), site, owner, request)
        if rng.random() < 0.05:
            path = f"{laptop.owner.profile}\\Downloads\\report-{rng.randrange(100, 999)}.pdf"
            scene.windows.file(browser, time + 5, path)
            scene.windows.download_mark(browser, time + 5.1, path)


def _write_mail(laptop: Laptop) -> None:
    rng, traffic = laptop.rng, laptop.traffic
    outlook = laptop.scene.windows.start(
        laptop.explorer, laptop.arrival + 90, programs.OUTLOOK, f'"{programs.OUTLOOK}"'
    )
    for time in laptop.times(45):
        traffic.visit(time, net.OUTLOOK, outlook, resolve=rng.random() < 0.3)
        if rng.random() < 0.1:
            name = rng.choice(_DOCUMENTS)
            folder = laptop.owner.profile + "\\AppData\\Local\\Microsoft\\Windows\\INetCache"
            path = f"{folder}\\Content.Outlook\\{rng.getrandbits(32):08X}\\{name}"
            laptop.scene.windows.file(outlook, time + 1, path)
            image = programs.EXCEL if name.endswith("xlsx") else programs.WORD
            laptop.scene.windows.start(
                outlook, time + 2, image, f'"{image}" "{path}"', lifetime=rng.uniform(60, 900)
            )


def _edit_documents(laptop: Laptop) -> None:
    rng, scene = laptop.rng, laptop.scene
    for time in laptop.times(9):
        name = rng.choice(_DOCUMENTS)
        image = programs.EXCEL if name.endswith("xlsx") else programs.WORD
        path = f"{laptop.owner.profile}\\Documents\\{name}"
        editor = laptop.app(time, image, f'/n "{path}"')
        scene.windows.file(editor, time + rng.uniform(5, 50), path)
        laptop.traffic.visit(time + 3, net.ONEDRIVE, editor)
        if rng.random() < 0.25:
            scene.windows.start(
                editor, time + 55, programs.SPLWOW64, f"{programs.SPLWOW64} 12288", lifetime=120
            )
    for time in laptop.times(5):
        laptop.app(time, rng.choice((programs.NOTEPAD, programs.CALC, programs.MSTSC)))


def _run_background(laptop: Laptop) -> None:
    rng, scene = laptop.rng, laptop.scene
    user = laptop.owner.windows_user
    for time in laptop.times(40):
        image, arguments = rng.choice(
            (
                (programs.BACKGROUND_TASK, "-ServerName:App.AppXmtcan0h2tfbfy7k9kn8hbxb6dmzz1zh0"),
                (programs.RUNTIME_BROKER, "-Embedding"),
                (programs.DLLHOST, "/Processid:{973D20D7-562D-44B9-B70B-5A0F49CCDF3F}"),
                (programs.SEARCH_PROTOCOL, "Global\\UsGthrFltPipeMssGthrPipe1_ 1 -2147483646"),
            )
        )
        scene.windows.start(
            laptop.launcher,
            time,
            image,
            f"{image} {arguments}",
            user=user,
            integrity="Medium",
            lifetime=rng.uniform(2, 90),
        )
    for time in laptop.times(12):
        scene.windows.start(
            laptop.schedule,
            time,
            programs.TASKHOSTW,
            rng.choice(_TASKS),
            lifetime=rng.uniform(1, 30),
        )
    for time in laptop.times(10):
        scene.windows.access(
            laptop.protection,
            laptop.lsass,
            time,
            ("0x1400", "C:\\Windows\\System32\\RPCRT4.dll+78253"),
        )
        scene.windows.log_on(Logon(laptop.host, time + 1, user, 7))
    if rng.random() < 0.5:
        time = laptop.times(3)[-1]
        console = laptop.app(time, programs.CMD)
        scene.windows.start(console, time + 4, programs.IPCONFIG, "ipconfig /all", lifetime=0.2)
        target = scene.windows.start(console, time + 9, programs.TASKLIST, "tasklist", lifetime=0.6)
        scene.windows.thread(
            laptop.csrss,
            target,
            time + 9.2,
            ("0x00007FFB7D6A7C90", "C:\\Windows\\System32\\KERNELBASE.dll", "CtrlRoutine"),
        )


def _keep_up_to_date(laptop: Laptop) -> None:
    rng, scene, traffic = laptop.rng, laptop.scene, laptop.traffic
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 3600, 240):
        updater = scene.windows.start(
            laptop.schedule,
            time,
            programs.GOOGLE_UPDATE,
            f'"{programs.GOOGLE_UPDATE}" /ua /installsource scheduler',
            lifetime=20,
        )
        traffic.visit(time + 2, net.GOOGLE_UPDATE, updater)
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 5400, 600):
        agent = Request(
            "GET",
            "/v9/windowsupdate/redir/muv4wuredir.cab",
            net.WINDOWS_UPDATE.name,
            UPDATE_AGENT,
            content_type="application/vnd.ms-cab-compressed",
        )
        traffic.visit(time, net.WINDOWS_UPDATE, laptop.updates, agent)
        lists = "/msdownload/update/v3/static/trustedr/en/authrootstl.cab"
        check = Request("GET", lists, net.CERTIFICATES.name, CRYPTO_AGENT, status=304)
        traffic.visit(time + 30, net.CERTIFICATES, laptop.cryptography, check)
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 900, 420):
        traffic.visit(time, net.TELEMETRY, laptop.launcher, resolve=False)
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 240, 90):
        traffic.visit(time, net.PUSH, laptop.launcher, resolve=rng.random() < 0.2)
    office = laptop.times(2)
    for time in office:
        scene.windows.start(
            laptop.schedule,
            time,
            programs.CLICK_TO_RUN,
            f'"{programs.CLICK_TO_RUN}" /update SCHEDULEDTASK displaylevel=False',
            lifetime=45,
        )


def _report_to_servers(laptop: Laptop) -> None:
    rng, traffic = laptop.rng, laptop.traffic
    splunk, manager = HOSTS["splunk01"], HOSTS["FRTH-SEPM01"]
    files, controller = HOSTS["FRTH-FS01"], HOSTS["FRTH-DC01"]
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 300, 0.4):
        traffic.inside(time, splunk, 8089, laptop.forwarder)
    for time in draw.every(rng, laptop.arrival, laptop.leaving, 600, 20):
        traffic.inside(time, manager, 8014, laptop.protection)
    for time in laptop.times(18):
        traffic.inside(time, files, 445)
        laptop.scene.windows.log_on(
            Logon(files, time, laptop.owner.windows_user, 3, laptop.host.inner, laptop.host.name)
        )
    for time in laptop.times(8):
        traffic.inside(time, controller, 88, laptop.lsass)
