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

_PLACE = re.compile(r"\{(\w+)(\.name)?\}")


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
        sentence += "; what stands out: " + ", ".join(note.phrase for note in notes)
    return f"{sentence}.", [note.keyword for note in notes]


def _sentence(clauses: Sequence[str], said: Mapping[str, str]) -> str:
    """Put the clauses together: the first one always, the others when all their fields are said."""

    def fill(place: Match[str]) -> str:
        value = said.get(place[1], NOT_RECORDED)
        return base_name(value) if place[2] else value

    return "".join(
        _PLACE.sub(fill, clause)
        for index, clause in enumerate(clauses)
        if index == 0 or all(name in said for name, _ in _PLACE.findall(clause))
    )
