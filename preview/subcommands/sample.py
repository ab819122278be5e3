"""``python -m preview sample``: write the sample of a one-day incident."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

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


def end_of(folder: Path) -> Optional[float]:
    """Return the end of a sample's day in epoch seconds, None for events of the user's own."""
    try:
        description = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return float(description["latest"])
