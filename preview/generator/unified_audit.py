"""The Office 365 unified audit log, ``o365:management:activity``.

Schema: Office 365 Management Activity API, Microsoft Learn.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Dict

from preview.generator import clock
from preview.generator.event import Feed
from preview.generator.organisation import ORGANIZATION_ID, TENANT, stable_guid

if TYPE_CHECKING:
    from preview.generator.facts import SignIn
    from preview.generator.organisation import Person

FEED = Feed("unified_audit", "ms_o365_management", "o365:management:activity")

PERSONAL = "https://frothly-my.sharepoint.com/personal/"
TEAM = "https://frothly.sharepoint.com/sites/"
NAENARA_AGENT = (
    "Mozilla/5.0 (X11; U; Linux i686; ko-KP; rv: 19.1br) Gecko/20130508 "
    "Fedora/1.9.1-2.5.rs3.0 NaenaraBrowser/3.5b4"
)
ONEDRIVE_CLIENT = "Microsoft SkyDriveSync 18.131.0701.0007 ship; Windows NT 10.0 (17134)"

_AGENTS = (
    ("aBrowser", NAENARA_AGENT),
    ("IE 10.0", "Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.1; WOW64; Trident/6.0)"),
    ("Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:52.0) Gecko/20100101 Firefox/52.0"),
    (
        "Edge",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/64.0.3282.140 Safari/537.36 Edge/17.17134",
    ),
    (
        "Ios",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 11_4_1 like Mac OS X) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/11.0 Mobile/15E148 Safari/604.1",
    ),
    (
        "Safari",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_13_6) AppleWebKit/605.1.15 "
        "(KHTML, like Gecko) Version/11.1.2 Safari/605.1.15",
    ),
    ("Firefox", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:61.0) Gecko/20100101 Firefox/61.0"),
    (
        "Chrome",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Chrome/68.0.3440.106 Safari/537.36",
    ),
)


@dataclass(frozen=True)
class Activity:
    """Something done in Office 365.

    :param kind: the RecordType: 1 Exchange administration, 2 mailbox, 6 file, 14 sharing, 15 logon.
    :param details: the properties that only this workload has.
    """

    time: float
    person: Person
    address: str
    workload: str
    kind: int
    operation: str
    target: str
    details: Dict[str, Any] = field(default_factory=dict)
    result: str = "Succeeded"


def user_agent(device: str) -> str:
    """Return the user agent that a ``deviceInformation`` stands for."""
    return next(agent for mark, agent in _AGENTS if mark in device)


def render(activity: Activity, serial: int) -> str:
    """Write one record."""
    return json.dumps(
        {
            "CreationTime": clock.iso_seconds(activity.time),
            "Id": stable_guid(f"audit {serial}"),
            "Operation": activity.operation,
            "OrganizationId": ORGANIZATION_ID,
            "RecordType": activity.kind,
            "ResultStatus": activity.result,
            "UserKey": activity.person.object_id,
            "UserType": 2 if activity.kind == 1 else 0,
            "Version": 1,
            "Workload": activity.workload,
            "ClientIP": activity.address,
            "ObjectId": activity.target,
            "UserId": activity.person.mail,
            **activity.details,
        }
    )


def logon(signin: SignIn) -> Activity:
    """Return the record of a sign-in."""
    failure = signin.failure
    device, system, browser, _ = signin.device.split(";")
    details = {
        "AzureActiveDirectoryEventType": 1,
        "ExtendedProperties": [
            {"Name": "UserAgent", "Value": user_agent(signin.device)},
            {"Name": "RequestType", "Value": "OAuth2:Authorize"},
            {"Name": "ResultStatusDetail", "Value": "UserError" if failure else "Success"},
        ],
        "ModifiedProperties": [],
        "Actor": [
            {"ID": signin.person.object_id, "Type": 0},
            {"ID": signin.person.mail, "Type": 5},
        ],
        "ActorContextId": ORGANIZATION_ID,
        "ActorIpAddress": signin.address,
        "InterSystemsId": signin.identifier,
        "IntraSystemId": stable_guid(signin.identifier),
        "Target": [{"ID": stable_guid(signin.application), "Type": 0}],
        "TargetContextId": ORGANIZATION_ID,
        "ApplicationId": stable_guid(signin.application),
        "DeviceProperties": [
            {"Name": "OS", "Value": system.replace(" ", "")},
            {"Name": "BrowserType", "Value": browser.split(" ")[0]},
            {"Name": "DisplayName", "Value": device},
        ],
        "ErrorNumber": str(failure.code if failure else 0),
    }
    if failure:
        details["LogonError"] = failure.short
    return Activity(
        signin.time,
        signin.person,
        signin.address,
        "AzureActiveDirectory",
        15,
        "UserLoginFailed" if failure else "UserLoggedIn",
        stable_guid(signin.application),
        details,
        "Failed" if failure else "Succeeded",
    )


def file_operation(
    time: float, person: Person, address: str, operation: str, path: str, agent: str
) -> Activity:
    """Return something done to a file; ``path`` is its address, site and all."""
    kind = 14 if operation.startswith(("AnonymousLink", "Sharing", "AddedToGroup")) else 6
    name = path.rsplit("/", 1)[-1]
    folder = path[: -len(name) - 1]
    site = "/".join(path.split("/")[:5]) + "/"
    details = {
        "CorrelationId": stable_guid(f"correlation {time} {path}"),
        "EventSource": "SharePoint",
        "ItemType": "File" if "." in name else "Folder",
        "ListItemUniqueId": stable_guid(path),
        "Site": stable_guid(site),
        "SiteUrl": site,
        "SourceFileExtension": name.rpartition(".")[2] if "." in name else "",
        "SourceFileName": name,
        "SourceRelativeUrl": folder[len(site) :],
        "UserAgent": agent,
        "WebId": stable_guid(site + "web"),
    }
    workload = "OneDrive" if path.startswith(PERSONAL) else "SharePoint"
    return Activity(time, person, address, workload, kind, operation, path, details)


def cmdlet(
    time: float,
    person: Person,
    address: str,
    operation: str,
    target: str,
    parameters: Dict[str, str],
) -> Activity:
    """Return an Exchange cmdlet with its parameters."""
    details = {
        "ExternalAccess": False,
        "OrganizationName": TENANT,
        "OriginatingServer": "MWHPR18MB1021 (15.20.1059.000)",
        "Parameters": [{"Name": name, "Value": value} for name, value in parameters.items()],
    }
    port = 20000 + round(time * 1000) % 40000
    return Activity(
        time, person, f"{address}:{port}", "Exchange", 1, operation, target, details, "True"
    )


def mailbox_login(time: float, person: Person, address: str, client: str) -> Activity:
    """Return the opening of a mailbox by its owner."""
    details = {
        "ClientIPAddress": address,
        "ClientInfoString": client,
        "ExternalAccess": False,
        "InternalLogonType": 0,
        "LogonType": 0,
        "MailboxGuid": stable_guid("mailbox " + person.mail),
        "MailboxOwnerUPN": person.mail,
        "OrganizationName": TENANT,
    }
    return Activity(time, person, address, "Exchange", 2, "MailboxLogin", person.mail, details)
