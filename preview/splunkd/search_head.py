"""All of splunkd that the preview has: what it stores, and searches over a store of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Optional

from preview.splunkd.jobs import Jobs
from preview.splunkd.messages import Request, Response, RestError, entries
from preview.splunkd.rest import Stores
from preview.splunkd.saved_searches import SavedSearches
from preview.splunkd.search import Search
from preview.splunkd.time_parser import time_parser
from preview.splunkd.user_interface import UserInterface

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl import Engine

# The release whose REST API is followed; the SDK chooses its addresses by it.
_INFO = {
    "version": "9.4.0",
    "build": "preview",
    "serverName": "huntpipe-preview",
    "product_type": "Huntpipe preview, not Splunk",
    "instance_type": "preview",
    "isFree": False,
    "isTrial": False,
    "guid": "00000000-0000-0000-0000-000000000000",
    "server_roles": ["search_head"],
}


class SearchHead(Stores):
    """A search head with one app.

    :param engine: what runs its searches.
    :param local: the folder for settings that are posted.
    :param now: epoch seconds at which searches are deemed to run, None for the real time.
    """

    def __init__(self, app: Path, engine: Engine, local: Path, now: Optional[float] = None) -> None:
        super().__init__(app, local, engine.collections)
        self.jobs = Jobs(engine, now)
        search = Search(engine, self.jobs)
        saved_searches = SavedSearches(engine.configuration, search)
        self.endpoints.update(
            {
                "server/info": _info,
                "search/timeparser": time_parser(now),
                "search": search.answer,
                "saved/searches": saved_searches.answer,
                "alerts/fired_alerts": _fired_alerts,
                "data/ui": UserInterface(app).answer,
            }
        )

    def close(self) -> None:
        """Start no more searches."""
        self.jobs.close()


def _info(request: Request) -> Response:
    return entries(request, {"server-info": _INFO})


def _fired_alerts(request: Request) -> Response:
    """Answer with no alert: the preview runs nothing on a schedule."""
    if request.path[2:]:
        raise RestError(404, f"Could not find object id={request.path[2]}")
    return entries(request, {})
