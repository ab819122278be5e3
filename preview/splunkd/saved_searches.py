"""``saved/searches``: the saved searches of the app, and those among the jobs that run them.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch#saved.2Fsearches
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from preview.splunkd.messages import Content, Request, Response, RestError, entries
from preview.splunkd.search import created

if TYPE_CHECKING:
    from preview.spl import Configuration
    from preview.splunkd.search import Search

_USUAL = {
    "cron_schedule": "",
    "description": "",
    "disabled": "0",
    "dispatch.earliest_time": "",
    "dispatch.latest_time": "",
    "is_scheduled": "0",
    "is_visible": "1",
    "triggered_alert_count": "0",
}


class SavedSearches:
    """The saved searches of one app: they are read and run, never changed."""

    def __init__(self, configuration: Configuration, search: Search) -> None:
        self._stanzas = configuration.savedsearches
        self._search = search

    def answer(self, request: Request) -> Response:
        """Answer a request below ``saved/searches``."""
        name, action = [*request.path[2:], "", ""][:2]
        if name and name not in self._stanzas:
            raise RestError(404, f"Could not find object id={name}")
        if action == "dispatch" and request.method == "POST":
            return self._dispatch(name, request)
        if action == "history":
            jobs = [job for job in self._search.jobs.every() if job.label == name]
            return entries(request, {job.sid: job.content() for job in jobs})
        if action or request.method != "GET":
            raise RestError(405, "The preview reads and dispatches saved searches, no more.")
        names = [name] if name else sorted(self._stanzas)
        return entries(request, {name: self._content(name) for name in names})

    def _content(self, name: str) -> Content:
        scheduled = self._stanzas[name].get("enableSched", "0")
        return {**_USUAL, **self._stanzas[name], "is_scheduled": scheduled}

    def _dispatch(self, name: str, request: Request) -> Response:
        if any(argument.startswith("args.") for argument in request.arguments):
            raise RestError(400, "The preview replaces no args. in a saved search.")
        stanza = self._stanzas[name]
        search = stanza.get("search", "").strip()
        # Splunk keeps a search as it was typed, where the first command is search.
        leading = search.startswith("|") or search.split(None, 1)[:1] == ["search"]
        job = self._search.dispatch(
            request, search if leading else f"search {search}", name, stanza
        )
        return created(request, job)
