"""Remembers what VirusTotal answered, keyed by kind and normalised value."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterable, Mapping, Optional

from huntpipe.virustotal.report import Report

if TYPE_CHECKING:
    from huntpipe.virustotal.collection import Collection
    from huntpipe.virustotal.indicator import Indicator


@dataclass(frozen=True)
class Answer:
    """What VirusTotal said once.

    :param fetched: when, in seconds since 1970 UTC.
    :param report: what it knew; ``None`` when it did not know the value.
    """

    fetched: float
    report: Optional[Report]


class Cache:
    """Answers in a collection, one document for each indicator."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection

    def load(self, indicators: Iterable[Indicator]) -> dict[Indicator, Answer]:
        """Return the answers that are stored, whatever their age."""
        by_key = {indicator.key: indicator for indicator in indicators}
        if not by_key:
            return {}
        answers = {}
        for document in self._collection.find_keys(by_key):
            answer = _read(document)
            if answer is not None:
                answers[by_key[document["_key"]]] = answer
        return answers

    def store(self, answers: Mapping[Indicator, Answer]) -> None:
        """Store the answers, over older ones."""
        if answers:
            self._collection.save([_document(i, answer) for i, answer in answers.items()])


def _document(indicator: Indicator, answer: Answer) -> dict[str, Any]:
    return {
        "_key": indicator.key,
        "kind": indicator.kind,
        "value": indicator.value,
        "fetched": answer.fetched,
        # As text, so that a search may rewrite the collection without loss of types.
        "report": json.dumps(answer.report.as_document()) if answer.report else "",
    }


def _read(document: Mapping[str, Any]) -> Optional[Answer]:
    """Return the answer, or ``None`` where the document is not one that ``_document`` made."""
    try:
        text = document.get("report")
        report = Report.from_document(json.loads(text)) if text else None
        return Answer(float(document["fetched"]), report)
    except (KeyError, TypeError, ValueError):
        return None
