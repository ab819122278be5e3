"""``vtcheck``: answers that are stored, and answers that are asked for, against vt-py."""

from __future__ import annotations

import hashlib
import os
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Iterator

from huntpipe.virustotal.names import FIELDS
from preview.scratch_app import copy_app
from preview.splunkd.rest import Stores
from preview.splunkd.server import serve as serve_splunkd
from preview.splunkd.sessions import ADMIN
from preview.virustotal import reports
from preview.virustotal.server import serve as serve_virustotal
from preview.virustotal.service import Service
from tests.bench import data
from tests.bench.driver import COMMANDS, Contender, compare
from tests.bench.report import Table

VT_PY = "vt-py, one look-up per event"
API_KEY = "bench"
FIELD = "sha256"


def tables(rounds: int) -> Iterator[Table]:
    """Measure both, with the quota off, on a VirusTotal simulated in this process."""
    hashes = [hashlib.sha256(b"%d" % number).hexdigest() for number in range(500)]
    service = Service(API_KEY, per_minute=0, per_day=0)
    for sha256 in hashes:
        service.add(reports.file_report(sha256, 7, label="trojan.x", names=("a.exe",)))
    with _search_head(service) as script:
        stored = Contender(script, ("maxlookups=500", FIELD))
        # Without a run before, the first would ask for all of them.
        compare({"": stored}, [data.column(FIELD, hashes)], 500, 1)
        outputs = tuple(f"vt_{name}" for name in FIELDS)
        for title, sent in (("", ()), (", outputs sent too", outputs)):
            bodies = [data.column(FIELD, hashes * 100, sent)] * 4
            figures = compare({"vtcheck": stored}, bodies, 200_000, rounds)
            yield Table(f"50,000 events a chunk, 500 files, all stored{title}", figures)

        contenders = {"vtcheck": Contender(script, ("maxlookups=500", "nocache=true", FIELD))}
        if find_spec("vt"):
            url = os.environ["HUNTPIPE_BENCH_VIRUSTOTAL"]
            contenders[VT_PY] = Contender(
                COMMANDS / "vt_py.py", (FIELD,), {"HUNTPIPE_BENCH_VIRUSTOTAL": url}
            )
        else:
            print("vt-py is missing: requirements/bench.txt names it")
        body = data.column(FIELD, hashes[:250] * 4)
        figures = compare(contenders, [body], 1_000, rounds)
        baselines = (VT_PY,) if VT_PY in contenders else ()
        yield Table("1,000 events, 250 files, all asked for", figures, baselines)


@contextmanager
def _search_head(service: Service) -> Iterator[Path]:
    """Run a search head in front of the service; return the script of its ``vtcheck``."""
    with tempfile.TemporaryDirectory() as folder, serve_virustotal(service) as base_url:
        quota_off = {"quota_minute": "0", "quota_day": "0", "quota_month": "0"}
        app = copy_app(Path(folder), {"virustotal": {"base_url": base_url, **quota_off}})
        stores = Stores(app)
        stores.sessions.users["bench"] = ADMIN
        stores.passwords.set("huntpipe", "virustotal_api_key", API_KEY)
        with serve_splunkd(stores) as splunkd_uri:
            os.environ["HUNTPIPE_BENCH_SPLUNKD"] = splunkd_uri
            os.environ["HUNTPIPE_BENCH_VIRUSTOTAL"] = base_url.partition("/api/")[0]
            yield app / "bin" / "vtcheck.py"
