"""Every hunt on the labelled sample."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from preview.spl import Configuration
from tests.hunts.cases import CASES, Case
from tests.hunts.conftest import Finding, Findings, Hunting, milliseconds
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable

HUNTS = {f"Huntpipe - {case.hunt}": case for case in CASES}
SEARCHES = Configuration(REPOSITORY).savedsearches


@pytest.fixture(scope="module", params=HUNTS)
def hunt(request: pytest.FixtureRequest) -> str:
    """Each hunt in turn, with all its tests, so that one process runs it once."""
    return str(request.param)


def malicious(findings: Iterable[Finding], case: Case, hunting: Hunting) -> list[Finding]:
    return [
        finding
        for finding in findings
        if hunting.stories.get(milliseconds(finding["_time"]), set()) & case.stories
    ]


def end(hunt: str) -> str:
    """Return the last two pipes of a hunt."""
    return SEARCHES[hunt]["search"][SEARCHES[hunt]["search"].index("| `huntpipe_findings(") :]


def test_hunt_finds_the_attack(hunt: str, hunting: Hunting) -> None:
    case = HUNTS[hunt]
    found = malicious(hunting.findings(hunt), case, hunting)
    assert {finding["entity"] for finding in found} == case.entities
    assert len(found) == case.findings


def test_hunt_reports_little_that_is_benign(hunt: str, hunting: Hunting) -> None:
    findings = hunting.findings(hunt)
    bad = malicious(findings, HUNTS[hunt], hunting)
    benign = [finding for finding in findings if finding not in bad]
    assert len(benign) <= HUNTS[hunt].benign, benign


def test_findings_can_be_united(hunt: str, hunting: Hunting) -> None:
    for finding in hunting.findings(hunt):
        assert finding["entity_type"] in ("host", "user", "ip")
        assert 0 < float(finding["score"]) <= 100
        assert all(finding.values())


def test_filter_leaves_out_what_it_names(
    hunt: str, hunting: Hunting, findings: Findings, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = hunting.findings(hunt)
    entity = rows[0]["entity"]
    assert entity in findings.after(rows, end(hunt))
    called = re.findall(r"`(huntpipe_filter_\w+)`", end(hunt))
    macro = {"definition": f'search NOT entity="{entity}"'}
    monkeypatch.setitem(findings.configuration.macros, called[0], macro)
    left = findings.after(rows, end(hunt))
    assert sorted(left) == sorted(row["entity"] for row in rows if row["entity"] != entity)


def test_allowlist_leaves_out_what_it_names(
    hunt: str, hunting: Hunting, findings: Findings
) -> None:
    rows = hunting.findings(hunt)
    entity = rows[0]["entity"]
    findings.allow(hunt=hunt.lower(), entity=entity.lower(), expiry="2018-12-31")
    left = findings.after(rows, end(hunt))
    assert sorted(left) == sorted(row["entity"] for row in rows if row["entity"] != entity)
