"""The AppInspect gate lets the accepted warnings through, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tools import gate

if TYPE_CHECKING:
    from pathlib import Path

ACCEPTED_CHECK = "check_python_sdk_version"
ACCEPTED_TEXT = "Detected an outdated version of the Splunk SDK for Python (2.1.1)."


def check(name: str, result: str, *messages: tuple[str, str]) -> dict[str, Any]:
    return {
        "name": name,
        "result": result,
        "messages": [{"result": kind, "message": text} for kind, text in messages],
    }


def verdict(tmp_path: Path, *checks: dict[str, Any]) -> int:
    path = tmp_path / "all.json"
    path.write_text(json.dumps({"reports": [{"groups": [{"checks": list(checks)}]}]}))
    return gate.main([str(path)])


GOOD = check("check_good", "success")
ACCEPTED = check(ACCEPTED_CHECK, "warning", ("warning", ACCEPTED_TEXT))


def test_success_and_accepted_warning_pass(tmp_path: Path) -> None:
    assert verdict(tmp_path, GOOD, check("check_other", "not_applicable"), ACCEPTED) == 0


@pytest.mark.parametrize("result", ["error", "failure", "future_failure", "warning", "unheard_of"])
def test_any_other_result_fails_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], result: str
) -> None:
    doctored = check("check_secret", result, (result, "the reason"))
    assert verdict(tmp_path, GOOD, ACCEPTED, doctored) == 1
    assert f"{result}: check_secret: the reason" in capsys.readouterr().out


def test_accepted_check_with_another_message_fails(tmp_path: Path) -> None:
    other = check(ACCEPTED_CHECK, "warning", ("warning", "The SDK is tampered with."))
    assert verdict(tmp_path, other) == 1


def test_accepted_check_that_turns_into_a_failure_fails(tmp_path: Path) -> None:
    assert verdict(tmp_path, check(ACCEPTED_CHECK, "failure", ("failure", ACCEPTED_TEXT))) == 1


def test_failed_check_without_a_message_fails(tmp_path: Path) -> None:
    assert verdict(tmp_path, GOOD, check("check_silent", "failure")) == 1


def test_report_without_checks_fails(tmp_path: Path) -> None:
    assert verdict(tmp_path) == 1


def test_one_bad_report_among_good_ones_fails(tmp_path: Path) -> None:
    for name, result in (("bad", "failure"), ("good", "success")):
        report = {"reports": [{"groups": [{"checks": [check("check_one", result)]}]}]}
        (tmp_path / f"{name}.json").write_text(json.dumps(report))
    assert gate.main([str(tmp_path / "bad.json"), str(tmp_path / "good.json")]) == 1


def test_no_report_at_all_fails() -> None:
    assert gate.main([]) == 2
