"""What the simulated VirusTotal knows, whom it answers, and how often."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Callable, Deque, Dict, List, Mapping, Optional

from preview.virustotal.errors import STATUS, error_body

ROOT = "/api/v3/"


@dataclass(frozen=True)
class Reply:
    """An answer on the wire, well or ill formed.

    :param headers: further headers; ``Content-Length`` is that of the body unless given here.
    :param delay: seconds before the first byte.
    :param pause: seconds after each byte of the body.
    :param pause_before_body: seconds after each byte of the status line and the headers.
    :param reset: close the connection without an answer.
    """

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    pause: float = 0.0
    pause_before_body: float = 0.0
    reset: bool = False

    @classmethod
    def of(cls, status: int, body: Any, **other: Any) -> Reply:
        """Return a reply with a JSON body."""
        return cls(status, json.dumps(body).encode(), **other)

    @classmethod
    def error(cls, code: str, **other: Any) -> Reply:
        """Return the reply for an error code."""
        return cls.of(STATUS[code], error_body(code), **other)


@dataclass(frozen=True)
class Request:
    """One request that arrived.

    :param at: seconds on the service's clock.
    """

    at: float
    path: str
    status: int


class Service:
    """A simulated VirusTotal for one API key.

    :param per_minute: requests answered in any ``window`` seconds, 0 for any number; the quota
        does not count what it refused.
    :param per_day: requests answered at all, 0 for any number.
    :ivar requests: every request, in the order of arrival.
    :ivar replies: path below the API's root, such as ``files/...``, to replies that are given
        first, each once; ``*`` for any path.
    """

    def __init__(
        self,
        api_key: str,
        *,
        per_minute: int = 4,
        per_day: int = 500,
        window: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.requests: List[Request] = []
        self.replies: Dict[str, Deque[Reply]] = defaultdict(deque)
        self._api_key = api_key
        self._per_minute = per_minute
        self._per_day = per_day
        self._window = window
        self._clock = clock
        self._accepted: List[float] = []
        self._objects: Dict[str, Any] = {}
        self._lock = Lock()

    def add(self, report: Any) -> None:
        """Know an object from now on."""
        path = report["data"]["links"]["self"].rpartition(ROOT)[2]
        self._objects[path] = report

    def answer(self, path: str, api_key: Optional[str]) -> Reply:
        """Return the reply to a GET request.

        :param path: the whole path of the address.
        :param api_key: the header ``x-apikey``.
        """
        path = path[len(ROOT) :] if path.startswith(ROOT) else ""
        with self._lock:
            at = self._clock()
            reply = self._scripted(path) or self._reply(path, api_key, at)
            self.requests.append(Request(at, path, reply.status))
        return reply

    def most_in_a_window(self) -> int:
        """Return the largest number of requests that arrived within ``window`` seconds."""
        times = sorted(request.at for request in self.requests)
        return max(
            (sum(start <= at < start + self._window for at in times) for start in times), default=0
        )

    def _scripted(self, path: str) -> Optional[Reply]:
        for key in (path, "*"):
            if self.replies[key]:
                return self.replies[key].popleft()
        return None

    def _reply(self, path: str, api_key: Optional[str], at: float) -> Reply:
        if not api_key:
            return Reply.error("AuthenticationRequiredError")
        if api_key != self._api_key:
            return Reply.error("WrongCredentialsError")
        in_window = [time for time in self._accepted if time > at - self._window]
        over_minute = self._per_minute and len(in_window) >= self._per_minute
        over_day = self._per_day and len(self._accepted) >= self._per_day
        if over_minute or over_day:
            return Reply.error("QuotaExceededError")
        self._accepted.append(at)
        known = self._objects.get(_canonical(path))
        return Reply.of(200, known) if known else Reply.error("NotFoundError")


def _canonical(path: str) -> str:
    """Return the path by which objects are stored: a URL's base64 name becomes its SHA-256."""
    collection, _, identifier = path.partition("/")
    if collection != "urls" or len(identifier) == hashlib.sha256().digest_size * 2:
        return path
    try:
        url = base64.urlsafe_b64decode(identifier + "=" * (-len(identifier) % 4))
    except (binascii.Error, ValueError):
        return path
    return f"urls/{hashlib.sha256(url).hexdigest()}"
