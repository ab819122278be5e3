"""The marks of sysmon-modular in RuleName."""

from __future__ import annotations

from typing import Dict

import pytest

from huntpipe.sysmon.rule_name import split_rule_name


@pytest.mark.parametrize(
    ("rule_name", "marks"),
    [
        (
            "technique_id=T1059.001,technique_name=PowerShell",
            {"technique_id": "T1059.001", "technique_name": "PowerShell"},
        ),
        (
            "technique_id=T1,technique_name=One, two and three,phase_name=Execution",
            {
                "technique_id": "T1",
                "technique_name": "One, two and three",
                "phase_name": "Execution",
            },
        ),
        (
            "phase_name=Execution, technique_id=T1",
            {"phase_name": "Execution", "technique_id": "T1"},
        ),
        ("Alert=x,technique_id=T1", {"technique_id": "T1"}),
        ("Suspicious,ImageBeginWithBackslash", {}),
        ("-", {}),
        ("", {}),
    ],
)
def test_the_marks_are_split(rule_name: str, marks: Dict[str, str]) -> None:
    assert split_rule_name(rule_name) == marks
