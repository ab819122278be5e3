"""Runs ``vtcheck`` as a search does: a process, a simulated splunkd, a simulated VirusTotal."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator, Mapping, Sequence

from preview.scratch_app import copy_app
from preview.splunkd.messages import User
from preview.splunkd.rest import Stores
from preview.splunkd.server import serve as serve_splunkd
from preview.splunkd.sessions import ADMIN
from preview.virustotal.server import serve as serve_virustotal
from preview.wire import CommandFailed, Outcome, Session, WireError, pipe

if TYPE_CHECKING:
    from pathlib import Path

    from preview.body import FieldValue
    from preview.virustotal.service import Service
    from tests.certificates import Authority

# Made up, and searched for in everything that leaves a command.
API_KEY = "0123456789abcdef" * 4
PROXY_CREDENTIALS = "proxyuser:proxypassword1"

HUNTER = User(
    "hunter",
    frozenset({"user", "huntpipe_virustotal"}),
    frozenset({"list_storage_passwords"}),
)
ORDINARY = User("ordinary", frozenset({"user"}))
SESSIONS = {"admin-session": ADMIN, "hunter-session": HUNTER, "ordinary-session": ORDINARY}


@dataclass
class SearchHead:
    """A Splunk on which ``vtcheck`` runs.

    :ivar said: everything that its commands have said.
    """

    app: Path
    stores: Stores
    splunkd_uri: str
    said: list[str]

    def search(
        self,
        events: Sequence[Mapping[str, FieldValue]],
        *arguments: str,
        session: str = "hunter-session",
        **options: Any,
    ) -> Outcome:
        """Pipe events through ``vtcheck``."""
        try:
            outcome = pipe(
                "vtcheck",
                arguments,
                [dict(event) for event in events],
                app=self.app,
                session=Session(session_key=session, splunkd_uri=self.splunkd_uri),
                **options,
            )
        except (CommandFailed, WireError) as failure:
            self.said.append(str(failure))
            raise
        self.said.append(repr(outcome))
        return outcome

    def row(self, value: Any, *arguments: str, **options: Any) -> dict[str, Any]:
        """Return the fields that one value gets, empty ones left out."""
        (event,) = self.search([{"value": value}], *arguments, "value", **options).events
        return {name[3:]: cell for name, cell in event.items() if name.startswith("vt_") and cell}


@contextmanager
def search_head(
    folder: Path, authority: Authority, service: Service, settings: Mapping[str, str]
) -> Iterator[SearchHead]:
    """Run a search head that asks ``service``.

    :param settings: of the stanza ``[virustotal]``, over those that a test needs.
    """
    with serve_virustotal(service, authority.server) as base_url:
        needed = {"base_url": base_url, "ca_bundle": str(authority.bundle)}
        app = copy_app(folder, {"virustotal": {**needed, **settings}})
        stores = Stores(app)
        stores.sessions.users = dict(SESSIONS)
        stores.passwords.set("huntpipe", "virustotal_api_key", API_KEY)
        with serve_splunkd(stores, authority.server) as splunkd_uri:
            yield SearchHead(app, stores, splunkd_uri, [])
