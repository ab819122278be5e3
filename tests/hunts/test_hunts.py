"""Every hunt on the labelled sample."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable

import pytest

from preview.generator import draw
from preview.spl import Configuration
from tests.hunts.cases import CASES, Case
from tests.hunts.conftest import Days, Finding, Findings, Hunting, milliseconds
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


def unexplained(benign: Iterable[Finding], case: Case) -> list[Finding]:
    """Return the benign findings that the case has no reason for."""
    left = {honest: honest.findings for honest in case.benign}
    found = []
    for finding in benign:
        for honest in case.benign:
            if honest.entity == finding["entity"] and honest.evidence in finding["evidence"]:
                left[honest] -= 1
                if left[honest] >= 0:
                    break
        else:
            found.append(finding)
    return found


def end(hunt: str) -> str:
    """Return the last two pipes of a hunt."""
    return SEARCHES[hunt]["search"][SEARCHES[hunt]["search"].index("| `huntpipe_findings(") :]


def test_hunt_finds_the_attack(hunt: str, hunting: Hunting) -> None:
    case = HUNTS[hunt]
    found = malicious(hunting.findings(hunt), case, hunting)
    assert {finding["entity"] for finding in found} == case.entities
    assert len(found) == case.findings


def test_hunt_reports_what_is_benign_for_a_reason_alone(hunt: str, hunting: Hunting) -> None:
    case = HUNTS[hunt]
    findings = hunting.findings(hunt)
    bad = malicious(findings, case, hunting)
    benign = [finding for finding in findings if finding not in bad]
    assert unexplained(benign, case) == []
    assert len(benign) == sum(honest.findings for honest in case.benign)


def test_nothing_benign_outranks_the_attack(hunt: str, hunting: Hunting) -> None:
    findings = hunting.findings(hunt)
    bad = malicious(findings, HUNTS[hunt], hunting)
    highest = max(float(finding["score"]) for finding in bad)
    assert all(float(finding["score"]) <= highest for finding in findings)


@pytest.mark.parametrize("seed", [1, 2])
def test_hunts_score_the_same_on_other_days(
    seed: int, day_of: Days, hunt_on: Callable[..., Hunting]
) -> None:
    assert faults(hunt_on(day_of(seed), [])) == {}


def test_hunts_score_the_same_after_other_days(
    day_of: Days, hunt_on: Callable[..., Hunting]
) -> None:
    before = [*day_of(1).before(1), *day_of(2).before(2)]
    assert faults(hunt_on(day_of(draw.SEED), before)) == {}


def faults(hunting: Hunting) -> dict[str, list[Finding]]:
    """Return the findings of the hunts that miss the attack or report more than is explained."""
    wrong = {}
    for hunt, case in HUNTS.items():
        findings = hunting.findings(hunt)
        bad = malicious(findings, case, hunting)
        benign = [finding for finding in findings if finding not in bad]
        entities = frozenset(finding["entity"] for finding in bad)
        if unexplained(benign, case) or (entities, len(bad)) != (case.entities, case.findings):
            wrong[hunt] = findings
    return wrong


def test_findings_can_be_united(hunt: str, hunting: Hunting) -> None:
    for finding in hunting.findings(hunt):
        assert finding["entity_type"] in ("host", "user", "ip")
        assert 0 < float(finding["score"]) <= 100
        assert all(finding.values())
        assert finding["evidence"] != "-"


def test_new_hash_has_its_verdict(hunting: Hunting) -> None:
    findings = hunting.findings("Huntpipe - Endpoint - New hash, with its verdict")
    verdicts = {finding["evidence"].split()[0]: finding["what"] for finding in findings}
    assert verdicts == {
        r"C:\Windows\Temp\hdoor.exe": "new program, verdict malicious",
        r"C:\Windows\Temp\unziped\lsof-master\iexeplorer.exe": "new program, verdict unknown",
    }


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
