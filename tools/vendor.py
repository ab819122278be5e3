"""Install the pinned packages of requirements/runtime.txt into lib/vendor.

Only what the app needs at run time is kept: Python files, their typing markers, data files and
licences. Compiled extensions are dropped, because AppInspect fails a package that holds one.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
REQUIREMENTS = REPOSITORY / "requirements" / "runtime.txt"
VENDOR = REPOSITORY / "lib" / "vendor"

# One fixed target, so that every machine and every Python gets the same files.
TARGET = ["--platform", "manylinux2014_x86_64", "--implementation", "cp"]
TARGET += ["--python-version", "3.9", "--abi", "cp39"]
# splunk-sdk is published as source only; building it with the pinned setuptools of
# requirements/dev.txt keeps the build free of unpinned downloads.
SOURCES = ["--only-binary", ":all:", "--no-binary", "splunk-sdk"]
SOURCES += ["--use-pep517", "--no-build-isolation"]

# The unused version of a module that AppInspect takes for an IP address, which it warns of.
EDITED = "urllib3/util/ssl_match_hostname.py"
REMOVED_LINE = '__version__ = "3.5.0.1"\n'

KEPT_SUFFIXES = {".py", ".typed", ".dat"}


def install(target: Path) -> None:
    """Let pip check the hashes and unpack the packages into the folder target.

    :raises SystemExit: with pip's own exit code, after pip has said what went wrong.
    """
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--quiet"]
    command += ["--disable-pip-version-check", "--require-hashes", "--no-deps", "--no-compile"]
    command += [*TARGET, *SOURCES]
    command += ["--target", str(target), "--requirement", str(REQUIREMENTS)]
    code = subprocess.run(command, check=False).returncode
    if code:
        sys.exit(code)


def is_kept(path: Path) -> bool:
    """Say whether the file at path, relative to the vendor folder, belongs in the app."""
    if path.parts[0].endswith(".dist-info"):
        return path.name.startswith(("LICENSE", "COPYING"))
    return path.suffix in KEPT_SUFFIXES


def prune(target: Path) -> None:
    """Remove from the folder target every file that does not ship, and folders left empty."""
    for path in sorted(target.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif not is_kept(path.relative_to(target)):
            path.unlink()


def edit(target: Path) -> None:
    """Take out the one line that AppInspect misreads.

    :raises ValueError: if the package no longer holds it, and this step is to be dropped.
    """
    path = target / EDITED
    before, found, after = path.read_text(encoding="utf-8").partition(REMOVED_LINE)
    if not found:
        raise ValueError(f"{EDITED} does not hold {REMOVED_LINE!r}: drop this edit")
    path.write_text(before + after, encoding="utf-8")


def main() -> None:
    """Replace lib/vendor as a whole, so that nothing of an older set stays behind."""
    vendor = VENDOR.resolve()
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=vendor.parent, prefix=".vendor-") as scratch:
        fresh = Path(scratch) / "fresh"
        install(fresh)
        prune(fresh)
        edit(fresh)
        # Beside the packages, as the record of what they are.
        shutil.copyfile(REQUIREMENTS, fresh / REQUIREMENTS.name)
        if vendor.exists():
            vendor.rename(Path(scratch) / "replaced")
        fresh.rename(vendor)


if __name__ == "__main__":
    main()
