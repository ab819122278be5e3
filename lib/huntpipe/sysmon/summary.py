"""One event as one English sentence, from its fields alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, List, Mapping, Match, Sequence, Tuple

from huntpipe.sysmon.event_types import BY_ID
from huntpipe.sysmon.notes import find_notes
from huntpipe.sysmon.windows_path import base_name

if TYPE_CHECKING:
    from huntpipe.sysmon.event import Event

NOT_RECORDED = "(not recorded)"

_PLACE = re.compile(r"\{(\w+)(?:(\.name)|\|([^}]*))?\}")
_VERBS = {
    "CreateKey": "created the registry key",
    "DeleteKey": "deleted the registry key",
    "DeleteValue": "deleted the registry value",
    "Created": "created",
    "Modified": "modified",
    "Deleted": "deleted",
}


def explain(event: Event) -> Tuple[str, List[str]]:
    """Return the sentence for an event and the keywords of what stands out in it.

    An empty value and Sysmon's ``-`` count as not recorded.
    """
    event_id = event.system["EventID"]
    said = {name: value.strip() for name, value in event.data.items() if value not in ("", "-")}
    notes = find_notes(event_id, said)
    event_type = BY_ID.get(event_id)
    if event_type is None:
        sentence = f"An event with the id {event_id or NOT_RECORDED} was written"
    else:
        sentence = _sentence(event_type.sentence, said)
    if notes:
        subject = event_type.subject if event_type else "Image"
        it = "the loaded file" if subject == "ImageLoaded" else "the program"
        runs = "runs" if subject else "was done"
        phrases = [note.phrase.format(it=it, runs=runs) for note in notes]
        sentence += "; what stands out: " + ", ".join(phrases)
    return f"{sentence}.", [note.keyword for note in notes]


def _sentence(clauses: Sequence[str], said: Mapping[str, str]) -> str:
    """Put the clauses together: the first one always, the others when all their fields are said.

    ``{Field}`` stands for a value, ``{Field.name}`` for the last part of a path, and
    ``{Field|words}`` for the verb of a value, or for these words where it has none.
    """

    def fill(place: Match[str]) -> str:
        field, is_path, words = place.groups()
        value = said.get(field, NOT_RECORDED)
        if words is None:
            return base_name(value) if is_path else value
        return _VERBS.get(value, f"{words} ({value})" if field in said else words)

    return "".join(
        _PLACE.sub(fill, clause)
        for index, clause in enumerate(clauses)
        if index == 0 or all(place[1] in said for place in _PLACE.finditer(clause))
    )
