"""A working day in SharePoint, OneDrive and Exchange as the audit log sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Dict

from preview.generator import clock, draw, unified_audit
from preview.generator.organisation import OFFICE_ADDRESS, PEOPLE, Person
from preview.generator.unified_audit import ONEDRIVE_CLIENT, PERSONAL, TEAM

if TYPE_CHECKING:
    from preview.generator.scene import Scene

_TEAM_FILES = (
    "brewing/Shared Documents/Schedules/tap-room.xlsx",
    "brewing/Shared Documents/Recipes/stout-118.docx",
    "brewing/Shared Documents/IoT/tank-sensors.xlsx",
    "finance/Shared Documents/FY2018/ledger-august.xlsx",
    "finance/Shared Documents/Contracts/hop-contract-yakima.pdf",
    "sales/Shared Documents/Distributors/visits.xlsx",
    "sales/Shared Documents/Decks/fall-lineup.pptx",
    "people/Shared Documents/Onboarding/checklist.docx",
)
_OWN_FILES = ("notes.docx", "todo.xlsx", "draft.pptx", "ideas.docx", "photo-117.jpg")
_OPERATIONS = (
    "FileAccessed",
    "FileAccessed",
    "FileAccessed",
    "FileModified",
    "FileModified",
    "FilePreviewed",
    "FileUploaded",
    "FileDownloaded",
    "FileSyncDownloadedFull",
)
_CLIENTS = (
    "Client=OWA;Action=ViaProxy",
    "Client=MSExchangeRPC",
    "Client=REST;Client=RESTSystem;;",
    "Client=Microsoft.Exchange.ActiveSync",
)


def tell(scene: Scene) -> None:
    """Let everybody work in Office 365."""
    rng = draw.stream("benign collaboration")
    for person in PEOPLE.values():
        home = person.account in ("bgist", "mvalitus", "gdumont")
        address = person.home if home else OFFICE_ADDRESS
        agent = unified_audit.user_agent(person.device)
        own = f"{PERSONAL}{person.account}_froth_ly/Documents/"
        for time in draw.in_business_hours(rng, 150):
            operation = rng.choice(_OPERATIONS)
            path = TEAM + rng.choice(_TEAM_FILES)
            if rng.random() < 0.4:
                path = own + rng.choice(_OWN_FILES)
            client = ONEDRIVE_CLIENT if operation.startswith("FileSync") else agent
            scene.cloud.audit(
                unified_audit.file_operation(time, person, address, operation, path, client)
            )
        for time in draw.in_business_hours(rng, 40):
            scene.cloud.audit(
                unified_audit.mailbox_login(time, person, address, rng.choice(_CLIENTS))
            )
    _share_with_partners(scene)
    _download_some_archives(scene)
    _keep_rules(scene)
    _administer(scene)


def _share_with_partners(scene: Scene) -> None:
    ines = PEOPLE["ikegel"]
    agent = unified_audit.user_agent(ines.device)
    for start, name, visitors in (
        ("09:12:30", "fall-lineup.pptx", ("209.85.220.41", "73.162.91.14")),
        ("14:45:10", "brewery-tour.jpg", ("24.85.33.2",)),
    ):
        path = f"{PERSONAL}ikegel_froth_ly/Documents/{name}"
        time = clock.at(start)
        for operation in ("AnonymousLinkCreated", "SharingSet"):
            scene.cloud.audit(
                unified_audit.file_operation(time, ines, OFFICE_ADDRESS, operation, path, agent)
            )
        for number, visitor in enumerate(visitors, start=1):
            scene.cloud.audit(
                unified_audit.file_operation(
                    time + 1900 * number, ines, visitor, "AnonymousLinkUsed", path, agent
                )
            )


def _download_some_archives(scene: Scene) -> None:
    person = PEOPLE["mkraeusen"]
    agent = unified_audit.user_agent(person.device)
    for time, name in (
        ("09:41:00", "brewing/Shared Documents/IoT/sensor-firmware.tar.gz"),
        ("13:22:18", "brewing/Shared Documents/IoT/plc-tools.zip"),
        ("16:05:47", "sales/Shared Documents/Decks/logos.zip"),
    ):
        scene.cloud.audit(
            unified_audit.file_operation(
                clock.at(time), person, OFFICE_ADDRESS, "FileDownloaded", TEAM + name, agent
            )
        )


def _keep_rules(scene: Scene) -> None:
    for time, account, parameters in (
        (
            "08:52:10",
            "pcerf",
            {
                "Name": "Newsletters",
                "From": "news@brewersassociation.example.org",
                "MoveToFolder": "Newsletters",
            },
        ),
        (
            "10:31:44",
            "hmalt",
            {
                "Name": "Invoices",
                "SubjectContainsWords": "invoice",
                "MoveToFolder": "Invoices",
                "MarkAsRead": "False",
            },
        ),
        (
            "16:48:03",
            "ikegel",
            {"Name": "Vacation", "ForwardTo": "ghoppy@froth.ly"},
        ),
    ):
        person = PEOPLE[account]
        name = f"{account}\\{parameters['Name']}"
        _cmdlet(scene, time, person, "New-InboxRule", name, parameters)


def _administer(scene: Scene) -> None:
    fyodor, bud = PEOPLE["fyodor"], PEOPLE["bstoll"]
    for time, person, operation, target, parameters in (
        (
            "08:40:21",
            bud,
            "New-TransportRule",
            "Disclaimer",
            {
                "Name": "Disclaimer",
                "ApplyHtmlDisclaimerText": "Drink responsibly.",
                "SentToScope": "NotInOrganization",
            },
        ),
        (
            "13:55:40",
            bud,
            "Update-RoleGroupMember",
            "Help Desk",
            {"Identity": "Help Desk", "Members": "bstoll;fyodor;jwortoski"},
        ),
        (
            "14:02:12",
            fyodor,
            "Add-MailboxPermission",
            "info",
            {
                "Identity": "info",
                "User": "ikegel",
                "AccessRights": "FullAccess",
                "InheritanceType": "All",
            },
        ),
        (
            "14:30:55",
            fyodor,
            "Set-Mailbox",
            "brewcam",
            {"Identity": "brewcam", "ProhibitSendQuota": "49.5GB"},
        ),
        (
            "16:20:09",
            bud,
            "Set-Mailbox",
            "rstave",
            {"Identity": "rstave", "DeliverToMailboxAndForward": "False"},
        ),
    ):
        _cmdlet(scene, time, person, operation, target, parameters)


def _cmdlet(
    scene: Scene,
    time: str,
    person: Person,
    operation: str,
    target: str,
    parameters: Dict[str, str],
) -> None:
    scene.cloud.audit(
        unified_audit.cmdlet(clock.at(time), person, OFFICE_ADDRESS, operation, target, parameters)
    )
