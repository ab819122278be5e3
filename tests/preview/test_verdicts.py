from __future__ import annotations

from typing import TYPE_CHECKING

from preview.__main__ import main

if TYPE_CHECKING:
    import pytest


def test_verdict_table_is_named_as_simulated(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdicts"]) == 0
    title, _, header, _, *rows = capsys.readouterr().out.splitlines()
    assert "simulated" in title
    assert header.split()[:4] == ["what", "value", "vt_status", "vt_verdict"]
    statuses = [row[len(header.split("vt_status")[0]) :].split()[0] for row in rows]
    assert statuses == ["found"] * 5 + ["not_found"] + ["skipped_private"] * 2
