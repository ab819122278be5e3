"""The package: the same bytes each time, and nothing in it but the app."""

from __future__ import annotations

import ast
import io
import os
import subprocess
import tarfile
import time
from typing import TYPE_CHECKING

import pytest

from tests.shared import REPOSITORY
from tools import package

if TYPE_CHECKING:
    from pathlib import Path

DATE = 1_700_000_000
# What may lie at the top of an installed app.
TOP = {
    "app.manifest",
    "LICENSE",
    "NOTICE",
    "README.md",
    "CHANGELOG.md",
    "README",
    "appserver",
    "bin",
    "default",
    "lib",
    "lookups",
    "metadata",
    "static",
}


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return package.build(tmp_path_factory.mktemp("package"), DATE)


@pytest.fixture(scope="module")
def members(packed: bytes) -> dict[str, tarfile.TarInfo]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {member.name: member for member in archive.getmembers()}


@pytest.fixture(scope="module")
def contents(packed: bytes) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            member.name: stream.read()
            for member in archive.getmembers()
            if (stream := archive.extractfile(member))
        }


def test_second_build_under_other_conditions_has_the_same_bytes(
    packed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LC_ALL", "C")
    mask = os.umask(0o077)
    try:
        assert package.build(tmp_path, DATE) == packed
    finally:
        os.umask(mask)


def test_all_lies_below_the_folder_of_the_app(members: dict[str, tarfile.TarInfo]) -> None:
    assert {name.split("/")[0] for name in members} == {"huntpipe"}


def test_only_the_app_ships(contents: dict[str, bytes]) -> None:
    assert {name.split("/")[1] for name in contents} <= TOP
    assert {name.split("/")[2] for name in contents if name.split("/")[1] == "lib"} <= {
        "huntpipe",
        "vendor",
    }


def test_ignored_files_do_not_ship_but_what_make_builds(contents: dict[str, bytes]) -> None:
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    known = subprocess.run(listing, cwd=REPOSITORY, check=True, capture_output=True, text=True)
    sources = {f"huntpipe/{name}" for name in known.stdout.splitlines()}
    built = {
        name for name in set(contents) - sources if not name.startswith("huntpipe/lib/vendor/")
    }
    assert built <= {"huntpipe/lib/huntpipe/asn/asn.table"}


def test_no_hidden_file_and_no_bytecode_ships(members: dict[str, tarfile.TarInfo]) -> None:
    wrong = [
        name
        for name in members
        if name.endswith((".pyc", ".so", ".pyd"))
        or any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))
    ]
    assert wrong == []


def test_modes_owner_and_time_are_fixed(members: dict[str, tarfile.TarInfo]) -> None:
    # The owner may write into every folder: Python caches its bytecode beside the source.
    for member in members.values():
        assert member.mode == (0o755 if member.isdir() else 0o644), member.name
        assert (member.uid, member.gid, member.uname, member.gname) == (0, 0, "root", "root")
        assert member.mtime == DATE


def test_every_python_file_parses_on_the_oldest_python(contents: dict[str, bytes]) -> None:
    scripts = {name: body for name, body in contents.items() if name.endswith(".py")}
    assert scripts
    for name, body in scripts.items():
        ast.parse(body, filename=name, feature_version=(3, 9))


def test_licences_ship(contents: dict[str, bytes]) -> None:
    notice = str(contents["huntpipe/NOTICE"], "utf-8")
    for owner in ("RouteViews", "NRO", "https://db-ip.com", "creativecommons.org/licenses/by/4.0"):
        assert owner in notice
    for requirement in (REPOSITORY / "requirements" / "runtime.txt").read_text().splitlines():
        name, separator, rest = requirement.partition("==")
        if separator:
            assert f"{name} {rest.split()[0]} " in notice


def test_member_that_is_no_plain_file_is_refused() -> None:
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w:gz") as tar:
        link = tarfile.TarInfo("huntpipe/link")
        link.type, link.linkname = tarfile.SYMTYPE, "elsewhere"
        tar.addfile(link)
    with pytest.raises(ValueError, match="huntpipe/link is neither"):
        package.normalise(archive.getvalue(), DATE)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of one commit, dated DATE, that the package is built from."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(package, "REPOSITORY", tmp_path)
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"{DATE} +0900")
    (tmp_path / "file").write_text("committed")
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    for command in (["init"], ["add", "file"], [*identity, "commit", "--message", "One"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


@pytest.mark.usefixtures("checkout")
def test_files_carry_the_date_of_the_commit() -> None:
    assert package.source_date() == DATE


def test_uncommitted_change_carries_now(checkout: Path) -> None:
    (checkout / "file").write_text("changed")
    assert abs(package.source_date() - time.time()) < 60


def test_source_date_epoch_overrides_the_commit(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (checkout / "file").write_text("changed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1600000000")
    assert package.source_date() == 1_600_000_000


def test_missing_git_history_is_one_clear_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(package, "REPOSITORY", tmp_path)
    with pytest.raises(SystemExit, match="Set SOURCE_DATE_EPOCH"):
        package.source_date()
