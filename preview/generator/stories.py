"""The steps of the attack: the keyword that labels carry, its ATT&CK technique, what happens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One step of the attack.

    :param technique: MITRE ATT&CK id.
    """

    technique: str
    text: str


STORIES = {
    # Identity
    "rare_signin": Story("T1078.004", "Sign-ins from networks that nobody at Frothly uses"),
    "shared_address": Story("T1078.004", "One outside address signs in as several people"),
    "impossible_travel": Story("T1078.004", "Denver, and 52 seconds later Hong Kong"),
    "failures_then_success": Story("T1110.001", "Wrong passwords, then the right one"),
    "rare_device": Story("T1078.004", "Browsers and systems that nobody else has"),
    "first_country": Story("T1078.004", "A country from which the user never signed in before"),
    # Mail
    "quarantined_lure": Story("T1566.001", "The lure with its attachment is quarantined"),
    "resent_lure": Story("T1566.002", "The same subject again, smaller, and delivered"),
    "lure_spread": Story("T1534", "A colleague's account sends the next lure to colleagues"),
    "mail_exfiltration": Story("T1114.003", "Copies of mail leave for an outside mailbox"),
    # Microsoft 365 audit
    "ko_kp_agent": Story("T1078.004", "A user agent with the locale ko-KP works in OneDrive"),
    "lure_upload": Story("T1608.001", "The shortcut file is put among pictures in OneDrive"),
    "anonymous_link": Story("T1566.002", "A link for anybody is made for the folder"),
    "anonymous_link_used": Story("T1204.001", "The link is opened from eight addresses"),
    "inbox_rule": Story("T1564.008", "A rule hides replies, another forwards mail outside"),
    "transport_rule": Story("T1114.003", "A transport rule copies all mail to an outside mailbox"),
    "mailbox_forwarding": Story("T1114.003", "A mailbox forwards to an outside address"),
    "mailbox_permission": Story("T1098.002", "Full access to the mailbox of somebody else"),
    "role_group": Story("T1098.003", "Accounts join the role group Discovery Management"),
    "mailbox_search": Story("T1114.002", "A search through all mailboxes"),
    "archive_download": Story("T1213.002", "Archives are downloaded from SharePoint in a burst"),
    # Endpoint
    "lure_file": Story("T1204.002", "The shortcut file arrives on the host"),
    "encoded_powershell": Story("T1059.001", "PowerShell with an encoded command calls home"),
    "c2_beacon": Story("T1071.001", "A session calls its server at near-constant intervals"),
    "uac_bypass": Story("T1548.002", "fodhelper.exe starts a shell with high integrity"),
    "new_account": Story("T1136.001", "A local account is made and becomes an administrator"),
    "scheduled_task": Story("T1053.005", "A task runs a script out of the registry as SYSTEM"),
    "registry_payload": Story("T1112", "Scripts are kept as registry values"),
    "script_block_logging_off": Story("T1562.002", "Script-block logging is switched off"),
    "amsi_bypass": Story("T1562.001", "The antimalware scan interface is made to fail"),
    "download_cradle": Story("T1105", "PowerShell downloads and runs text in memory"),
    "wmi_shell": Story("T1047", "WMI starts PowerShell as SYSTEM"),
    "archive": Story("T1560.001", "tar.exe packs documents under PowerShell as SYSTEM"),
    "lsass_access": Story("T1003.001", "PowerShell reads the memory of lsass.exe"),
    "remote_thread": Story("T1055.002", "PowerShell starts a thread in another process"),
    "port_scan": Story("T1046", "hdoor.exe scans the server network"),
    "firewall_off": Story("T1562.004", "The Windows firewall is switched off"),
    "tool_download": Story("T1105", "Tools come as a picture from the server, port 3333"),
    "rare_file": Story("T1105", "Programs appear in the temporary folder of Windows"),
    "new_hash": Story("T1204.002", "Programs run that no other host has"),
    "look_alike_name": Story("T1036.005", "iexeplorer.exe is not iexplore.exe"),
    "office_shell": Story("T1204.002", "A workbook's macro starts a shell"),
    "system_tool_network": Story("T1218", "System tools fetch files from the server"),
    # Network and Linux
    "first_seen_network": Story("T1071.001", "The first contact of the day with a hosting network"),
    "struts_exploit": Story("T1190", "OGNL in a form field runs commands on hoth"),
    "server_command": Story("T1059.004", "Commands of the exploit run under the web server"),
    "reverse_shell": Story("T1059.004", "nc connects a shell on hoth to the server"),
    "local_exploit": Story("T1068", "colonel.c is compiled and run to become root"),
    "root_account": Story("T1136.001", "tomcat7, a second account with user id 0, on hoth"),
    "malware_alert": Story("T1204.002", "Endpoint protection reports what it saw of the attack"),
}
