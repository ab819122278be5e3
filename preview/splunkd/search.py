"""``search/jobs`` and ``search/v2/jobs``: searches over REST, in every execution mode.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Callable, List, Mapping, Optional
from xml.sax.saxutils import escape

from preview.spl import Message, SearchError
from preview.splunkd.formats import MODES, Page, content_type, export
from preview.splunkd.messages import Request, Response, RestError, entries, entry

if TYPE_CHECKING:
    from preview.spl import Engine, Results
    from preview.splunkd.jobs import Job, Jobs

DEFAULT_COUNT = 100
NONE: Mapping[str, str] = {}
MOST_RESULTS = 50_000  # limits.conf, [restapi] maxresultrows


class Search:
    """The endpoints below ``search``."""

    def __init__(self, engine: Engine, jobs: Jobs) -> None:
        self._engine = engine
        self.jobs = jobs
        self._of_job: Mapping[str, Callable[[Job, Request], Response]] = {
            "": _describe,
            "control": self._control,
            "events": self._events,
            "results": self._results,
            "results_preview": self._results,
        }

    def answer(self, request: Request) -> Response:
        """Answer a request below ``search``."""
        path = [part for part in request.path[1:] if part != "v2"]
        if path[:1] == ["parser"]:
            return self._parse(request)
        if path[:1] != ["jobs"]:
            raise RestError(404, "Not found: " + "/".join(request.path))
        sid, action = [*path[1:], "", ""][:2]
        if sid == "export":
            return self._export(request)
        if sid:
            return self._answer_job(self.jobs.find(sid), action, request)
        return self._create(request) if request.method == "POST" else self._list(request)

    def _answer_job(self, job: Job, action: str, request: Request) -> Response:
        if action not in self._of_job:
            raise RestError(404, f"The preview has no {action} of a job.")
        if request.method == "DELETE" and not action:
            self.jobs.cancel(job)
            return said(request, "Search job cancelled.")
        return self._of_job[action](job, request)

    def dispatch(
        self, request: Request, search: str, label: str = "", settings: Mapping[str, str] = NONE
    ) -> Job:
        """Start the search that a request asks for.

        :param label: the name of the saved search.
        :param settings: its settings; a time range in the request goes before theirs.
        """
        arguments = {**settings, **request.arguments}
        earliest, latest = (
            arguments.get(name, arguments.get(f"dispatch.{name}", ""))
            for name in ("earliest_time", "latest_time")
        )
        if arguments.get("search_mode") == "realtime" or "rt" in (earliest[:2], latest[:2]):
            raise RestError(400, "The preview has no real-time searches.", "FATAL")
        first = search.split(None, 1)[:1]
        if first and not first[0].startswith("|") and first != ["search"]:
            raise RestError(400, f"Unknown search command '{first[0]}'.", "FATAL")
        return self.jobs.create(search, earliest, latest, request.user.name, label)

    def _create(self, request: Request) -> Response:
        mode = request.arguments.get("exec_mode", "normal")
        if mode not in {"normal", "blocking", "oneshot"}:
            raise RestError(400, f"The execution mode {mode} does not exist.", "FATAL")
        job = self.dispatch(request, _required(request, "search"))
        if mode != "normal":
            job.wait()
        if mode == "oneshot":
            return formatted(request, _finished(job))
        return created(request, job)

    def _list(self, request: Request) -> Response:
        """List the jobs, or those whose ids the arguments ``id`` or ``search`` name."""
        asked = " ".join(
            value for name in ("id", "search") for value in request.repeated.get(name, [])
        )
        jobs = [job for job in self.jobs.every() if not asked or job.sid in asked]
        return entries(request, {job.sid: job.content() for job in jobs})

    def _control(self, job: Job, request: Request) -> Response:
        action = _required(request, "action")
        if action == "cancel":
            self.jobs.cancel(job)
        elif action == "setttl":
            job.ttl = _whole(request, "ttl", job.ttl)
        elif action not in {"touch", "save", "unsave", "disablepreview", "enablepreview"}:
            raise RestError(400, f"The preview cannot {action} a search.", "FATAL")
        return said(request, f"Search job: {action} done.")

    def _results(self, job: Job, request: Request) -> Response:
        if not job.is_done:
            return Response(204, b"")
        addition = request.arguments.get("search", "").strip()
        found = _finished(job)
        if not addition:
            return formatted(request, found)
        processed = self.jobs.process(job, found, addition)
        return formatted(request, processed, len(processed.rows))

    def _events(self, job: Job, request: Request) -> Response:
        if not job.is_done:
            return Response(204, b"")
        found = _finished(job)
        # Like splunkd without status buckets: a transforming search keeps no events.
        return formatted(request, found if found.is_events else type(found)([], []))

    def _export(self, request: Request) -> Response:
        job = self.dispatch(request, _required(request, "search"))
        job.wait()
        mode = _mode(request)
        page = _page(request, _finished(job), 0, None)
        return Response(200, b"", content_type(mode), stream=export(page, mode))

    def _parse(self, request: Request) -> Response:
        try:
            pipeline = self._engine.parse(_required(request, "q"))
        except SearchError as error:
            raise RestError(400, str(error), "FATAL") from error
        commands = [
            {"command": call.name, "rawargs": call.arguments.text.strip()}
            for call, _ in pipeline.commands
        ]
        if request.wants_json:
            return Response.of({"commands": commands})
        items = "".join(
            f'<item><dict><key name="command">{escape(command["command"])}</key>'
            f'<key name="rawargs">{escape(command["rawargs"])}</key></dict></item>'
            for command in commands
        )
        xml = f'<response><dict><key name="commands"><list>{items}</list></key></dict></response>'
        return Response(200, xml.encode(), "text/xml")


def _finished(job: Job) -> Results:
    """Return the results of a job that is done.

    :raises RestError: 400, the search failed.
    """
    if job.results is None:
        raise RestError(400, job.error, "FATAL")
    return job.results


def _describe(job: Job, request: Request) -> Response:
    return entry(request, job.search, job.content())


def formatted(
    request: Request, found: Results, post_process_count: Optional[int] = None
) -> Response:
    """Return the part of the results that a request asks for, as it asks for it."""
    mode = _mode(request)
    offset = _whole(request, "offset", 0)
    count = _whole(request, "count", DEFAULT_COUNT) or len(found.rows)
    page = _page(request, found, offset, offset + min(count, MOST_RESULTS))
    page = replace(page, post_process_count=post_process_count)
    if min(count, len(found.rows) - offset) > MOST_RESULTS:
        text = f"A request gives at most {MOST_RESULTS} results: ask for the rest by offset."
        page = replace(page, messages=[*page.messages, Message("WARN", text)])
    return Response(200, MODES[mode](page), content_type(mode))


def _page(request: Request, found: Results, start: int, end: Optional[int]) -> Page:
    asked = _field_list(request)
    fields = [name for name in asked if name in found.fields] if asked else found.fields
    metadata = request.arguments.get("show_metadata", "") in {"1", "true"}
    return Page(fields, found.rows[start:end], start, found.messages, metadata)


def _field_list(request: Request) -> List[str]:
    listed = request.arguments.get("field_list", "").replace(",", " ").split()
    return [*request.repeated.get("f", []), *listed]


def _mode(request: Request) -> str:
    mode = request.arguments.get("output_mode", "xml")
    if mode not in MODES:
        raise RestError(400, f"The output mode {mode} is not one of {', '.join(sorted(MODES))}.")
    return mode


def _whole(request: Request, name: str, default: int) -> int:
    text = request.arguments.get(name, "")
    if not text:
        return default
    if not text.isdecimal():
        raise RestError(400, f"Invalid {name}: it takes a whole number.")
    return int(text)


def _required(request: Request, name: str) -> str:
    value = request.arguments.get(name, "")
    if not value.strip():
        raise RestError(400, f"The argument {name} is missing.", "FATAL")
    return value


def created(request: Request, job: Job) -> Response:
    """Return the answer to a request that started a job."""
    if request.wants_json:
        return Response.of({"sid": job.sid}, 201)
    return Response(201, f"<response><sid>{job.sid}</sid></response>".encode(), "text/xml")


def said(request: Request, text: str) -> Response:
    """Return a message."""
    if request.wants_json:
        return Response.of({"messages": [{"type": "INFO", "text": text}]})
    xml = f'<response><messages><msg type="INFO">{escape(text)}</msg></messages></response>'
    return Response(200, xml.encode(), "text/xml")
