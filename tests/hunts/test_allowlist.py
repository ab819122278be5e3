"""When an entry of the allowlist counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.hunts.conftest import Findings

FINDING = {
    "_time": "1534759200",
    "entity": "FRTH-BKUP01",
    "entity_type": "host",
    "what": "archive",
    "evidence": r"svc_backup: C:\Program Files\7-Zip\7z.exe a D:\Backup\fs01.7z",
    "score": "40",
}
PIPES = '| `huntpipe_findings("Huntpipe - Endpoint - Some hunt")`'


@pytest.mark.parametrize(
    "entry",
    [
        {"entity": "frth-bkup01"},
        {"entity": "frth-bkup*"},
        {"evidence": "*7-zip*7z.exe a d:*backup*"},
        {"hunt": "huntpipe - endpoint - *", "entity": "frth-bkup01"},
    ],
)
def test_entry_is_a_pattern_for_any_case(findings: Findings, entry: dict[str, str]) -> None:
    findings.allow(**entry, expiry="2018-12-31")
    assert findings.after([FINDING], PIPES) == []


@pytest.mark.parametrize(
    "entry",
    [
        {"entity": "frth-bkup"},
        {"entity": "frth-bkup01", "evidence": "*tar.exe*"},
        {"entity": "frth-bkup01", "hunt": "huntpipe - mail - *"},
    ],
)
def test_every_pattern_of_an_entry_has_to_match(findings: Findings, entry: dict[str, str]) -> None:
    findings.allow(**entry, expiry="2018-12-31")
    assert findings.after([FINDING], PIPES) == ["FRTH-BKUP01"]


def test_entry_counts_to_the_end_of_the_day_of_its_expiry(findings: Findings) -> None:
    findings.allow(expiry="2018-08-21")
    assert findings.after([FINDING], PIPES) == []
    findings.allow(expiry="2018-08-20")
    assert findings.after([FINDING], PIPES) == ["FRTH-BKUP01"]


@pytest.mark.parametrize("expiry", ["", "never", "31.12.2018"])
def test_entry_without_a_date_allows_nothing(findings: Findings, expiry: str) -> None:
    findings.allow(expiry=expiry)
    assert findings.after([FINDING], PIPES) == ["FRTH-BKUP01"]


def test_finding_without_evidence_can_be_allowed(findings: Findings) -> None:
    bare = {name: text for name, text in FINDING.items() if name != "evidence"}
    findings.allow(entity="frth-bkup01", expiry="2018-12-31")
    assert findings.after([bare], PIPES) == []
