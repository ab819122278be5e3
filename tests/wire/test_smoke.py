"""What ships starts: every command, from the staged package, on every Python found."""

from __future__ import annotations

import shlex
from configparser import ConfigParser
from typing import TYPE_CHECKING

import pytest

from preview.wire import Wire
from tests.shared import REPOSITORY
from tools import package

if TYPE_CHECKING:
    from pathlib import Path


def stanzas(name: str) -> ConfigParser:
    conf = ConfigParser(interpolation=None)
    conf.read(REPOSITORY / "default" / name, encoding="utf-8")
    return conf


COMMANDS = stanzas("commands.conf").sections()
HELP = stanzas("searchbnf.conf")


@pytest.fixture(scope="module")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package.stage(tmp_path_factory.mktemp("staged"))


def documented_arguments(command: str) -> list[str]:
    """Return what stands behind the command in the first example of its help."""
    example = HELP[f"{command}-command"]["example1"]
    (call,) = [part for part in example.split("|") if part.split()[:1] == [command]]
    return shlex.split(call)[1:]


def test_every_command_has_its_script_and_its_help() -> None:
    scripts = {path.stem for path in (REPOSITORY / "bin").glob("*.py")}
    assert scripts == set(COMMANDS)
    assert {f"{command}-command" for command in COMMANDS} == set(HELP.sections())


@pytest.mark.parametrize("command", COMMANDS)
def test_command_takes_its_documented_arguments(staged: Path, command: str, python: str) -> None:
    with Wire(command, documented_arguments(command), app=staged, python=python) as wire:
        wire.finish()
    assert wire.outcome.configuration["type"] in {"streaming", "stateful"}
    assert wire.outcome.stderr == ""
