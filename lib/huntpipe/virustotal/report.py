"""What an answer of VirusTotal says, cut down to what a hunter reads.

https://docs.virustotal.com/reference/files, /reference/ip-object, /reference/domains-object,
/reference/url-object
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from typing import Any, Mapping, Optional

from huntpipe.virustotal.errors import UnreadableAnswerError

_OBJECT_TYPE = {"file": "file", "ip": "ip_address", "domain": "domain", "url": "url"}
_ID = re.compile(r"[0-9A-Za-z._:-]{1,253}")

# An object can carry hundreds of names and tags; the first are the most telling.
_MOST_NAMES = 10
_MOST_TAGS = 20
_LONGEST_TEXT = 256
_YEAR_10000 = 253402300800


@dataclass(frozen=True)
class Report:
    """One object of VirusTotal.

    :param report_id: the identifier VirusTotal gives it: of a file its SHA-256.
    :param malicious: number of engines that call it malicious; the next three alike.
    :param reputation: score of the community, negative is bad; ``None`` where it has none.
    :param label: the suggested threat label, such as ``trojan.msil/tasker``.
    :param first_seen: first submission, seconds since 1970 UTC; ``None`` where unknown.
    :param last_analysis: last analysis, seconds since 1970 UTC; ``None`` where unknown.
    """

    report_id: str
    malicious: int
    suspicious: int
    harmless: int
    undetected: int
    reputation: Optional[int]
    label: str
    names: tuple[str, ...]
    tags: tuple[str, ...]
    first_seen: Optional[int]
    last_analysis: Optional[int]

    @property
    def engines(self) -> int:
        """Number of engines that gave an answer: not those that timed out or do not apply."""
        return self.malicious + self.suspicious + self.harmless + self.undetected

    def as_document(self) -> dict[str, Any]:
        """Return the report as JSON values, to be stored."""
        return {**asdict(self), "names": list(self.names), "tags": list(self.tags)}

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> Report:
        """Return the report that ``as_document`` made a document of.

        :raises KeyError: the document lacks a field.
        :raises TypeError: a field is of another type.
        """
        fields = {name: document[name] for name in cls.__dataclass_fields__}
        texts = [fields["report_id"], fields["label"], *fields["names"], *fields["tags"]]
        counts = [fields[name] for name in ("malicious", "suspicious", "harmless", "undetected")]
        numbers = [fields[name] or 0 for name in ("reputation", "first_seen", "last_analysis")]
        if not all(isinstance(text, str) for text in texts) or not all(
            isinstance(number, int) for number in (*counts, *numbers)
        ):
            raise TypeError("a stored report has a field of a wrong type")
        return cls(**{**fields, "names": tuple(fields["names"]), "tags": tuple(fields["tags"])})


def read_report(body: Any, kind: str) -> Report:
    """Return the report in the JSON body of a successful answer.

    A field that only describes is dropped when it is malformed. Without the counts of the
    engines there is no report.

    :param body: the parsed JSON.
    :param kind: the kind that was asked for, one of ``names.KINDS``.
    :raises UnreadableAnswerError: the body is not an object of that kind.
    """
    data = body.get("data") if isinstance(body, dict) else None
    attributes = data.get("attributes") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(attributes, dict):
        raise UnreadableAnswerError("the answer holds no data.attributes")
    if data.get("type", _OBJECT_TYPE[kind]) != _OBJECT_TYPE[kind]:
        raise UnreadableAnswerError(f"the answer is about another type than {_OBJECT_TYPE[kind]}")
    stats = attributes.get("last_analysis_stats", {})
    if not isinstance(stats, dict):
        raise UnreadableAnswerError("last_analysis_stats is not an object")
    report_id = _text(data.get("id"))
    return Report(
        report_id=report_id if _ID.fullmatch(report_id) else "",
        malicious=_count(stats, "malicious"),
        suspicious=_count(stats, "suspicious"),
        harmless=_count(stats, "harmless"),
        undetected=_count(stats, "undetected"),
        reputation=_whole_number(attributes.get("reputation")),
        label=_label(attributes),
        names=_texts([attributes.get("meaningful_name"), *_list(attributes, "names")], _MOST_NAMES),
        tags=_texts(_list(attributes, "tags"), _MOST_TAGS),
        first_seen=_moment(attributes.get("first_submission_date")),
        last_analysis=_moment(attributes.get("last_analysis_date")),
    )


def _count(stats: Mapping[str, Any], name: str) -> int:
    count = _whole_number(stats.get(name, 0))
    if count is None or count < 0:
        raise UnreadableAnswerError(f"last_analysis_stats.{name} is not a count")
    return count


def _label(attributes: Mapping[str, Any]) -> str:
    classification = attributes.get("popular_threat_classification")
    if isinstance(classification, dict):
        return _text(classification.get("suggested_threat_label"))
    # URLs have no classification, only the names the engines gave.
    return ", ".join(_texts(_list(attributes, "threat_names"), 3))


def _list(attributes: Mapping[str, Any], name: str) -> list[Any]:
    value = attributes.get(name)
    return value if isinstance(value, list) else []


def _texts(values: list[Any], most: int) -> tuple[str, ...]:
    distinct = dict.fromkeys(text for value in values if (text := _text(value)))
    return tuple(distinct)[:most]


def _text(value: Any) -> str:
    return value.strip()[:_LONGEST_TEXT] if isinstance(value, str) else ""


def _moment(value: Any) -> Optional[int]:
    number = _whole_number(value)
    return number if number is not None and 0 <= number < _YEAR_10000 else None


def _whole_number(value: Any) -> Optional[int]:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
