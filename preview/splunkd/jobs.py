"""Search jobs: created, run in the background, kept for a while.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch#search.2Fjobs
"""

from __future__ import annotations

import secrets
import time
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Any, Dict, List, Optional

from preview.spl import SearchError
from preview.splunkd.messages import RestError

if TYPE_CHECKING:
    from preview.spl import Engine, Results

TTL = 600  # seconds; limits.conf, [search]
MOST_JOBS = 200
_PARALLEL = 4  # searches; one waits for a command's process while another computes


@dataclass
class Job:
    """One search that was asked for.

    :ivar label: the saved search that it runs, "" for an ad hoc search.
    :ivar results: what it gave, None until then.
    :ivar error: why it failed, "" if it did not.
    :ivar seconds: how long it ran.
    """

    sid: str
    search: str
    earliest: str
    latest: str
    owner: str
    label: str = ""
    ttl: int = TTL
    created: float = field(default_factory=time.time)
    touched: float = field(default_factory=time.time)
    state: str = "QUEUED"
    results: Optional[Results] = None
    error: str = ""
    seconds: float = 0.0
    future: Future[None] = field(default_factory=Future)

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return self.state in {"DONE", "FAILED"}

    def wait(self) -> None:
        """Return when the job is done.

        :raises RestError: 404, it was cancelled meanwhile.
        """
        try:
            self.future.result()
        except CancelledError as error:
            raise RestError(404, "The search was cancelled.", "FATAL") from error

    def content(self) -> Dict[str, Any]:
        """Return what splunkd says of a job.

        The preview does not count the events that a transforming search read: eventCount is the
        number of results where these are events, else 0.
        """
        rows = len(self.results.rows) if self.results else 0
        events = rows if self.results and self.results.is_events else 0
        messages = [(m.kind, m.text) for m in self.results.messages] if self.results else []
        if self.error:
            messages.append(("FATAL", self.error))
        return {
            "sid": self.sid,
            "label": self.label,
            "dispatchState": self.state,
            "doneProgress": 1 if self.is_done else 0,
            "isDone": self.is_done,
            "isFailed": self.state == "FAILED",
            "isFinalized": False,
            "isPaused": False,
            "isPreviewEnabled": False,
            "isRealTimeSearch": False,
            "isSaved": False,
            "isSavedSearch": bool(self.label),
            "isZombie": False,
            "eventCount": events,
            "eventAvailableCount": events,
            "scanCount": events,
            "resultCount": rows,
            "resultPreviewCount": rows,
            "resultIsStreaming": bool(events),
            "eventSearch": self.search,
            "reportSearch": "" if events else self.search,
            "normalizedSearch": self.search,
            "optimizedSearch": self.search,
            "search": self.search,
            "request": {
                "search": self.search,
                "earliest_time": self.earliest,
                "latest_time": self.latest,
            },
            "runDuration": round(self.seconds, 3),
            "ttl": self.ttl,
            "defaultTTL": TTL,
            "priority": 5,
            "statusBuckets": 0,
            "diskUsage": 0,
            "searchProviders": ["preview"],
            "messages": [{"type": kind, "text": text} for kind, text in messages],
        }


class Jobs:
    """The jobs of one search head.

    :param engine: what runs searches.
    :param now: epoch seconds at which every search is deemed to run, None for the real time.
    """

    def __init__(self, engine: Engine, now: Optional[float] = None) -> None:
        self._engine = engine
        self._now = now
        self._jobs: Dict[str, Job] = {}
        self._processed: Dict[str, Results] = {}
        self._lock = Lock()
        self._pool = ThreadPoolExecutor(_PARALLEL, "search")

    def create(self, search: str, earliest: str, latest: str, owner: str, label: str = "") -> Job:
        """Check a search and start it.

        :raises RestError: 400, the search is refused; 503, too many jobs run.
        """
        try:
            self._engine.parse(search, earliest, latest, self._now)
        except SearchError as error:
            raise RestError(400, str(error), "FATAL") from error
        sid = f"{time.time():.3f}_{secrets.token_hex(8)}"
        job = Job(sid, search, earliest, latest, owner, label)
        with self._lock:
            self._make_room()
            self._jobs[sid] = job
        job.future = self._pool.submit(self._run, job)
        return job

    def _make_room(self) -> None:
        """Forget jobs that nobody has looked at, the oldest first."""
        moment = time.time()
        finished = sorted(
            (job for job in self._jobs.values() if job.is_done), key=lambda job: job.touched
        )
        excess = len(self._jobs) - MOST_JOBS + 1
        for index, job in enumerate(finished):
            if index < excess or job.touched + job.ttl < moment:
                self._forget(job.sid)
        if len(self._jobs) >= MOST_JOBS:
            raise RestError(503, f"The preview runs at most {MOST_JOBS} searches at once.")

    def _forget(self, sid: str) -> None:
        self._jobs.pop(sid, None)
        for key in [key for key in self._processed if key.startswith(f"{sid}\n")]:
            del self._processed[key]

    def _run(self, job: Job) -> None:
        job.state = "RUNNING"
        started = time.monotonic()
        state = "FAILED"
        try:
            job.results = self._engine.search(job.search, job.earliest, job.latest, self._now)
            state = "DONE"
        except SearchError as error:
            job.error = str(error)
        finally:
            job.error = job.error or ("" if state == "DONE" else "The preview failed: a bug.")
            job.seconds = time.monotonic() - started
            job.state = state

    def find(self, sid: str) -> Job:
        """Return a job.

        :raises RestError: 404, there is none of that name.
        """
        job = self._jobs.get(sid)
        if job is None:
            raise RestError(404, "Unknown sid.", "FATAL")
        job.touched = time.time()
        return job

    def every(self) -> List[Job]:
        """Return all jobs, the newest first."""
        return sorted(self._jobs.copy().values(), key=lambda job: -job.created)

    def cancel(self, job: Job) -> None:
        """Forget a job; one that waits is not run any more."""
        job.future.cancel()
        with self._lock:
            self._forget(job.sid)

    def process(self, job: Job, results: Results, search: str) -> Results:
        """Return the results of a job after further commands over them.

        :raises RestError: 400, the commands are refused.
        """
        key = f"{job.sid}\n{search}"
        if key not in self._processed:
            try:
                self._processed[key] = self._engine.follow(
                    results, search, job.earliest, job.latest, self._now
                )
            except SearchError as error:
                raise RestError(400, str(error), "FATAL") from error
        return self._processed[key]

    def close(self) -> None:
        """Let running searches end and start no more."""
        self._pool.shutdown(wait=False, cancel_futures=True)
