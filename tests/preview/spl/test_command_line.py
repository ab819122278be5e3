"""``python -m preview search``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from preview.__main__ import main
from tests.preview.spl.conftest import NOW

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    (tmp_path / "events").mkdir()
    record = {"_time": NOW - 60.5, "_raw": "user=bob n=1", "index": "x", "host": "h"}
    line = json.dumps({**record, "source": "s", "sourcetype": "t"})
    (tmp_path / "events" / "t.jsonl").write_text(line + "\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "_time,user\n1534809539.500,bob\n"),
        ("json", '{"_time": "1534809539.500", "user": "bob"}\n'),
        ("table", "2018-08-20 23:58:59.500  bob\n"),
    ],
)
def test_results_are_printed_in_each_format(
    sample: Path, capsys: pytest.CaptureFixture[str], form: str, expected: str
) -> None:
    spl = "index=x | table _time user"
    times = ["--earliest=-1h", "--latest=now", "--now", "08/21/2018:00:00:00"]
    assert main(["search", spl, "--sample", str(sample), "--format", form, *times]) == 0
    assert capsys.readouterr().out.endswith(expected)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [([], True), (["--now=-1d"], False), (["--now", "08/20/2018:23:59:30"], True)],
)
def test_present_is_the_end_of_the_sample_unless_it_is_given(
    sample: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], found: bool
) -> None:
    (sample / "sample.json").write_text(json.dumps({"latest": NOW}), encoding="utf-8")
    spl = ["search", "index=x", "--earliest=-5m", "--latest=now", "--sample", str(sample)]
    assert main([*spl, *arguments]) == 0
    assert ("bob" in capsys.readouterr().out) is found


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["index=x | stats cuont"], "Error in 'stats' command at position 16"),
        (["index=x", "--earliest", "soon"], "'soon' is no time"),
        (["index=x", "--now", "later"], "'later' is no time"),
    ],
)
def test_a_refusal_is_one_line_and_exit_status_one(
    sample: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    assert main(["search", *arguments, "--sample", str(sample)]) == 1
    assert message in capsys.readouterr().err


def test_a_sample_without_events_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", "index=x", "--sample", str(tmp_path)]) == 1
    assert "make sample" in capsys.readouterr().err
