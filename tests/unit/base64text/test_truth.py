"""Real encoded commands, and real look-alikes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from huntpipe.base64text.budget import Limits
from huntpipe.base64text.outcomes import MODES
from huntpipe.base64text.unwrap import Unwrapper
from tests.shared import shared_data


def rows(name: str) -> list[dict[str, Any]]:
    lines = shared_data(f"powershell/{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]


@pytest.mark.parametrize("name", ["unit42_encodedcommand", "lab_encodedcommand"])
def test_encoded_commands_come_back_exactly(name: str) -> None:
    events = rows(name)
    missed = []
    for event in events:
        findings = Unwrapper("auto", Limits())([event["commandline"]]).findings
        hashes = {finding.sha256 for finding in findings}
        inner = {layer["sha256"] for layer in event.get("nested") or ()}
        if not findings or findings[0].decoded != event["decoded"] or inner - hashes:
            missed.append(event["commandline"][:200])
    assert len(missed) <= len(events) * 0.005, missed


def test_look_alikes_are_left_alone() -> None:
    false = [
        row["text"]
        for row in rows("negatives")
        if Unwrapper("auto", Limits())([row["text"]]).findings
    ]
    assert false == []


@pytest.mark.parametrize("mode", MODES)
def test_script_blocks_are_survived(mode: str) -> None:
    for row in rows("scriptblock_4104"):
        assert Unwrapper(mode, Limits())([row["raw"], row["scriptblocktext"]]).status
