"""Pack the app: dist/huntpipe-VERSION.spl, the same bytes every time for the same commit.

What ships is the allow-list below. slim validates and packs it; its archive is then rewritten
with sorted names, fixed owners and modes and one time, since slim keeps those of the machine.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
APP = "huntpipe"

# Folders ship as a whole; a name that does not exist yet is skipped.
SHIPPED = (
    "app.manifest",
    "LICENSE",
    "NOTICE",
    "README.md",
    "CHANGELOG.md",
    "README",
    "appserver",
    "bin",
    "default",
    "lib/huntpipe",
    "lib/vendor",
    "lookups",
    "metadata",
    "static",
)
NOT_SHIPPED = shutil.ignore_patterns(".*", "__pycache__", "*.pyc")


def version() -> str:
    """Return the version that app.manifest names."""
    manifest = json.loads((REPOSITORY / "app.manifest").read_text(encoding="utf-8"))
    return str(manifest["info"]["id"]["version"])


def git(*arguments: str) -> str:
    """Return what git prints.

    :raises SystemExit: if this is not a git checkout.
    """
    try:
        return subprocess.run(
            ["git", "-C", str(REPOSITORY), *arguments], check=True, capture_output=True, text=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        sys.exit("package: git gives no commit date here. Set SOURCE_DATE_EPOCH, in seconds.")


def source_date() -> int:
    """Return the time, in seconds since 1970, that every file of the package carries.

    Splunk runs the scripts from the unpacked app, where Python caches their bytecode. A cached
    file is held valid while the time and size of its source stay the same, so two versions must
    not share one fixed time: a changed line of the same length would go on running its old
    bytecode after an upgrade. The commit's date differs with the commit, and is the same on
    every machine. Uncommitted changes have no date but now.
    SOURCE_DATE_EPOCH overrides it (https://reproducible-builds.org/specs/source-date-epoch).
    """
    named = os.environ.get("SOURCE_DATE_EPOCH")
    if named:
        return int(named)
    if git("status", "--porcelain"):
        print("package: uncommitted changes, so this is not the package of a commit")
        return int(time.time())
    return int(git("log", "-1", "--format=%ct"))


def stage(folder: Path) -> Path:
    """Copy what ships into folder, and return the app's folder in there."""
    app = folder / APP
    (app / "lib").mkdir(parents=True)
    for name in SHIPPED:
        source = REPOSITORY / name
        if source.is_dir():
            shutil.copytree(source, app / name, ignore=NOT_SHIPPED)
        elif source.exists():
            shutil.copyfile(source, app / name)
    return app


def slim(command: str, *arguments: str) -> None:
    """Run a slim command beside this Python.

    :raises SystemExit: with slim's exit code; slim has said what is wrong.
    """
    program = Path(sys.executable).parent / "slim"
    code = subprocess.run([str(program), "--quiet", command, *arguments], check=False).returncode
    if code:
        sys.exit(code)


def normalise(archive: bytes, date: int) -> bytes:
    """Return a .tar.gz rewritten so that its bytes depend on names and contents alone.

    :param archive: the .tar.gz as slim wrote it.
    :param date: modification time of every member, seconds since 1970.
    :raises ValueError: if a member is neither a folder nor a plain file.
    """
    tar = io.BytesIO()
    with (
        tarfile.open(fileobj=io.BytesIO(archive)) as source,
        tarfile.open(fileobj=tar, mode="w", format=tarfile.USTAR_FORMAT) as target,
    ):
        for member in sorted(source.getmembers(), key=lambda member: member.name):
            if not (member.isdir() or member.isfile()):
                raise ValueError(f"{member.name} is neither a folder nor a file")
            clean = tarfile.TarInfo(member.name)
            clean.type = member.type
            clean.size = member.size
            clean.mtime = date
            clean.mode = 0o755 if member.isdir() else 0o644
            clean.uname = clean.gname = "root"
            target.addfile(clean, source.extractfile(member))
    packed = io.BytesIO()
    # GzipFile and no shortcut: gzip.compress marks the system differently from one Python to
    # the next.
    with gzip.GzipFile(filename="", fileobj=packed, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write(tar.getvalue())
    return packed.getvalue()


def build(folder: Path, date: int) -> bytes:
    """Return the package of this repository.

    :param folder: an empty folder to work in.
    :param date: the time that every file carries, seconds since 1970.
    :raises SystemExit: if slim refuses the app.
    """
    app = stage(folder)
    slim("validate", str(app))
    slim("package", "--output-dir", str(folder), str(app))
    return normalise((folder / f"{APP}-{version()}.tar.gz").read_bytes(), date)


def main() -> None:
    """Write the package, unless the one that is there holds the same bytes already."""
    with tempfile.TemporaryDirectory() as folder:
        packed = build(Path(folder), source_date())
    package = REPOSITORY / "dist" / f"{APP}-{version()}.spl"
    package.parent.mkdir(exist_ok=True)
    if not package.exists() or package.read_bytes() != packed:
        package.write_bytes(packed)
    print(f"{package.relative_to(REPOSITORY)}: {len(packed):,} bytes")


if __name__ == "__main__":
    main()
