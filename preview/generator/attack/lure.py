"""The lures: a workbook that is quarantined and sent again, and pictures in OneDrive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock, draw, unified_audit
from preview.generator import internet as net
from preview.generator.facts import Mail
from preview.generator.organisation import DOMAIN, OFFICE_ADDRESS, PEOPLE, stable_guid
from preview.generator.unified_audit import NAENARA_AGENT, PERSONAL

if TYPE_CHECKING:
    from preview.generator.event import Stories
    from preview.generator.scene import Scene

SUBJECT = "Draft Financial Plan for Brewery FY2019"
WORKBOOK = "Frothly-Brewery-Financial-Planning-FY2019-Draft.xlsm"
QUARANTINED_SIZE = 121436
RESENT_SIZE = 38914

SECOND_SUBJECT = "BRUCE BIRTHDAY HAPPY HOUR PICS"
FOLDER = PERSONAL + "bgist_froth_ly/Documents/Birthday Pictures"
SHORTCUT = "BRUCE BIRTHDAY HAPPY HOUR PICS.lnk"

_CLICKS = (
    ("09:59:04", net.HONG_KONG),
    ("09:59:21", OFFICE_ADDRESS),
    ("09:59:40", "107.77.212.175"),
    ("09:59:58", net.LATITUDE),
    ("10:00:12", "166.170.40.8"),
    ("10:00:31", "73.162.200.5"),
    ("10:00:47", net.NETMINDERS),
    ("10:01:13", net.C2_ADDRESS),
)


def tell(scene: Scene) -> None:
    """Send both lures."""
    _send(scene, "09:38:12", QUARANTINED_SIZE, "Quarantined", ("quarantined_lure",))
    _send(scene, "09:49:25", RESENT_SIZE, "Delivered", ("resent_lure",))
    _share_pictures(scene)
    _spread(scene)


def _send(scene: Scene, time: str, size: int, status: str, stories: Stories) -> None:
    for number, account in enumerate(("btun", "bstoll", "klagerfield", "abungstein")):
        scene.cloud.mail(
            Mail(
                time=clock.at(time) + number * 0.21,
                sender=net.DROP_BOX,
                recipient=PEOPLE[account].mail,
                subject=SUBJECT,
                size=size,
                status=status,
                identifier=f"<{stable_guid('lure ' + time)}@naver.com>",
                trace=stable_guid(f"lure {time} {account}"),
                address=net.NAVER_MAIL,
            ),
            stories,
            WORKBOOK,
        )


def _share_pictures(scene: Scene) -> None:
    bruce = PEOPLE["bgist"]

    def do(time: str, operation: str, path: str, address: str, stories: Stories) -> None:
        agent = unified_audit.user_agent(bruce.device)
        if "ko_kp_agent" in stories:
            agent = NAENARA_AGENT
        scene.cloud.audit(
            unified_audit.file_operation(clock.at(time), bruce, address, operation, path, agent),
            stories,
        )

    upload = ("lure_upload", "ko_kp_agent")
    do("09:56:58", "FolderCreated", FOLDER, net.HONG_KONG, upload)
    for time, name in (
        ("09:57:17", "stout-2.jpg"),
        ("09:57:17.4", "morebeer.jpg"),
        ("09:57:17.8", "stout.png"),
        ("09:57:33", SHORTCUT),
    ):
        do(time, "FileUploaded", f"{FOLDER}/{name}", net.HONG_KONG, upload)
    link = ("anonymous_link", "ko_kp_agent")
    for time, operation in (
        ("09:58:02", "AnonymousLinkCreated"),
        ("09:58:02.2", "SharingInheritanceBroken"),
        ("09:58:02.4", "SharingSet"),
        ("09:58:02.5", "SharingSet"),
        ("09:58:02.6", "SharingSet"),
        ("09:58:02.8", "AddedToGroup"),
    ):
        do(time, operation, FOLDER, net.HONG_KONG, link)
    for time, address in _CLICKS:
        do(time, "AnonymousLinkUsed", FOLDER, address, ("anonymous_link_used",))


def _spread(scene: Scene) -> None:
    rng = draw.stream("attack spread")
    identifier = f"<{draw.guid(rng)}@{DOMAIN}>"
    for number, account in enumerate(sorted(PEOPLE)):
        if account != "bgist":
            scene.cloud.mail(
                Mail(
                    time=clock.at("09:58:40") + number * 0.13,
                    sender=PEOPLE["bgist"].mail,
                    recipient=PEOPLE[account].mail,
                    subject=SECOND_SUBJECT,
                    size=24118,
                    status="Delivered",
                    identifier=identifier,
                    trace=draw.guid(rng),
                    address=net.HONG_KONG,
                ),
                ("lure_spread",),
            )
