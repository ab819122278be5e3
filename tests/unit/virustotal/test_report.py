from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huntpipe.virustotal.errors import UnreadableAnswerError
from huntpipe.virustotal.report import Report, read_report
from tests.shared import shared_data

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
JSON = (
    SCALARS
    | st.lists(SCALARS, max_size=3)
    | st.dictionaries(st.sampled_from(["malicious", "suggested_threat_label"]), SCALARS)
)
ATTRIBUTES = (
    "last_analysis_stats",
    "popular_threat_classification",
    "threat_names",
    "meaningful_name",
    "names",
    "tags",
    "reputation",
    "first_submission_date",
    "last_analysis_date",
)


def answer(kind: str = "file", **attributes: Any) -> Any:
    return {"data": {"type": kind, "id": "abc", "attributes": attributes}}


def test_real_file_report_is_read() -> None:
    path = shared_data("vt/v3_file_malicious_sha256.json")
    report = read_report(json.loads(path.read_text()), "file")
    assert (report.malicious, report.suspicious, report.harmless) == (40, 0, 0)
    # Five engines do not take this type of file and one failed: they gave no answer.
    assert (report.undetected, report.engines) == (28, 68)
    assert report.label == "trojan.msil/tasker"
    assert report.names[0] == "itami.exe"
    assert len(report.names) == 2
    assert "peexe" in report.tags
    assert report.first_seen == 1633178439
    assert report.report_id.startswith("03bd9a94")


def test_real_url_report_is_read() -> None:
    report = read_report(json.loads(shared_data("vt/v3_url_0.json").read_text()), "url")
    assert (report.harmless, report.undetected, report.engines) == (57, 9, 66)
    assert report.first_seen == 1414741297
    assert report.names == ()


def test_report_survives_being_stored() -> None:
    report = read_report(
        answer(last_analysis_stats={"malicious": 3}, names=["a", "b"], tags=["x"], reputation=-4),
        "file",
    )
    assert Report.from_document(json.loads(json.dumps(report.as_document()))) == report


def test_label_of_a_url_is_what_its_engines_call_it() -> None:
    assert read_report(answer("url", threat_names=["Mirai", "Mozi"]), "url").label == "Mirai, Mozi"


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        "text",
        {},
        {"data": None},
        {"data": []},
        {"data": {"attributes": []}},
        answer("url"),
        answer(last_analysis_stats=[1]),
        answer(last_analysis_stats={"malicious": "many"}),
        answer(last_analysis_stats={"malicious": -1}),
        answer(last_analysis_stats={"malicious": True}),
    ],
)
def test_body_that_is_no_report_is_refused(body: Any) -> None:
    with pytest.raises(UnreadableAnswerError):
        read_report(body, "file")


def test_malformed_description_is_dropped() -> None:
    body = answer(
        last_analysis_stats={"malicious": 9},
        names={"a": 1},
        tags=[1, None, "x", " ", "x"],
        reputation="bad",
        popular_threat_classification=[],
        meaningful_name=7,
        first_submission_date=10**15,
        last_analysis_date="yesterday",
    )
    report = read_report(body, "file")
    assert (report.malicious, report.names, report.tags, report.label) == (9, (), ("x",), "")
    assert (report.reputation, report.first_seen, report.last_analysis) == (None, None, None)


@given(st.dictionaries(st.sampled_from(ATTRIBUTES), JSON))
def test_any_attributes_are_read_or_refused(attributes: dict[str, Any]) -> None:
    try:
        report = read_report(answer(**attributes), "file")
    except UnreadableAnswerError:
        return
    assert Report.from_document(report.as_document()) == report
