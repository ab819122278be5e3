"""``make bench``: every timing in one run, as tables and as JSON."""

from __future__ import annotations

import argparse
import json
import platform
import sys
from importlib import import_module
from pathlib import Path

SUITES = (
    "record_path",
    "record_path_parts",
    "asn_table",
    "sysmonparse",
    "b64decode",
    "iocextract",
    "virustotal",
)
RESULTS = Path(__file__).parent / "results"


def main() -> int:
    """Run the suites that are asked for and keep their figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument(
        "suites", nargs="*", default=SUITES, metavar="suite", help=", ".join(SUITES)
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each contender runs")
    options = parser.parse_args()
    RESULTS.mkdir(exist_ok=True)
    for suite in options.suites:
        tables = []
        for table in import_module(f"tests.bench.{suite}").tables(options.rounds):
            print(table.text(), end="\n\n", flush=True)
            tables.append(table.data())
        machine = {"python": platform.python_version(), "machine": platform.machine()}
        text = json.dumps({**machine, "rounds": options.rounds, "tables": tables}, indent=2)
        (RESULTS / f"{suite}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
