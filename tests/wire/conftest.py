"""Every interpreter that the app must run on, as far as this machine has them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Iterator

import pytest

from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterable

SUPPORTED = [f"3.{minor}" for minor in range(9, 14)]


@cache
def interpreters() -> dict[str, str]:
    """Return the executable of each supported version that is found."""
    found: dict[str, str] = {}
    for executable in candidates():
        version = version_of(executable)
        if version in SUPPORTED:
            found.setdefault(version, executable)
    return {version: found[version] for version in SUPPORTED if version in found}


def candidates() -> Iterator[str]:
    yield sys.executable
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    for version in SUPPORTED:
        yield from sorted(map(str, versions.glob(f"{version}.*/bin/python")))
        on_path = shutil.which(f"python{version}")
        if on_path:
            yield on_path


def version_of(executable: str) -> str:
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run(
            [executable, "-c", code], capture_output=True, text=True, timeout=30, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip()


def pytest_report_header() -> list[str]:
    found = interpreters()
    missing = [version for version in SUPPORTED if version not in found]
    return [
        "wire tests run on Python " + ", ".join(found),
        "not found on this machine: " + (", ".join(missing) or "none"),
    ]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "python" in metafunc.fixturenames:
        found: Iterable[tuple[str, str]] = interpreters().items()
        metafunc.parametrize(
            "python", [pytest.param(path, id=f"python{version}") for version, path in found]
        )


@pytest.fixture
def copy_of_app(tmp_path: Path) -> Path:
    """A copy of what ships that a test may change."""
    app = tmp_path / "huntpipe"
    for room in ("bin", "default", "lib"):
        shutil.copytree(
            REPOSITORY / room,
            app / room,
            ignore=shutil.ignore_patterns("__pycache__"),
            symlinks=True,
        )
    (app / "lookups").mkdir()
    return app
