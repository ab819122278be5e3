"""The questions of ``make hunt``, each a search through the app's real commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """A question of an investigation and the search that answers it.

    :param layout: how the answer is printed: ``table``, or ``lines``, one field a line, for text
        that needs the room.
    """

    title: str
    spl: str
    layout: str = "table"


SYSMON = 'index=botsv3 sourcetype="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational"'

OF_THE_SAMPLE = (
    Question(
        "Who signed in from where, through whose network?",
        'index=botsv3 sourcetype="ms:aad:signin" '
        "| stats count AS signins, dc(userPrincipalName) AS users, "
        "values(userPrincipalName) AS who by ipAddress "
        "| asnlookup ipAddress "
        "| sort -users, ipAddress "
        "| table ipAddress, as_org, asn, as_network, users, signins, who",
    ),
    Question(
        "What did the encoded PowerShell commands call, and whose network is that?",
        f"{SYSMON} powershell "
        "| sysmonparse | where EventID=1 "
        "| b64decode CommandLine | iocextract b64_decoded | asnlookup ioc_ipv4 "
        "| where isnotnull(ioc_ipv4) "
        "| sort _time "
        "| table _time, Computer, User, b64_chain, ioc_url, ioc_ipv4, as_org, as_network, "
        "b64_decoded",
        layout="lines",
    ),
    Question(
        "How did archive.tar come about?",
        f"{SYSMON} archive.tar "
        "| sysmonparse explain=true | where EventID=1 "
        "| table _time, Computer, sysmon_event, sysmon_summary, sysmon_notes",
        layout="lines",
    ),
    Question(
        "What does VirusTotal say of that address, and of the programs that spoke to it?",
        f"{SYSMON} (45.77.53.176 OR hdoor.exe) "
        '| sysmonparse | where EventID=1 OR DestinationIp="45.77.53.176" '
        "| eval observable=mvappend(SHA256, SourceIp, DestinationIp) "
        "| stats values(Image) AS programs by observable "
        "| vtcheck observable "
        "| sort - vt_malicious "
        "| table observable, programs, vt_status, vt_verdict, vt_ratio, vt_label",
    ),
)

OF_OWN_DATA = (
    Question(
        "What is there?", "index=* | stats count, dc(host) AS hosts by sourcetype | sort - count"
    ),
    Question(
        "Which Sysmon events are there, and what stands out?",
        "index=* | sysmonparse explain=true "
        '| where sysmon_status="parsed" OR sysmon_status="partial" '
        "| stats count, values(sysmon_notes) AS notes by EventID, sysmon_event | sort EventID",
    ),
    Question(
        "What is encoded?",
        "index=* | b64decode _raw | where b64_count>0 | head 20 "
        "| table _time, host, sourcetype, b64_chain, b64_kind, b64_decoded",
        layout="lines",
    ),
    Question(
        "Which public addresses occur most, and whose are they?",
        "index=* | b64decode _raw | iocextract public=true _raw b64_decoded "
        "| stats count by ioc_ipv4 | sort - count | head 25 "
        "| asnlookup ioc_ipv4 | table ioc_ipv4, count, as_org, asn, as_network",
    ),
)
