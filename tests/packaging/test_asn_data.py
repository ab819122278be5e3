"""``make asn-data``: the table from a user's own file, or one line that says what is wrong."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from huntpipe.asn.table import read_table
from tests.shared import REPOSITORY, shared_data

if TYPE_CHECKING:
    from pathlib import Path

ASN = "lib/huntpipe/asn"
MMDB = "asn/GeoLite2-ASN-Test.mmdb"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What building a table takes, with a table that is there already."""
    for name in ("lib/huntpipe/__init__.py", "tools/build_asn_table.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(REPOSITORY / name, tmp_path / name)
    shutil.copytree(REPOSITORY / ASN, tmp_path / ASN, ignore=shutil.ignore_patterns("asn.table"))
    (tmp_path / "lib" / "vendor").symlink_to(REPOSITORY / "lib" / "vendor")
    (tmp_path / ASN / "asn.table").write_bytes(b"the old one")
    return tmp_path


def build(clone: Path, *source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(clone / "tools" / "build_asn_table.py"), *map(str, source)],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_an_mmdb_becomes_the_table(clone: Path) -> None:
    done = build(clone, shared_data(MMDB))
    assert done.returncode == 0, done.stderr
    table = read_table(clone / ASN / "asn.table")
    found = table.find(4, 0x01800001)
    assert found is not None
    assert found[0] == ("1221", "Telstra Pty Ltd")
    assert table.name == "GeoLite2-ASN"


def test_the_ending_of_an_mmdb_may_be_in_capitals(clone: Path) -> None:
    source = clone / "DATA.MMDB"
    shutil.copy(shared_data(MMDB), source)
    assert build(clone, source).returncode == 0


def test_data_of_the_users_own_outlive_make_deps(clone: Path) -> None:
    build(clone, shared_data(MMDB))
    before = (clone / ASN / "asn.table").read_bytes()
    done = build(clone)
    assert done.returncode == 0, done.stderr
    assert "your own data" in done.stdout
    assert (clone / ASN / "asn.table").read_bytes() == before


def test_a_csv_becomes_the_table(clone: Path) -> None:
    source = clone / "my data.csv"
    source.write_bytes(
        b"\xef\xbb\xbf\r\ncountry,network,asn,org\r\n\r\n"
        b'DE,9.0.0.0/8,AS64500,"Outer,\r\nInc."\r\nUS,9.1.0.0/16,4294967295,\r\n'
        b"XX,9.2.0.0/16,0,Not routed\r\n"
    )
    done = build(clone, source)
    assert done.returncode == 0, done.stderr
    table = read_table(clone / ASN / "asn.table")
    assert table.find(4, 0x09000000) == (("64500", "Outer,\nInc."), 0x09000000, 0x0900FFFF)
    assert table.find(4, 0x09010001) == (("4294967295", ""), 0x09010000, 0x0901FFFF)
    assert table.find(4, 0x09020001) is None


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.mmdb", None, "gone.mmdb cannot be read (No such file or directory). Use"),
        ("gone.csv", None, "gone.csv cannot be read (No such file or directory). Use"),
        ("lib", None, "lib cannot be read (Is a directory). Use"),
        ("bad.mmdb", b"no database", "bad.mmdb is no MaxMind DB or is damaged. Use"),
        ("empty.mmdb", b"", "empty.mmdb is no MaxMind DB or is damaged. Use"),
        ("empty.csv", b"", "empty.csv holds no autonomous systems. Use"),
        ("a.csv", b"a,b,c\n1,2,3\n", "a.csv, line 1: expected network,asn,org, not a,b,c."),
        ("a.csv", b"network,asn,org\n", "a.csv holds no autonomous systems. Use"),
        ("a.csv", b"network,asn,org\n9.0.0.0/99,1,x\n", "line 2: expected network,asn,org, not 9."),
        ("a.csv", b"network,asn,org\n9.0.0.0/8,-1,x\n", "line 2: expected network,asn,org, not 9."),
        ("a.csv", b"network,asn,org\n9.0.0.0/8,4294967296,x\n", "line 2: expected network,asn,org"),
        ("a.csv", b"network,asn,org\n9.0.0.0/8,1_0,x\n", "line 2: expected network,asn,org, not"),
        ("a.csv", b"network,asn,org\n9.0.0.0/8,1\n", "line 2: expected network,asn,org, not 9.0."),
        ("a.csv", b"network,asn,org\n9.0.0.0/8,1,x, Inc.\n", "line 2: expected network,asn,org"),
        ("a.csv", b'network,asn,org\n9.0.0.0/8,1,"x\n8.0.0.0/8,2,y\n', "line 3: unexpected end"),
        ("a.csv", "network,asn,org\n".encode("utf-16"), "a.csv cannot be read: it is not in UTF-8"),
    ],
)
def test_a_file_that_is_no_data_is_one_line_and_leaves_the_old_table(
    clone: Path, name: str, content: bytes | None, message: str
) -> None:
    source = clone / name
    if content is not None:
        source.write_bytes(content)
    done = build(clone, source)
    assert done.returncode == 1
    assert message in done.stderr
    assert done.stderr.startswith("No autonomous system table was built: ")
    assert done.stderr.count("\n") == 1
    assert (clone / ASN / "asn.table").read_bytes() == b"the old one"


def test_an_mmdb_with_any_byte_damaged_is_one_line_or_a_table(clone: Path) -> None:
    whole = shared_data(MMDB).read_bytes()
    source = clone / "damaged.mmdb"
    for place in (0, len(whole) // 3, len(whole) // 2, len(whole) - 200, len(whole) - 40):
        source.write_bytes(whole[:place] + b"\xff" * 8 + whole[place + 8 :])
        done = build(clone, source)
        assert "Traceback" not in done.stderr
        assert done.returncode == 0 or "damaged.mmdb" in done.stderr
