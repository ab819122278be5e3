"""``python -m preview sample``: write the sample of a one-day incident."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preview.generator import sample

if TYPE_CHECKING:
    import argparse

FOLDER = Path(__file__).resolve().parent.parent / "sample"


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("sample", help="write the events of a one-day incident")
    parser.add_argument(
        "--to", type=Path, default=FOLDER, metavar="DIR", help="folder to write (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the sample and say what it holds."""
    try:
        summary = sample.write(options.to)
    except OSError as error:
        print(f"cannot write the sample: {error}", file=sys.stderr)
        return 1
    print(f"{summary['events']} events, {summary['malicious']} of them malicious: {options.to}")
    return 0
