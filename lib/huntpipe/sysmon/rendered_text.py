"""The message of an event as Windows renders it, with or without the header of WinEventLog text.

Form: a title line such as ``Process Create:``, then one ``Name: value`` line per field in the order
of the schema (https://github.com/Sysinternals/SysmonCommon, manifest.xml). Splunk's classic
WinEventLog input puts ``Name=value`` lines before it and ``Message=`` before the title, syslog a
header. Values may hold line breaks, and such a line may look like a field of its own.
"""

from __future__ import annotations

import re
from typing import Dict, List, NamedTuple, Sequence, Tuple

from huntpipe.sysmon.event import Event, is_sysmon
from huntpipe.sysmon.event_types import BY_ID, EventType
from huntpipe.sysmon.message_title import Title, titles
from huntpipe.sysmon.names import SYSTEM_FIELDS
from huntpipe.sysmon.one_line_message import read_one_line
from huntpipe.sysmon.snare import snare_header, without_counter

_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9]*):(?: (.*)|$)", re.DOTALL)

# Values that may go on over several lines: a line in them that looks like a field we do not know
# belongs to them.
_MULTILINE = (
    *("CommandLine", "ParentCommandLine", "Description", "Contents"),
    *("Details", "Query", "Destination", "Name"),
)

_HEADER = {
    "EventCode": "EventID",
    "EventID": "EventID",  # this and the next two as QRadar's WinCollect writes them
    "Computer": "Computer",
    "AgentLogFile": "Channel",
    "ComputerName": "Computer",
    "LogName": "Channel",
    "RecordNumber": "EventRecordID",
    "Sid": "System_UserID",
}


_HEADER_IN_A_LINE = re.compile(
    rf"(?:\b|(?<=\\n)|(?<=#01\d))({'|'.join(('SourceName', *_HEADER))})=(\S+?)(?=\\[rn]|#01|\s|\Z)",
)


class _Field(NamedTuple):
    line: int
    name: str


def read_text(text: str) -> Event | None:
    """Read a rendered message, alone or below a WinEventLog header in any language.

    A message that stops before the last field every version of its event has was cut: its last
    line, if it is not ended, is left out and the event is incomplete.

    :returns: None when neither the header nor the title is Sysmon's.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    start, title = _title_line(lines)
    header = _header(lines, start, title)
    source, channel = header.get("SourceName", ""), header.get("LogName", "")
    if source and not is_sysmon(source, channel):
        return None
    system = dict.fromkeys(SYSTEM_FIELDS, "")
    system.update((ours, header[theirs]) for theirs, ours in _HEADER.items() if theirs in header)
    if start == len(lines):
        return Event(system, {}, complete=False) if is_sysmon(source, channel) else None
    event_type = BY_ID.get(system["EventID"]) or (title.event_type if title else None)
    if title and title.line_break:
        one_line = "\n".join(lines[start:])[title.end :]
        if snare_header(lines[0]):
            one_line = without_counter(one_line)
        data, complete = read_one_line(one_line, title.event_type, title.line_break)
    else:
        data, complete = _message(lines[start + 1 :], event_type)
    if event_type is not None:
        system["EventID"] = system["EventID"] or event_type.id
    if not source and not (event_type and data.keys() & set(event_type.fields)):
        return None
    return Event(system, data, complete=complete)


def _header(lines: Sequence[str], start: int, title: Title | None) -> Dict[str, str]:
    """Return what stands before the message, in the words of WinEventLog."""
    header = dict(line.partition("=")[::2] for line in lines[:start] if "=" in line)
    if title:
        # Behind a header of syslog the first line holds the first name, or all of them.
        first_line = lines[0] if start else lines[0][: title.start]
        header.update(_HEADER_IN_A_LINE.findall(first_line))
        header.update(snare_header(first_line))
    return header


def _title_line(lines: Sequence[str]) -> Tuple[int, Title | None]:
    """Return the index of the line that holds the title, or the number of lines, and the title.

    Only the first line may hold anything before it, which is the header of syslog.
    """
    for index, line in enumerate(lines):
        title = next(titles(line), None) if ":" in line else None
        if title and index and line[: title.start].rpartition("=")[2].strip():
            title = None
        if title or line.startswith("Message="):
            return index, title
    return len(lines), None


def _message(lines: Sequence[str], event_type: EventType | None) -> Tuple[Dict[str, str], bool]:
    """Return the fields of the lines below a title, and whether the message is all there."""
    known = event_type.fields if event_type else ()
    ended = lines[-1:] == [""]
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    if event_type is not None and not ended and _is_cut_name(lines, event_type):
        lines.pop()
        ended, complete = True, False
    else:
        complete = True
    fields = _fields(lines, known)
    data: Dict[str, str] = {}
    ends = [field.line for field in fields[1:]] + [len(lines)]
    for (line, name), end in zip(fields, ends):
        value = "\n".join([lines[line].partition(":")[2][1:], *lines[line + 1 : end]])
        if value or name not in data:
            data[name] = value
    if event_type is not None and event_type.last_field not in data:
        complete = False
        if fields and not ended:
            del data[fields[-1].name]
    return data, complete


def _is_cut_name(lines: Sequence[str], event_type: EventType) -> bool:
    """Tell whether the last line is the beginning of the name of a field that is not there yet."""
    if not lines or not lines[-1]:
        return False
    there = {line.partition(":")[0] for line in lines[:-1]}
    return any(
        f"{name}:".startswith(lines[-1]) and f"{name}:" != lines[-1]
        for name in event_type.fields
        if name not in there
    )


def _fields(lines: Sequence[str], known: Sequence[str]) -> List[_Field]:
    """Return the lines that begin a field, in order."""
    candidates = []
    for index, line in enumerate(lines):
        match = _FIELD.match(line)
        if match:
            candidates.append(_Field(index, match[1]))
    names = [field.name for field in candidates]
    if len(names) == len(lines) == len(set(names)) and set(names) <= set(known):
        return candidates
    chain = _longest_chain([field for field in candidates if field.name in known], known)
    chain_lines = {field.line for field in chain}
    fields: List[_Field] = []
    for field in candidates:
        opens_unknown = (
            field.name not in known
            and not (fields and fields[-1].name in _MULTILINE and known)
            and field.name not in {other.name for other in fields}
        )
        if field.line in chain_lines or opens_unknown:
            fields.append(field)
    return fields


def _longest_chain(candidates: Sequence[_Field], known: Sequence[str]) -> List[_Field]:
    """Return the most lines whose names follow the order of the schema.

    Of equally long ones the last, because a value can only imitate fields that come behind it.
    """
    rank = {name: index for index, name in enumerate(known)}
    best: List[List[_Field]] = [[] for _ in known]
    for field in candidates:
        place = rank[field.name]
        before = max(best[:place], key=_length, default=[])
        if len(before) + 1 >= len(best[place]):
            best[place] = [*before, field]
    return max(best, key=_length, default=[])


def _length(chain: List[_Field]) -> int:
    return len(chain)
