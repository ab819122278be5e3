"""The Windows Security log, ``WinEventLog:Security``.

Messages: Microsoft Learn, "Advanced security audit policy settings", one page per event id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.generator import clock, programs
from preview.generator.classic_event_log import Header, render
from preview.generator.event import Feed

if TYPE_CHECKING:
    from preview.generator.facts import Process
    from preview.generator.organisation import Host

FEED = Feed("windows_security", "WinEventLog:Security", "WinEventLog")

_INTEGRITY = {"Low": 4096, "Medium": 8192, "High": 12288, "System": 16384}
_ELEVATION = {
    "Low": "%%1938",
    "Medium": "%%1938",
    "High": "%%1937",
    "System": "%%1936",
}


@dataclass(frozen=True)
class Logon:
    """A logon, or an attempt.

    :param kind: the Logon Type: 2 interactive, 3 network, 5 service, 7 unlock, 10 remote desktop.
    :param workstation: name of the host it comes from; empty for itself.
    """

    host: Host
    time: float
    user: str
    kind: int
    address: str = "-"
    workstation: str = ""
    failed: bool = False


def sid(user: str) -> str:
    """Return the security identifier of an account name."""
    if user == programs.SYSTEM:
        return "S-1-5-18"
    number = int(hashlib.sha256(user.lower().encode()).hexdigest()[:3], 16) + 1001
    return f"S-1-5-21-2757390721-1834126370-396421155-{number}"


def process_created(process: Process, serial: int) -> str:
    """Write event 4688 with its command line."""
    parent = process.parent
    message = _message(
        "A new process has been created.",
        _subject("Creator Subject", process.host, process.user),
        "Target Subject:\n\tSecurity ID:\t\tS-1-0-0\n\tAccount Name:\t\t-\n"
        "\tAccount Domain:\t\t-\n\tLogon ID:\t\t0x0",
        "Process Information:\n"
        f"\tNew Process ID:\t\t0x{process.pid:x}\n"
        f"\tNew Process Name:\t{process.image}\n"
        f"\tToken Elevation Type:\t{_ELEVATION[process.integrity]}\n"
        f"\tMandatory Label:\t\tS-1-16-{_INTEGRITY[process.integrity]}\n"
        f"\tCreator Process ID:\t0x{parent.pid if parent else 4:x}\n"
        f"\tCreator Process Name:\t{parent.image if parent else 'System'}\n"
        f"\tProcess Command Line:\t{process.command_line}",
    )
    return _render(4688, "Process Creation", process.host, process.time, serial, message)


def logon(fact: Logon, serial: int) -> str:
    """Write event 4624, or 4625 for an attempt that failed."""
    session = programs.logon(fact.host, fact.user)
    domain, account = _parts(fact.user)
    network = (
        "Network Information:\n"
        f"\tWorkstation Name:\t{fact.workstation or fact.host.name}\n"
        f"\tSource Network Address:\t{fact.address}\n"
        f"\tSource Port:\t\t{'-' if fact.address == '-' else 49152 + serial % 16000}"
    )
    subject = _subject("Subject", fact.host, programs.SYSTEM)
    if fact.failed:
        message = _message(
            "An account failed to log on.",
            subject,
            f"Logon Type:\t\t\t{fact.kind}",
            "Account For Which Logon Failed:\n\tSecurity ID:\t\tS-1-0-0\n"
            f"\tAccount Name:\t\t{account}\n\tAccount Domain:\t\t{domain}",
            "Failure Information:\n\tFailure Reason:\t\tUnknown user name or bad password.\n"
            "\tStatus:\t\t\t0xC000006D\n\tSub Status:\t\t0xC000006A",
            network,
        )
        return _render(4625, "Logon", fact.host, fact.time, serial, message, "Audit Failure")
    message = _message(
        "An account was successfully logged on.",
        subject,
        f"Logon Type:\t\t\t{fact.kind}",
        f"New Logon:\n\tSecurity ID:\t\t{sid(fact.user)}\n\tAccount Name:\t\t{account}\n"
        f"\tAccount Domain:\t\t{domain}\n\tLogon ID:\t\t{_hexadecimal(session.identifier)}\n"
        f"\tLogon GUID:\t\t{session.guid}",
        network,
    )
    return _render(4624, "Logon", fact.host, fact.time, serial, message)


def account_created(process: Process, name: str, time: float, serial: int) -> str:
    """Write event 4720, a local account is made."""
    message = _message(
        "A user account was created.",
        _subject("Subject", process.host, process.user),
        f"New Account:\n\tSecurity ID:\t\t{sid(process.host.name + name)}\n"
        f"\tAccount Name:\t\t{name}\n\tAccount Domain:\t\t{process.host.name}",
        f"Attributes:\n\tSAM Account Name:\t{name}\n\tDisplay Name:\t\t<value not set>\n"
        "\tPassword Last Set:\t<never>\n\tAccount Expires:\t\t<never>",
    )
    return _render(4720, "User Account Management", process.host, time, serial, message)


def group_joined(process: Process, name: str, group: str, time: float, serial: int) -> str:
    """Write event 4732, an account joins a local group."""
    message = _message(
        "A member was added to a security-enabled local group.",
        _subject("Subject", process.host, process.user),
        f"Member:\n\tSecurity ID:\t\t{sid(process.host.name + name)}\n\tAccount Name:\t\t-",
        f"Group:\n\tSecurity ID:\t\tS-1-5-32-544\n\tGroup Name:\t\t{group}\n"
        "\tGroup Domain:\t\tBuiltin",
    )
    return _render(4732, "Security Group Management", process.host, time, serial, message)


def task_created(process: Process, name: str, action: str, time: float, serial: int) -> str:
    """Write event 4698, a scheduled task is made; ``action`` is its command line."""
    command, _, arguments = action.partition(" ")
    message = _message(
        "A scheduled task was created.",
        _subject("Subject", process.host, process.user),
        f"Task Information:\n\tTask Name: \t\t\\{name}\n\tTask Content: \t\t"
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <RegistrationInfo><Date>{clock.iso_seconds(time)}</Date></RegistrationInfo>\n"
        '  <Principals><Principal id="Author"><UserId>S-1-5-18</UserId></Principal></Principals>\n'
        f'  <Actions Context="Author"><Exec><Command>{command}</Command>'
        f"<Arguments>{arguments}</Arguments></Exec></Actions>\n</Task>",
    )
    return _render(4698, "Other Object Access Events", process.host, time, serial, message)


def _parts(user: str) -> tuple[str, str]:
    domain, _, account = user.rpartition("\\")
    return domain, account


def _subject(title: str, host: Host, user: str) -> str:
    domain, account = _parts(user)
    if user == programs.SYSTEM:
        domain, account = "FROTHLY", f"{host.name}$"
    return (
        f"{title}:\n\tSecurity ID:\t\t{sid(user)}\n\tAccount Name:\t\t{account}\n"
        f"\tAccount Domain:\t\t{domain}\n"
        f"\tLogon ID:\t\t{_hexadecimal(programs.logon(host, user).identifier)}"
    )


def _message(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs)


def _render(
    code: int,
    category: str,
    host: Host,
    time: float,
    serial: int,
    message: str,
    keywords: str = "Audit Success",
) -> str:
    header = Header(
        "Security",
        "Microsoft Windows security auditing.",
        code,
        category,
        keywords=keywords,
    )
    return render(header, host, time, serial, message)


def _hexadecimal(identifier: str) -> str:
    return "0x" + identifier[2:].upper()
