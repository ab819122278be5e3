"""Who may import whom: one row per room, held against every import statement of the code."""

from __future__ import annotations

import ast
import importlib.util
import sysconfig
from pathlib import Path
from typing import Iterator

import pytest

from tests.shared import REPOSITORY

DOMAIN = {
    "huntpipe.asn",
    "huntpipe.base64text",
    "huntpipe.indicators",
    "huntpipe.sysmon",
    "huntpipe.virustotal",
}
# Beside the standard library and itself. A room of lib/huntpipe without a row may import nothing.
MAY_IMPORT = {
    "bin": {"huntpipe.commands"},
    "huntpipe.commands": {"huntpipe.splunk", "splunklib", *DOMAIN},
    "huntpipe.splunk": {"splunklib", "certifi"},
    "huntpipe.asn": {"maxminddb", *DOMAIN},
    "huntpipe.base64text": DOMAIN,
    "huntpipe.indicators": {"publicsuffixlist", *DOMAIN},
    "huntpipe.sysmon": DOMAIN,
    "huntpipe.virustotal": {"urllib3", *DOMAIN},
}
# The preview is no part of the app: it reaches the app as files and subprocesses only.
FORBIDDEN_IN_PREVIEW = {"huntpipe", "splunklib", "bin"}


def is_standard(module: str) -> bool:
    """Say whether the top-level module belongs to the standard library of this Python."""
    try:
        spec = importlib.util.find_spec(module)
    except ValueError:  # __main__ has no spec
        return True
    if spec is None:
        return False
    if spec.origin in ("built-in", "frozen"):
        return True
    paths = sysconfig.get_paths()
    origin = Path(spec.origin or "")
    return any(Path(paths[key]) in origin.parents for key in ("stdlib", "platstdlib")) and not any(
        part in ("site-packages", "dist-packages") for part in origin.parts
    )


def imported_modules(source: str, package: str) -> Iterator[str]:
    """Yield the full dotted name of every imported module, lazy imports too.

    :param package: the package of the source, which relative imports start from.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                base = importlib.util.resolve_name("." * node.level + base, package)
            # `from huntpipe import asn` names a room; of other packages the top level counts.
            yield from (f"{base}.{name.name}" for name in node.names)


def room_of(module: str) -> str:
    """Return what the table calls a module: two levels of the app, one of anything else."""
    parts = module.split(".")
    return ".".join(parts[:2]) if parts[0] == "huntpipe" else parts[0]


def violations(source: str, room: str, package: str) -> set[str]:
    """Return the rooms and packages that source imports against the rules of its room."""
    found = {room_of(module) for module in imported_modules(source, package)}
    if room == "preview":
        return {name for name in found if name.split(".")[0] in FORBIDDEN_IN_PREVIEW}
    allowed = MAY_IMPORT.get(room, set()) | {room}
    return {name for name in found - allowed if not is_standard(name.split(".")[0])}


def python_files() -> Iterator[tuple[Path, str, str]]:
    """Yield path, room and package of every Python file that a rule is about."""
    for path in sorted((REPOSITORY / "bin").glob("*.py")):
        yield path, "bin", ""
    for path in sorted((REPOSITORY / "preview").rglob("*.py")):
        yield path, "preview", ".".join(path.relative_to(REPOSITORY).parent.parts)
    library = REPOSITORY / "lib"
    for path in sorted((library / "huntpipe").rglob("*.py")):
        package = ".".join(path.relative_to(library).parent.parts)
        yield path, room_of(package), package


def test_every_import_follows_the_table() -> None:
    broken = {
        str(path.relative_to(REPOSITORY)): sorted(wrong)
        for path, room, package in python_files()
        if (wrong := violations(path.read_text(encoding="utf-8"), room, package))
    }
    assert broken == {}


def test_domain_rooms_import_each_other_never_in_a_circle() -> None:
    graph: dict[str, set[str]] = {room: set() for room in DOMAIN}
    for path, room, package in python_files():
        if room in DOMAIN:
            imported = imported_modules(path.read_text(encoding="utf-8"), package)
            graph[room] |= {room_of(module) for module in imported} & DOMAIN - {room}
    while leaves := {room for room, imported in graph.items() if not imported}:
        graph = {room: imported - leaves for room, imported in graph.items() if room not in leaves}
    assert graph == {}


@pytest.mark.parametrize(
    ("room", "statement", "wrong"),
    [
        ("bin", "import splunklib.searchcommands", {"splunklib"}),
        ("bin", "from huntpipe.asn import table", {"huntpipe.asn"}),
        ("huntpipe.asn", "from splunklib import client", {"splunklib"}),
        ("huntpipe.asn", "import urllib3", {"urllib3"}),
        ("huntpipe.asn", "from huntpipe.splunk import settings", {"huntpipe.splunk"}),
        ("huntpipe.asn", "from ..commands import asnlookup", {"huntpipe.commands"}),
        ("huntpipe.asn", "def late():\n    import splunklib", {"splunklib"}),
        ("huntpipe.splunk", "from huntpipe import commands", {"huntpipe.commands"}),
        ("huntpipe.commands", "import pytest", {"pytest"}),
        ("huntpipe.newroom", "from huntpipe import asn", {"huntpipe.asn"}),
        ("preview", "from huntpipe.asn import table", {"huntpipe.asn"}),
        ("preview", "import splunklib", {"splunklib"}),
        ("preview", "from bin import asnlookup", {"bin"}),
    ],
)
def test_forbidden_import_is_named(room: str, statement: str, wrong: set[str]) -> None:
    assert violations(statement, room, room) == wrong


@pytest.mark.parametrize(
    ("room", "statement"),
    [
        ("bin", "import sys\nfrom huntpipe.commands.asnlookup import Command"),
        ("huntpipe.asn", "import maxminddb\nfrom . import table\nimport zlib, ipaddress"),
        ("huntpipe.commands", "from splunklib.searchcommands import dispatch"),
        ("huntpipe.indicators", "from huntpipe.base64text import decode"),
        ("preview", "import lark\nfrom preview import wire"),
    ],
)
def test_allowed_import_passes(room: str, statement: str) -> None:
    assert violations(statement, room, room) == set()
