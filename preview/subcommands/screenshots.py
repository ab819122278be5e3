"""``python -m preview screenshots``: pictures of the views, which also shows that they work."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from preview.scratch_app import APP
from preview.subcommands.sample import FOLDER
from preview.subcommands.serve import collect, serve
from preview.web import PAGE

if TYPE_CHECKING:
    import argparse


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("screenshots", help="keep pictures of the views")
    parser.add_argument(
        "--to",
        type=Path,
        default=APP / "screenshots",
        metavar="TARGET",
        help="a folder for every view, or a document (.md), whose pictures are taken anew, each "
        "from the link before it (%(default)s)",
    )
    parser.add_argument("--sample", type=Path, default=FOLDER, metavar="DIR", help="%(default)s")
    parser.add_argument("--width", type=int, default=1400, metavar="PIXELS", help="%(default)s")
    parser.add_argument(
        "--theme", choices=["light", "dark"], default="light", help="of every view: %(default)s"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve the preview on a free port and open the views in headless Chromium.

    :returns: 1 where a view shows nothing, does not end, throws or asks another server.
    """
    try:
        with serve(options.sample, 0) as running:
            collect(running)
            script = [str(PAGE / "screenshots.mjs"), running.address, str(options.to.resolve())]
            shape = [str(options.width), options.theme]
            return subprocess.run(["node", *script, *shape], check=False).returncode
    except OSError as error:
        print(f"cannot take screenshots: {error}", file=sys.stderr)
        return 1
