"""The app as the preview runs it: a copy of its own, with all that it reaches on this machine.

Its commands get a session of the preview's own REST, where the API key is, and ask a simulated
VirusTotal. Nothing leaves the machine.
"""

from __future__ import annotations

import secrets
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Iterator, Optional

from preview.scratch_app import copy_app
from preview.spl import Configuration, Daemon, Engine
from preview.splunkd.application import application
from preview.splunkd.search_head import SearchHead
from preview.splunkd.server import LOOPBACK, listen
from preview.virustotal.incident import INTERNAL_DOMAINS, incident
from preview.virustotal.server import serve as serve_virustotal
from preview.virustotal.service import Service
from preview.web import pages
from preview.wire import Session

if TYPE_CHECKING:
    from preview.spl import EventStore

NOTICE = "VirusTotal is simulated: these verdicts are invented, and nothing left this machine."


@dataclass(frozen=True)
class Installation:
    """A search head with the app that answers.

    :ivar engine: runs searches.
    :ivar head: answers REST.
    :ivar port: where it does, over HTTP on the loopback interface.
    :ivar now: epoch seconds at which searches over REST are deemed to run, None for the real time.
    """

    engine: Engine
    head: SearchHead
    port: int
    now: Optional[float]

    @property
    def address(self) -> str:
        """Where a browser and a command find it."""
        return f"http://{LOOPBACK}:{self.port}"


@contextmanager
def installed(
    events: Callable[[Configuration], EventStore], *, port: int = 0, now: Optional[float] = None
) -> Iterator[Installation]:
    """Serve the app over events until the block ends.

    :param events: opens the events, given the app's search-time extractions.
    :param port: 0 for any that is free.
    :param now: epoch seconds at which searches over REST are deemed to run, None for the real time.
    :raises OSError: the port is taken.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="preview-")))
        api_key = secrets.token_hex(32)
        settings = {
            "base_url": stack.enter_context(serve_virustotal(_virustotal(api_key))),
            "internal_domains": INTERNAL_DOMAINS,
            # More than the public tier's, so that a table has all its verdicts.
            "quota_minute": "0",
        }
        app = copy_app(folder, {"virustotal": settings})
        daemon = Daemon(notices={"vtcheck": NOTICE})
        scratch = folder / "scratch"
        scratch.mkdir()
        engine = Engine(app, events(Configuration(app)), scratch, daemon)
        head = SearchHead(app, engine, app / "local", now)
        head.passwords.set("huntpipe", "virustotal_api_key", api_key)
        stack.callback(head.close)
        bound = stack.enter_context(listen(application(head, pages(head)), port))
        installation = Installation(engine, head, bound, now)
        daemon.passwords = head.passwords.stored
        daemon.session = Session(head.sessions.search_key, installation.address, app="huntpipe")
        yield installation


def _virustotal(api_key: str) -> Service:
    service = Service(api_key, per_minute=0)
    for report in incident():
        service.add(report)
    return service
