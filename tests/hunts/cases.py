"""What each hunt has to find in the sample, and which honest work it may report, with the reason.

A finding counts as malicious where an event of one of the stories has its time; the rest are
benign. The stories and the look-alikes are those of docs/sample.md. A benign finding is accepted
only where no search could tell it from the attack: people decide, by the allowlist.
"""

from __future__ import annotations

from typing import FrozenSet, NamedTuple, Tuple


class Honest(NamedTuple):
    """Benign findings that a hunt may have.

    :ivar entity: whose they are.
    :ivar evidence: a piece of their evidence.
    :ivar reason: why they look like the attack.
    :ivar findings: how many there may be.
    """

    entity: str
    evidence: str
    reason: str
    findings: int = 1


class Case(NamedTuple):
    """The score of a hunt.

    :ivar hunt: its name without "Huntpipe - ".
    :ivar stories: what of the attack it is about.
    :ivar entities: the entities of its malicious findings.
    :ivar findings: how many malicious findings it has.
    :ivar benign: the benign findings that it may have.
    """

    hunt: str
    stories: FrozenSet[str]
    entities: FrozenSet[str]
    findings: int
    benign: Tuple[Honest, ...] = ()


def _case(hunt: str, stories: str, entities: str, findings: int, *benign: Honest) -> Case:
    return Case(hunt, frozenset(stories.split()), frozenset(entities.split()), findings, benign)


