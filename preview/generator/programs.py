"""Programs on the Windows hosts: where they lie, what their version resource says, their hashes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from preview.generator.organisation import Host

SYSTEM = "NT AUTHORITY\\SYSTEM"
_SYSTEM32 = "C:\\Windows\\System32\\"
_OFFICE = "C:\\Program Files\\Microsoft Office\\root\\Office16\\"
_SEP = "C:\\Program Files (x86)\\Symantec\\Symantec Endpoint Protection\\14.0.3929\\Bin64\\"

POWERSHELL = _SYSTEM32 + "WindowsPowerShell\\v1.0\\powershell.exe"
CMD = _SYSTEM32 + "cmd.exe"
NET = _SYSTEM32 + "net.exe"
NET1 = _SYSTEM32 + "net1.exe"
NETSH = _SYSTEM32 + "netsh.exe"
REG = _SYSTEM32 + "reg.exe"
SCHTASKS = _SYSTEM32 + "schtasks.exe"
TAR = _SYSTEM32 + "tar.exe"
WHOAMI = _SYSTEM32 + "whoami.exe"
IPCONFIG = _SYSTEM32 + "ipconfig.exe"
TASKLIST = _SYSTEM32 + "tasklist.exe"
CERTUTIL = _SYSTEM32 + "certutil.exe"
REGSVR32 = _SYSTEM32 + "regsvr32.exe"
RUNDLL32 = _SYSTEM32 + "rundll32.exe"
FODHELPER = _SYSTEM32 + "fodhelper.exe"
BROWSER_BROKER = _SYSTEM32 + "browser_broker.exe"
SVCHOST = _SYSTEM32 + "svchost.exe"
SERVICES = _SYSTEM32 + "services.exe"
LSASS = _SYSTEM32 + "lsass.exe"
CSRSS = _SYSTEM32 + "csrss.exe"
WMIPRVSE = _SYSTEM32 + "wbem\\WmiPrvSE.exe"
WSMPROVHOST = _SYSTEM32 + "wsmprovhost.exe"
TASKHOSTW = _SYSTEM32 + "taskhostw.exe"
BACKGROUND_TASK = _SYSTEM32 + "backgroundTaskHost.exe"
RUNTIME_BROKER = _SYSTEM32 + "RuntimeBroker.exe"
SEARCH_PROTOCOL = _SYSTEM32 + "SearchProtocolHost.exe"
DLLHOST = _SYSTEM32 + "dllhost.exe"
CONHOST = _SYSTEM32 + "conhost.exe"
SPLWOW64 = "C:\\Windows\\splwow64.exe"
TASKMGR = _SYSTEM32 + "Taskmgr.exe"
NOTEPAD = _SYSTEM32 + "notepad.exe"
CALC = _SYSTEM32 + "calc.exe"
MSTSC = _SYSTEM32 + "mstsc.exe"
MMC = _SYSTEM32 + "mmc.exe"
EXPLORER = "C:\\Windows\\explorer.exe"
EDGE = "C:\\Windows\\SystemApps\\Microsoft.MicrosoftEdge_8wekyb3d8bbwe\\MicrosoftEdgeCP.exe"
CHROME = "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe"
GOOGLE_UPDATE = "C:\\Program Files (x86)\\Google\\Update\\GoogleUpdate.exe"
SEVEN_ZIP = "C:\\Program Files\\7-Zip\\7z.exe"
OUTLOOK = _OFFICE + "OUTLOOK.EXE"
WORD = _OFFICE + "WINWORD.EXE"
EXCEL = _OFFICE + "EXCEL.EXE"
CLICK_TO_RUN = "C:\\Program Files\\Common Files\\microsoft shared\\ClickToRun\\OfficeC2RClient.exe"
SEP = _SEP + "ccSvcHst.exe"
SPLUNKD = "C:\\Program Files\\SplunkUniversalForwarder\\bin\\splunkd.exe"
SPLUNK_POWERSHELL = "C:\\Program Files\\SplunkUniversalForwarder\\bin\\splunk-powershell.exe"
HDOOR = "C:\\Windows\\Temp\\hdoor.exe"
IEXEPLORER = "C:\\Windows\\Temp\\unziped\\lsof-master\\iexeplorer.exe"


@dataclass(frozen=True)
class Program:
    """The version resource of a program; question marks where it has none, as Sysmon writes."""

    description: str = "?"
    product: str = "?"
    company: str = "?"
    version: str = "?"


def _windows(description: str) -> Program:
    return Program(
        description,
        "Microsoft® Windows® Operating System",
        "Microsoft Corporation",
        "10.0.17134.1 (WinBuild.160101.0800)",
    )


def _office(description: str) -> Program:
    return Program(description, "Microsoft Office", "Microsoft Corporation", "16.0.10325.20118")


_PROGRAMS = {
    POWERSHELL: _windows("Windows PowerShell"),
    CMD: _windows("Windows Command Processor"),
    NET: _windows("Net Command"),
    NET1: _windows("Net Command"),
    NETSH: _windows("Network Command Shell"),
    REG: _windows("Registry Console Tool"),
    SCHTASKS: _windows("Task Scheduler Configuration Tool"),
    TAR: Program("bsdtar archive tool", "bsdtar archive tool", "Microsoft Windows", "3.3.2"),
    WHOAMI: _windows("whoami - displays logged on user information"),
    IPCONFIG: _windows("IP Configuration Utility"),
    TASKLIST: _windows("Lists the current running tasks"),
    CERTUTIL: _windows("CertUtil.exe"),
    REGSVR32: _windows("Microsoft(C) Register Server"),
    RUNDLL32: _windows("Windows host process (Rundll32)"),
    FODHELPER: _windows("Features On Demand Helper"),
    BROWSER_BROKER: _windows("Browser_Broker"),
    SVCHOST: _windows("Host Process for Windows Services"),
    SERVICES: _windows("Services and Controller app"),
    LSASS: _windows("Local Security Authority Process"),
    CSRSS: _windows("Client Server Runtime Process"),
    WMIPRVSE: _windows("WMI Provider Host"),
    WSMPROVHOST: _windows("Host process for WinRM plug-ins"),
    TASKHOSTW: _windows("Host Process for Windows Tasks"),
    BACKGROUND_TASK: _windows("Background Task Host"),
    RUNTIME_BROKER: _windows("Runtime Broker"),
    SEARCH_PROTOCOL: _windows("Microsoft Windows Search Protocol Host"),
    DLLHOST: _windows("COM Surrogate"),
    CONHOST: _windows("Console Window Host"),
    SPLWOW64: _windows("Print driver host for applications"),
    TASKMGR: _windows("Task Manager"),
    NOTEPAD: _windows("Notepad"),
    CALC: _windows("Windows Calculator"),
    MSTSC: _windows("Remote Desktop Connection"),
    MMC: _windows("Microsoft Management Console"),
    EXPLORER: _windows("Windows Explorer"),
    EDGE: Program(
        "Microsoft Edge Content Process",
        "Microsoft Edge",
        "Microsoft Corporation",
        "11.00.17134.1 (WinBuild.160101.0800)",
    ),
    CHROME: Program("Google Chrome", "Google Chrome", "Google Inc.", "68.0.3440.106"),
    GOOGLE_UPDATE: Program("Google Installer", "Google Update", "Google Inc.", "1.3.33.17"),
    SEVEN_ZIP: Program("7-Zip Console", "7-Zip", "Igor Pavlov", "18.05"),
    OUTLOOK: _office("Microsoft Outlook"),
    WORD: _office("Microsoft Word"),
    EXCEL: _office("Microsoft Excel"),
    CLICK_TO_RUN: _office("Microsoft Office Click-to-Run Client"),
    SEP: Program(
        "Symantec Service Framework",
        "Symantec Security Technologies",
        "Symantec Corporation",
        "13.3.4.6",
    ),
    SPLUNKD: Program("splunkd service", "splunk Application", "Splunk Inc.", "7.1.2"),
    SPLUNK_POWERSHELL: Program("PowerShell runner", "splunk Application", "Splunk Inc.", "7.1.2"),
}

_KNOWN_MD5 = {HDOOR: "586ef56f4d8963dd546163ac31c865d7"}


def program(image: str) -> Program:
    """Return the version resource of the program at that path."""
    return _PROGRAMS.get(image, Program())


def hashes(image: str) -> str:
    """Return the ``Hashes`` of Sysmon: the same program has the same hashes on every host."""
    identity = f"{image.lower()}|{program(image).version}".encode()
    md5 = _KNOWN_MD5.get(image, hashlib.md5(identity).hexdigest())  # noqa: S324 (as Sysmon does)
    sha256 = hashlib.sha256(identity).hexdigest()
    imphash = hashlib.md5(b"imports " + identity).hexdigest()  # noqa: S324 (the same)
    return f"MD5={md5},SHA256={sha256},IMPHASH={imphash}".upper()


@dataclass(frozen=True)
class Logon:
    """A logon session."""

    guid: str
    identifier: str


def logon(host: Host, user: str) -> Logon:
    """Return the session of a user on a host; SYSTEM has 0x3e7 everywhere."""
    number = 0x3E7
    if user != SYSTEM:
        number = int(hashlib.sha256(f"{host.name}/{user}".encode()).hexdigest()[:5], 16) + 0x10000
    swapped = number.to_bytes(4, "little").hex().upper()
    return Logon(f"{{{host.machine}-3A1C-5B7A-0000-0020{swapped}}}", f"0x{number:x}")
