"""``python -m preview serve``: the app's views and splunkd's REST on this machine."""

from __future__ import annotations

import signal
import socket
import sys
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Iterator

from preview.generator import sample
from preview.installation import Installation, installed
from preview.spl import SampleStore, SearchError
from preview.splunkd.server import LOOPBACK
from preview.subcommands.sample import FOLDER, end_of
from preview.web import BUNDLE
from preview.wire import CommandFailed, WireError

if TYPE_CHECKING:
    import argparse

    from preview.spl import Configuration

PORT = 8800
COLLECT = '| savedsearch "Huntpipe - Findings - Collect"'
"""The report that the Overview shows the results of; Splunk would run it on a schedule."""

READY = """
The preview is ready. It is not Splunk: it runs the app's own views, commands and searches over
a sample of a one-day incident, with Splunk's dashboard components, on this machine alone.

    Open     http://{host}:{port}/
    Script   host={host} port={port} scheme=http username=admin password={password}
    Clock    searches run as if it were {clock}
    Verdicts are invented, of a simulated VirusTotal on this machine
    Hunts    run now, behind this: the Overview fills in a minute or two
    End      Ctrl-C
"""


def add(subparsers: Any) -> None:
    """Declare the subcommand."""
    parser = subparsers.add_parser("serve", help="serve the app's views and splunkd's REST")
    parser.add_argument("--port", type=int, default=PORT, help="0 for any (%(default)s)")
    parser.add_argument(
        "--sample", type=Path, default=FOLDER, metavar="DIR", help="folder of events (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until the user ends it."""
    if not (BUNDLE / "main.js").is_file():
        print("the page is not built: run `make demo`", file=sys.stderr)
        return 1
    try:
        with _end_signals() as end, serve(options.sample, options.port) as running:
            clock = "the end of the sample's day" if running.now else "now"
            facts = {
                "port": running.port,
                "password": running.head.sessions.password,
                "clock": clock,
            }
            _say(READY.format(host=LOOPBACK, **facts))
            # A daemon: whoever ends the preview does not wait for it.
            Thread(target=collect, args=(running,), daemon=True).start()
            end.recv(1)
    except OSError as error:
        print(f"cannot serve on port {options.port}: {error}; try --port", file=sys.stderr)
        return 1
    _say("The preview has ended.")
    return 0


@contextmanager
def _end_signals() -> Iterator[socket.socket]:
    """Give a socket that a byte arrives at when the user ends the preview.

    A threading.Event that a handler sets can miss the signal: the handler runs between two steps of
    wait(), https://docs.python.org/3/library/signal.html#signal.set_wakeup_fd.
    """
    reader, writer = socket.socketpair()
    with reader, writer:
        writer.setblocking(False)
        before = signal.set_wakeup_fd(writer.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: None)
        try:
            yield reader
        finally:
            signal.set_wakeup_fd(before)


@contextmanager
def serve(folder: Path, port: int) -> Iterator[Installation]:
    """Serve a folder of events until the block ends.

    :param folder: made where it is missing.
    :param port: 0 for any that is free.
    :raises OSError: the folder cannot be written or the port is taken.
    """
    if not (folder / "events").is_dir():
        _say("Writing the sample of a one-day incident (once, about 15 seconds)...")
        sample.write(folder)
    _say("Reading the events (about 5 seconds)...")
    with installed(partial(_opened, folder), port=port, now=end_of(folder)) as running:
        yield running


def _opened(folder: Path, configuration: Configuration) -> SampleStore:
    """Return the events of a folder, read already."""
    store = SampleStore(folder, configuration)
    store.between(0, 0)
    return store


def collect(running: Installation) -> None:
    """Run all hunts and keep what they find for the Overview."""
    try:
        running.engine.search(COLLECT, now=running.now)
    except (SearchError, CommandFailed, WireError, OSError) as error:
        _say(f"The Overview stays empty: {error}")
    else:
        _say("The hunts have run: the Overview is filled.")


def _say(text: str) -> None:
    """Print at once, also into a pipe."""
    print(text, flush=True)
