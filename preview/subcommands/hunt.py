"""``python -m preview hunt``: a short investigation in the terminal."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Dict, Sequence

from preview import ingest
from preview.hunt import OF_OWN_DATA, OF_THE_SAMPLE, Question
from preview.installation import installed
from preview.spl import MemoryStore, SampleStore, SearchError
from preview.subcommands.sample import FOLDER
from preview.subcommands.search import readable
from preview.table import format_lines, format_table
from preview.wire import CommandFailed, WireError

if TYPE_CHECKING:
    import argparse

    from preview.spl import Configuration, EventStore, Results
    from preview.spl.values import Row

Layout = Callable[["Sequence[Row]", Sequence[str]], str]
LAYOUTS: Dict[str, Layout] = {"table": format_table, "lines": format_lines}


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("hunt", help="a short investigation in the terminal")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="your own JSON lines, CSV, Windows event XML or EVTX instead of the sample",
    )
    parser.add_argument("--sample", type=Path, default=FOLDER, metavar="DIR", help="%(default)s")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer the questions and print the answers."""
    try:
        if options.data is None:
            return _answer(partial(SampleStore, options.sample), OF_THE_SAMPLE)
        found = ingest.read(options.data)
        for problem in found.problems:
            print(problem, file=sys.stderr)
        return _answer(partial(MemoryStore, found.events), OF_OWN_DATA)
    except (ingest.IngestError, SearchError, CommandFailed, WireError) as error:
        print(error, file=sys.stderr)
        return 1


def _answer(events: Callable[[Configuration], EventStore], questions: Sequence[Question]) -> int:
    print("Huntpipe's preview runs the app's real commands. It is not Splunk.\n")
    with installed(events) as installation:
        for number, question in enumerate(questions, start=1):
            print(f"{number}. {question.title}\n\n    {_broken(question.spl)}\n", flush=True)
            _print(installation.engine.search(question.spl), LAYOUTS[question.layout])
    return 0


def _print(results: Results, layout: Layout) -> None:
    for message in results.messages:
        print(f"    {message.kind}: {message.text}")
    rows = [readable(row) for row in results.rows]
    print(layout(rows, results.fields) if rows else "Nothing.", end="\n\n\n")


def _broken(spl: str) -> str:
    """Return a search with one command a line."""
    return spl.replace("| ", "\n    | ")
