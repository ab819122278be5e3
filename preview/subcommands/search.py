"""``python -m preview search '<SPL>'``: run one search over a sample and print its results."""

from __future__ import annotations

import csv
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preview.installation import installed
from preview.spl import SampleStore, SearchError
from preview.spl.timeformat import format_time, milliseconds
from preview.spl.timemodifier import TimeModifierError, resolve
from preview.spl.values import joined
from preview.subcommands.sample import FOLDER, end_of
from preview.table import format_table

if TYPE_CHECKING:
    import argparse

    from preview.spl import Results
    from preview.spl.values import Row


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("search", help="run one search over the sample")
    parser.add_argument("spl", metavar="SPL", help="the search")
    parser.add_argument("--earliest", default="", help="start of the time range: --earliest=-24h@h")
    parser.add_argument("--latest", default="", help="end of the time range: --latest=-1h")
    parser.add_argument(
        "--now",
        default="now",
        help="when the search is deemed to run, such as 08/20/2018:12:00:00 (the end of the "
        "sample; over events without a sample.json, the real time)",
    )
    parser.add_argument("--format", choices=sorted(PRINTERS), default="table")
    parser.add_argument(
        "--sample", type=Path, default=FOLDER, metavar="DIR", help="folder of events (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Run the search and print its results; messages go to standard error."""
    try:
        now = resolve(options.now, end_of(options.sample) or time.time())
        with installed(partial(SampleStore, options.sample)) as installation:
            results = installation.engine.search(options.spl, options.earliest, options.latest, now)
    except (SearchError, TimeModifierError) as error:
        print(error, file=sys.stderr)
        return 1
    for message in results.messages:
        print(f"{message.kind}: {message.text}", file=sys.stderr)
    PRINTERS[options.format](results)
    return 0


def _print_json(results: Results) -> None:
    for row in results.rows:
        shown = {name: row[name] for name in results.fields if name in row}
        print(json.dumps(shown, ensure_ascii=False))


def _print_csv(results: Results) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(results.fields)
    writer.writerows([joined(row.get(name)) for name in results.fields] for row in results.rows)


def _print_table(results: Results) -> None:
    """Print aligned columns, with _time readable."""
    print(format_table([readable(row) for row in results.rows], results.fields))


def readable(row: Row) -> Row:
    """Return a row whose _time people can read."""
    moment = milliseconds(joined(row.get("_time")))
    return row if moment is None else {**row, "_time": format_time(moment, "%F %T.%3N")}


PRINTERS = {"csv": _print_csv, "json": _print_json, "table": _print_table}
