"""``python -m preview``: the embedded search head's tools, one subcommand each."""

from __future__ import annotations

import argparse
import sys
from typing import Optional, Sequence

from preview.subcommands import hunt, run, sample, screenshots, search, serve


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """Run one subcommand and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m preview",
        description="Huntpipe's preview, an evaluation and test tool: this is not Splunk.",
    )
    subparsers = parser.add_subparsers(required=True, metavar="subcommand")
    for subcommand in (hunt, run, sample, screenshots, search, serve):
        subcommand.add(subparsers)
    options = parser.parse_args(arguments)
    status: int = options.run(options)
    return status


if __name__ == "__main__":
    sys.exit(main())
