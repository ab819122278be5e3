"""Our record path gives what the stock SDK gives, field by field."""

from __future__ import annotations

import csv
import io
import random
import re
import subprocess
import sys
from pathlib import Path
from typing import Sequence

import pytest

from tests.shared import REPOSITORY, shared_data
from tests.wire.chunks import data_set_bodies, random_body
from tests.wire.conftest import interpreters

COMMANDS = Path(__file__).parent / "commands"
SDK = REPOSITORY / "lib" / "vendor"
SDK_3 = REPOSITORY / ".venv" / "splunk-sdk-3"
MUTANTS = (
    *("drop_a_row", "repeat_a_row", "swap_two_cells"),
    *("forget_multivalue", "mistake_a_multivalue"),
)

# The protocol is written out here once more, and reading is lenient as splunkd's own: what the
# stock SDK sends is not what the strict peer of the preview takes.
GETINFO = (
    b'{"action":"getinfo","preview":false,"searchinfo":{"args":["value"],"dispatch_dir":"/",'
    b'"earliest_time":"0","latest_time":"0","search":"","sid":"1","splunk_version":"9.3.0",'
    b'"session_key":"k","splunkd_uri":"https://127.0.0.1:8089","app":"search","username":"u"}}'
)

Record = dict[str, "str | list[str]"]


def replies(
    script: Sequence[str], bodies: Sequence[bytes], python: str = sys.executable
) -> list[list[Record]]:
    """Run a command script over chunks and return the records of each reply."""
    chunks = [(GETINFO, b"")]
    chunks += [(b'{"action":"execute","finished":false}', body) for body in bodies]
    sent = b"".join(b"chunked 1.0,%d,%d\n" % (len(m), len(b)) + m + b for m, b in chunks)
    # The scripts take their own arguments off sys.argv before the SDK sees it.
    done = subprocess.run(
        [python, *script], input=sent, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    out = io.BytesIO(done.stdout)
    found = []
    while header := out.readline():
        _, metadata, body = header.split(b",")
        out.read(int(metadata))
        found.append(records(out.read(int(body))))
    return found[1:]


def records(body: bytes) -> list[Record]:
    """Return the records of a body as splunkd understands them: the first of equal names counts."""
    reader = csv.reader(io.StringIO(body.decode(), newline=""))
    names = next(reader, [])
    found = []
    for row in reader:
        record: Record = {}
        for name, cell in zip(names, row):
            if not name.startswith("__mv_"):
                record.setdefault(name, cell)
        for name, cell in zip(names, row):
            if name.startswith("__mv_") and cell:
                values = re.findall(r"\$((?:\$\$|[^$])*)\$(?:;|$)", cell)
                record[name[5:]] = [value.replace("$$", "$") for value in values]
        found.append(
            {n: v[0] if isinstance(v, list) and len(v) == 1 else v for n, v in record.items()}
        )
    return found


def stock(sdk: Path = SDK) -> list[str]:
    return [str(COMMANDS / "stock.py"), str(sdk)]


def ours(mutant: str = "none", sdk: Path = SDK) -> list[str]:
    return [str(COMMANDS / "ours.py"), mutant, str(sdk)]


def random_bodies(count: int) -> list[bytes]:
    draw = random.Random(20180820)
    return [random_body(draw, number) for number in range(count)]


def test_two_thousand_random_chunks_come_back_equal() -> None:
    bodies = random_bodies(2_000)
    expected, found = replies(stock(), bodies), replies(ours(), bodies)
    assert len(found) == len(expected) == len(bodies)
    for body, one, other in zip(bodies, expected, found):
        assert other == one, body
    assert sum(map(len, expected)) > 10_000


def test_random_chunks_come_back_equal_on_every_python(python: str) -> None:
    bodies = random_bodies(200)
    assert replies(ours(), bodies, python=python) == replies(stock(), bodies, python=python)


def test_the_next_sdk_gives_the_same() -> None:
    python = interpreters().get("3.13")
    if python is None or not SDK_3.is_dir():
        pytest.skip("splunk-sdk 3 needs Python 3.13 and make deps")
    bodies = random_bodies(200)
    expected = replies(stock(SDK_3), bodies, python=python)
    assert replies(ours(sdk=SDK_3), bodies, python=python) == expected


def test_every_shared_data_set_comes_back_equal() -> None:
    names, bodies = zip(*data_set_bodies(shared_data(".")))
    for name, one, other in zip(names, replies(stock(), bodies), replies(ours(), bodies)):
        assert other == one, name
    assert len(names) > 50


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_mutant_of_the_record_path_is_found_out(mutant: str) -> None:
    bodies = random_bodies(100)
    assert replies(ours(mutant), bodies) != replies(stock(), bodies)