CASES = (
    _case(
        "Identity - Rare or hosting network",
        "rare_signin",
        "bgist@froth.ly bstoll@froth.ly btun@froth.ly fyodor@froth.ly klagerfield@froth.ly",
        6,
        Honest(
            "bgist@froth.ly", "157.97.121.5 Latitude.sh", "he does work through a hosted desktop"
        ),
    ),
    _case(
        "Identity - One address, many users",
        "shared_address",
        "104.207.83.63 157.97.121.132 199.66.91.253",
        3,
    ),
    _case(
        "Identity - Impossible travel",
        "impossible_travel first_country",
        "bgist@froth.ly fyodor@froth.ly klagerfield@froth.ly",
        4,
    ),
    _case("Identity - Failures, then success", "failures_then_success", "klagerfield@froth.ly", 1),
    _case(
        "Identity - Rare device or browser",
        "rare_device",
        "bgist@froth.ly fyodor@froth.ly klagerfield@froth.ly",
        4,
        Honest("osteiner@froth.ly", "Ios 11.4", "uses a telephone for the first time"),
    ),
    _case(
        "Identity - First country of a user",
        "first_country",
        "bgist@froth.ly fyodor@froth.ly klagerfield@froth.ly",
        4,
    ),
    _case(
        "Mail - Quarantined, then delivered smaller",
        "resent_lure",
        "abungstein@froth.ly bstoll@froth.ly btun@froth.ly klagerfield@froth.ly",
        4,
    ),
    _case(
        "Mail - Lure subject spread internally",
        "lure_spread",
        "bgist@froth.ly",
        1,
        Honest("ghoppy@froth.ly", "Friday tap takeover", "an announcement to all, as a lure is"),
    ),
    _case(
        "Mail - Copies of internal mail to one outside mailbox",
        "mail_exfiltration",
        "hyunki1984@naver.com",
        1,
    ),
    _case(
        "Microsoft 365 - Anonymous link created and used",
        "anonymous_link",
        "bgist@froth.ly",
        1,
        Honest(
            "ikegel@froth.ly",
            "ikegel_froth_ly/Documents/",
            "shares two files with customers on purpose",
            findings=2,
        ),
    ),
    _case(
        "Microsoft 365 - Inbox rule that forwards or hides",
        "inbox_rule",
        "bgist@froth.ly klagerfield@froth.ly",
        2,
    ),
    _case(
        "Microsoft 365 - Transport rule that copies or redirects mail",
        "transport_rule",
        "fyodor@froth.ly",
        1,
    ),
    _case("Microsoft 365 - Mailbox that forwards", "mailbox_forwarding", "fyodor@froth.ly", 1),
    _case(
        "Microsoft 365 - Role group changed",
        "role_group",
        "fyodor@froth.ly",
        1,
        Honest(
            "bstoll@froth.ly", "Identity=Help Desk", "an administrator changes a harmless group"
        ),
    ),
    _case(
        "Microsoft 365 - Mailbox permission granted",
        "mailbox_permission",
        "fyodor@froth.ly",
        1,
        Honest("fyodor@froth.ly", "mailbox info ", "a shared mailbox, granted by an administrator"),
    ),
    _case("Microsoft 365 - Search through all mailboxes", "mailbox_search", "fyodor@froth.ly", 1),
    _case("Microsoft 365 - Rare locale in a user agent", "ko_kp_agent", "bgist@froth.ly", 1),
    _case(
        "Microsoft 365 - Archives downloaded in a burst",
        "archive_download",
        "klagerfield@froth.ly",
        1,
    ),
    _case("Endpoint - Encoded PowerShell", "encoded_powershell", "FYODOR-L", 4),
    _case(
        "Endpoint - Archive made by a service account",
        "archive",
        "FYODOR-L",
        1,
        Honest("FRTH-BKUP01", "svc_backup", "the backup packs at night and at noon", findings=2),
    ),
    _case("Endpoint - UAC bypass", "uac_bypass", "FYODOR-L", 6),
    _case(
        "Endpoint - New local account",
        "new_account",
        "FYODOR-L",
        1,
        Honest("BSTOLL-L", "account kiosk made by BudStoll", "an administrator makes an account"),
    ),
    _case(
        "Endpoint - Scheduled task that runs a script",
        "scheduled_task",
        "FYODOR-L",
        1,
        Honest("BSTOLL-L", "DiskReport", "an administrator schedules a script"),
    ),
    _case("Endpoint - Firewall switched off", "firewall_off", "FYODOR-L", 4),
    _case(
        "Endpoint - System tool with a network connection",
        "system_tool_network",
        "ABUNGST-L FYODOR-L",
        2,
        Honest("BSTOLL-L", "ctldl.windowsupdate.com", "rundll32.exe fetches a certificate list"),
    ),
    _case(
        "Endpoint - Office program starts a shell",
        "office_shell",
        "ABUNGST-L",
        1,
        Honest("HMALT-L", "rates.csv", "a macro of the finance department copies a file"),
    ),
    _case(
        "Endpoint - LSASS memory read",
        "lsass_access",
        "FYODOR-L",
        1,
        Honest("BSTOLL-L", "Taskmgr.exe", "the task manager opens every process"),
    ),
    _case("Endpoint - Thread started in another process", "remote_thread", "FYODOR-L", 1),
    _case("Endpoint - Look-alike of a system name", "look_alike_name", "FYODOR-L", 1),
    _case("Endpoint - Rare file in a temporary folder", "rare_file", "ABUNGST-L FYODOR-L", 4),
    _case("Endpoint - New hash, with its verdict", "new_hash", "FYODOR-L", 2),
    _case("Endpoint - Script kept in the registry", "registry_payload", "FYODOR-L", 3),
    _case("Endpoint - WMI starts a shell", "wmi_shell", "FYODOR-L", 1),
    _case("Endpoint - Shortcut file downloaded", "lure_file", "FYODOR-L", 2),
    _case("Endpoint - Malware reported", "malware_alert", "ABUNGST-L FYODOR-L", 3),
    _case(
        "PowerShell - Script-block logging switched off",
        "script_block_logging_off",
        "FYODOR-L",
        4,
    ),
    _case("PowerShell - AMSI switched off", "amsi_bypass", "FYODOR-L", 3),
    _case(
        "PowerShell - Download cradle",
        "download_cradle",
        "ABUNGST-L FYODOR-L",
        6,
        Honest(
            "JWORTOS-L",
            "https://chocolatey.org/install.ps1",
            "the installation that this package manager asks for",
        ),
    ),
    _case("PowerShell - Server inside an encoded command", "encoded_powershell", "FYODOR-L", 4),
    _case("PowerShell - Credential tool in a script", "lsass_access", "FYODOR-L", 1),
    _case(
        "Network - Beacons of a process",
        "c2_beacon",
        "FYODOR-L",
        5,
        Honest("JWORTOS-L", "Dropbox.exe", "a synchroniser calls every minute"),
    ),
    _case("Network - First-seen hosting network", "first_seen_network", "45.77.53.176", 1),
    _case(
        "Network - Indicator across hosts",
        "c2_beacon download_cradle malware_alert look_alike_name reverse_shell anonymous_link_used",
        "ABUNGST-L FRTH-ASA01 FRTH-SEPM01 FYODOR-L hoth splunk01",
        9,
    ),
    _case("Network - OGNL in a request", "struts_exploit", "192.168.9.30", 6),
    _case(
        "Network - Download from a bare address",
        "download_cradle system_tool_network tool_download",
        "192.168.70.186 192.168.70.190 192.168.9.30",
        5,
    ),
    _case("Network - Scan of the inside", "port_scan", "192.168.8.103", 1),
    _case("Linux - Reverse shell", "reverse_shell", "hoth", 2),
    _case("Linux - Second account with user id 0", "root_account", "hoth", 2),
    _case("Linux - Service account runs a shell", "server_command", "hoth", 6),
    _case("Linux - Service account brings a program of its own", "local_exploit", "hoth", 5),
)
