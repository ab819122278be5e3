"""Logs of Symantec Endpoint Protection Manager, ``symantec:ep:*``, as it writes them to files.

Columns: Symantec Endpoint Protection, "External Logging settings and log event formats".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.generator import clock
from preview.generator.event import Feed

if TYPE_CHECKING:
    from preview.generator.organisation import Host

_FOLDER = "C:\\Program Files (x86)\\Symantec\\SEPM\\data\\dump\\"
RISK = Feed("symantec_risk", _FOLDER + "agt_risk.tmp", "symantec:ep:risk:file")
SECURITY = Feed("symantec_security", _FOLDER + "agt_security.tmp", "symantec:ep:security:file")
TRAFFIC = Feed("symantec_traffic", _FOLDER + "agt_traffic.tmp", "symantec:ep:traffic:file")
SCAN = Feed("symantec_scan", _FOLDER + "agt_scan.tmp", "symantec:ep:scan:file")

_GROUP = "Domain: Default,Group: My Company\\Frothly,Server: FRTH-SEPM01"


def risk(host: Host, time: float, name: str, path: str, action: str) -> str:
    """Write a file that was found to be a risk, and what was done about it."""
    stamp = _stamp(time)
    return (
        f"{stamp},Virus found,IP Address: {host.address},Computer name: {host.name},"
        f'Source: Auto-Protect scan,Risk name: {name},Occurrences: 1,"{path}",,'
        f"Actual action: {action},Requested action: Cleaned by deletion,"
        f"Secondary action: Quarantined,Event time: {stamp},Inserted: {stamp},End: {stamp},"
        f"Last update time: {stamp},{_GROUP},User: {_user(host)},Source computer: ,Source IP: "
    )


def security(host: Host, time: float, signature: str, remote: str, application: str) -> str:
    """Write an intrusion that the client saw in its network traffic."""
    stamp = _stamp(time)
    return (
        f"{stamp},Major,{host.name},Event Description: {signature},"
        f"Local Host IP: {host.address},Local Host MAC: {host.mac},Remote Host Name: ,"
        f"Remote Host IP: {remote},Remote Host MAC: 000000000000,Outbound,TCP,,Begin: {stamp},"
        f'End: {stamp},Occurrences: 1,Application: "{application}",Location: Default,'
        f"User: {_user(host)},Domain: AzureAD,Local Port: 49700,Remote Port: 443,"
        "CIDS Signature ID: 30011,Intrusion URL: ,Intrusion Payload URL: "
    )


def traffic(host: Host, time: float, remote: str, port: int, action: str) -> str:
    """Write a connection that a rule of the client's firewall decided on."""
    stamp = _stamp(time)
    return (
        f"{stamp},{host.name},Local Host IP: {host.inner or host.address},Local Port: {port},"
        f"Local Host MAC: {host.mac},Remote Host IP: {remote},Remote Host Name: ,"
        f"Remote Port: 49152,TCP,Inbound,Begin: {stamp},End: {stamp},Occurrences: 1,"
        f"Application: System,Rule: Block all other IP traffic,Location: Default,"
        f"User: {_user(host)},Domain: AzureAD,Action: {action}"
    )


def scan(host: Host, time: float, files: int) -> str:
    """Write a finished scan that found nothing."""
    end = _stamp(time)
    begin = _stamp(time - files / 40)
    return (
        f"{end},Scan ID: {int(time)},Begin: {begin},End: {end},Completed,"
        f"Duration (seconds): {files // 40},User1: SYSTEM,User2: ,"
        f'"Scan started on selected drives and folders and all extensions.",'
        f'"Scan Complete:  Risks: 0   Scanned: {files}   Files/Folders/Drives Omitted: 0",'
        f"Command: Not a command scan (),Threats: 0,Infected: 0,Total files: {files},Omitted: 0,"
        f"Computer: {host.name},IP Address: {host.address},{_GROUP}"
    )


def _stamp(time: float) -> str:
    return clock.moment(time).strftime("%Y-%m-%d %H:%M:%S")


def _user(host: Host) -> str:
    return host.owner.account if host.owner else "SYSTEM"
