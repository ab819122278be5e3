"""What can happen in the sample: the facts that sensors see, each with all its sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Optional, Tuple

if TYPE_CHECKING:
    from preview.generator.organisation import Host, Person


@dataclass(frozen=True)
class Place:
    """Where an address is on the map."""

    city: str
    state: str
    country: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Failure:
    """Why a sign-in failed, in the words of Azure AD."""

    code: int
    reason: str
    short: str


@dataclass(frozen=True)
class SignIn:
    """A sign-in to Azure AD."""

    time: float
    person: Person
    address: str
    device: str
    application: str
    identifier: str
    failure: Optional[Failure] = None


@dataclass(frozen=True)
class Process:
    """A process of a Windows host.

    :param guid: the ``ProcessGuid`` that all its Sysmon events carry.
    :param integrity: ``Low``, ``Medium``, ``High`` or ``System``.
    """

    host: Host
    time: float
    pid: int
    guid: str
    image: str
    command_line: str
    user: str
    integrity: str
    directory: str
    parent: Optional[Process] = None


@dataclass(frozen=True)
class Request:
    """The HTTP side of a connection."""

    method: str
    path: str
    host: str
    agent: str
    status: int = 200
    content_type: str = "text/html"
    body: str = ""
    referrer: str = ""
    reply: str = ""


@dataclass(frozen=True)
class Connection:
    """A flow from one address and port to another.

    :param process: the Windows process that opened it, when Sysmon sees it.
    :param received: bytes from the destination.
    :param duration: seconds.
    """

    time: float
    source: str
    source_port: int
    destination: str
    destination_port: int
    sent: int
    received: int
    duration: float
    transport: str = "tcp"
    name: str = ""
    process: Optional[Process] = None
    request: Optional[Request] = None


@dataclass(frozen=True)
class Lookup:
    """A DNS question and its answers."""

    time: float
    client: str
    name: str
    answers: Tuple[str, ...]


@dataclass(frozen=True)
class Mail:
    """A message as the mail service traces it.

    :param status: ``Delivered``, ``Quarantined``, ``FilteredAsSpam`` or ``Failed``.
    :param identifier: Message-ID; the recipients of one message share it.
    """

    time: float
    sender: str
    recipient: str
    subject: str
    size: int
    status: str
    identifier: str
    trace: str
    address: str
