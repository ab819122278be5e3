"""What make says when a tool that it needs is too old or absent."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

# Stand-ins that answer as the tools do: what they print, and their exit code.
GOOD = {
    "make": 'echo "GNU Make 4.3"',
    "python3": f'exec "{sys.executable}" "$@"',
    "node": "echo v20.20.2",
    "npm": "echo 10.8.2",
}
OLD_PYTHON = 'case "$2" in *platform*) echo 3.8.18;; *) exit 1;; esac'
NO_VENV = f'case "$2" in *venv*) exit 1;; *) exec "{sys.executable}" "$@";; esac'


def check(folder: Path, **tools: str) -> subprocess.CompletedProcess[str]:
    """Run the check with nothing on PATH but the good tools, changed as named; "" removes one."""
    for name, body in {**GOOD, **tools}.items():
        if body:
            (folder / name).write_text(f"#!/bin/sh\n{body}\n")
            (folder / name).chmod(0o755)
    shell = shutil.which("sh") or "/bin/sh"
    return subprocess.run(
        [shell, str(REPOSITORY / "tools" / "check_tools.sh")],
        env={"PATH": str(folder)},
        check=False,
        capture_output=True,
        text=True,
    )


def test_complete_set_passes_in_silence(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("tool", "body", "message"),
    [
        ("make", "", "make is missing. Install GNU make 4"),
        ("make", 'echo "GNU Make 3.81"', "make is not GNU make 4 or newer"),
        ("make", 'echo "bmake 20200710"', "make is not GNU make 4 or newer"),
        ("python3", "", "python3 does not run. Install Python 3.9"),
        ("python3", OLD_PYTHON, "python3 is Python 3.8.18. Install 3.9 or newer"),
        ("python3", NO_VENV, "python3 cannot make virtual environments"),
        ("node", "", "node is missing. Install Node.js 20"),
        ("node", "echo v16.20.0", "node is v16.20.0. Install Node.js 20"),
        ("npm", "", "npm is missing"),
    ],
)
def test_tool_that_is_absent_or_too_old_is_named(
    tmp_path: Path, tool: str, body: str, message: str
) -> None:
    result = check(tmp_path, **{tool: body})
    assert result.returncode == 1
    assert message in result.stderr
    assert result.stderr.count("huntpipe: ") == 1


def test_everything_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    result = check(tmp_path, make="", python3="", node="", npm="")
    assert result.stderr.count("huntpipe: ") == 3
