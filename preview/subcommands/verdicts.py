"""``python -m preview verdicts``: vtcheck on the incident, against a simulated VirusTotal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from preview.table import format_table
from preview.verdicts import FIELDS, TITLE, incident_verdicts
from preview.wire import CommandFailed, WireError

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("verdicts", help="vtcheck against a simulated VirusTotal")
    parser.set_defaults(run=run)


def run(_: argparse.Namespace) -> int:
    """Print the table of verdicts."""
    try:
        events = incident_verdicts()
    except (CommandFailed, WireError) as error:
        print(error, file=sys.stderr)
        return 1
    print(TITLE, format_table(events, FIELDS), sep="\n\n")
    return 0
