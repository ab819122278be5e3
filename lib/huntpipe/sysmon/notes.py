"""What stands out in an event: one row per mark, each a fact about the fields."""

from __future__ import annotations

import re
from typing import Callable, List, Mapping, NamedTuple

from huntpipe.sysmon.encoded_command import has_encoded_command
from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.system_binaries import imitates_system_binary

Fields = Mapping[str, str]

_LOCAL_SYSTEM = 0x3E7  # LogonId of LocalSystem in every language of Windows
_TEMPORARY = re.compile(r"(?:^|[\\/])(?:te?mp|dev/shm)[\\/]", re.IGNORECASE)
_USER_FOLDER = re.compile(
    r"^(?:[A-Z]:\\(?:Users|Documents and Settings)\\|/(?:home|root)/)", re.IGNORECASE
)


class Note(NamedTuple):
    """A mark: its keyword for searching, its phrase for the sentence, and when it is set.

    In the phrase ``{it}`` stands for the program or file the event is about; ``{runs}`` for
    ``runs``, or for ``was done`` where the event names no program.
    ``applies`` gets the path the event is about and the fields that are recorded.
    """

    keyword: str
    phrase: str
    applies: Callable[[str, Fields], bool]


def _runs_as_system(_: str, fields: Fields) -> bool:
    try:
        logon = int(fields.get("LogonId", ""), 16)
    except ValueError:
        logon = 0
    user = fields.get("User") or fields.get("SourceUser", "")
    return logon == _LOCAL_SYSTEM or user.upper() == "NT AUTHORITY\\SYSTEM"


def _unsigned(_: str, fields: Fields) -> bool:
    return fields.get("Signed", "").lower() == "false"


def _signature_not_valid(_: str, fields: Fields) -> bool:
    signed = fields.get("Signed", "").lower() == "true"
    return signed and fields.get("SignatureStatus", "Valid") != "Valid"


def _temporary_folder(subject: str, _: Fields) -> bool:
    return bool(_TEMPORARY.search(subject))


def _user_folder(subject: str, _: Fields) -> bool:
    return bool(_USER_FOLDER.match(subject))


def _imitates_system_binary(subject: str, _: Fields) -> bool:
    return imitates_system_binary(subject)


def _encoded_command(_: str, fields: Fields) -> bool:
    return has_encoded_command(fields.get("CommandLine", ""))


NOTES = (
    Note("runs_as_system", "it {runs} as SYSTEM", _runs_as_system),
    Note("unsigned", "{it} is recorded as not signed", _unsigned),
    Note(
        "signature_not_valid",
        "the signature of {it} is recorded as not valid",
        _signature_not_valid,
    ),
    Note("temporary_folder", "{it} is in a temporary folder", _temporary_folder),
    Note("user_folder", "{it} is in a user folder", _user_folder),
    Note(
        "imitates_system_binary",
        "{it} has or nearly has the name of a system binary and is not where that one is",
        _imitates_system_binary,
    ),
    Note("encoded_command", "the command line holds an encoded command", _encoded_command),
)


def find_notes(event_id: str, fields: Fields) -> List[Note]:
    """Return the marks of an event, in the order of the table.

    :param fields: EventData, recorded values only.
    """
    event_type = BY_ID.get(event_id)
    subject = fields.get(event_type.subject if event_type else "Image", "")
    return [note for note in NOTES if note.applies(subject, fields)]
