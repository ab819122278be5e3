"""The sample as files: complete, sorted, labelled, the same each time."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from preview.generator import clock, sample
from preview.generator.stories import STORIES
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from tests.preview.sample_reader import Sample

PYENV = Path.home() / ".pyenv" / "versions"


def digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()


def pythons() -> list[str]:
    """Return the supported Pythons found on the path or managed by pyenv, without this one."""
    found: list[str] = []
    for minor in range(9, 14):
        managed = sorted(PYENV.glob(f"3.{minor}.*/bin/python"))
        on_path = shutil.which(f"python3.{minor}")  # pyenv's own scripts stand there too
        if managed:
            found.append(str(managed[0]))
        elif on_path:
            found.append(on_path)
    return [path for path in found if Path(path).resolve() != Path(sys.executable).resolve()]


def test_same_bytes_each_time_whatever_was_there(written: Sample, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "old.jsonl").write_text("{}\n")
    sample.write(tmp_path)
    assert digest(tmp_path) == digest(written.folder)


@pytest.mark.slow
@pytest.mark.parametrize("python", pythons())
def test_same_bytes_on_every_python(written: Sample, tmp_path: Path, python: str) -> None:
    script = "import sys, pathlib; from preview.generator import sample; "
    script += "sample.write(pathlib.Path(sys.argv[1]))"
    subprocess.run([python, "-c", script, str(tmp_path)], cwd=REPOSITORY, check=True, timeout=120)
    assert digest(tmp_path) == digest(written.folder)


def test_summary_counts_the_events(written: Sample) -> None:
    summary = written.summary()
    counts: dict[str, int] = {}
    for path in written.files():
        for event in written.events(path.stem):
            counts[event["sourcetype"]] = counts.get(event["sourcetype"], 0) + 1
    assert summary["sourcetypes"] == counts
    assert summary["events"] == sum(counts.values())


def test_benign_events_are_at_least_60000(written: Sample) -> None:
    summary = written.summary()
    assert summary["events"] - summary["malicious"] >= 60_000


def test_events_are_sorted_and_within_the_day(written: Sample) -> None:
    for path in written.files():
        times = [event["_time"] for event in written.events(path.stem)]
        assert times == sorted(times), path.name
        assert times[0] >= clock.DAY_START, path.name
        assert times[-1] < clock.DAY_END, path.name


def test_every_label_points_at_a_line_and_names_a_story(written: Sample) -> None:
    lines = {f"events/{path.name}": len(written.events(path.stem)) for path in written.files()}
    for label in written.labels():
        assert 1 <= label["line"] <= lines[label["file"]]
        assert label["technique"] == STORIES[label["story"]].technique


def test_every_story_is_told(written: Sample) -> None:
    assert {label["story"] for label in written.labels()} == set(STORIES)


def test_json_sources_are_json(written: Sample) -> None:
    for path in written.files():
        for event in written.events(path.stem):
            if event["_raw"].startswith("{"):
                json.loads(event["_raw"])


def test_folder_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "preview", "sample", "--to", str(blocked)],
        cwd=REPOSITORY,
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("cannot write the sample: ")
    assert "Traceback" not in done.stderr
