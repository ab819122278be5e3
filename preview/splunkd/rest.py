"""The stores behind one door: a session, a path, a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Dict, List, Mapping, Optional
from urllib.parse import parse_qsl, unquote, urlsplit

from preview.splunkd.configuration import Configuration
from preview.splunkd.kvstore import KvStore
from preview.splunkd.messages import Request, Response, RestError, User, entries
from preview.splunkd.passwords import Passwords

if TYPE_CHECKING:
    from pathlib import Path

ADMIN = User(
    "admin",
    frozenset({"admin"}),
    frozenset({"admin_all_objects", "edit_storage_passwords", "list_storage_passwords"}),
)


class Stores:
    """The stores of one app.

    :param app: the folder of the app.
    :ivar sessions: who is behind each session key.
    """

    def __init__(self, app: Path) -> None:
        self.sessions: Dict[str, User] = {}
        self.passwords = Passwords()
        self.kvstore = KvStore(app)
        self.configuration = Configuration(app)
        self._endpoints: Dict[str, Callable[[Request], Response]] = {
            "storage/passwords": self.passwords.answer,
            "storage/collections": self.kvstore.answer,
            "configs": self.configuration.answer,
            "properties": self.configuration.answer,
            "authentication/current-context": _current_context,
            "apps/local": self._app,
        }
        self.is_configured = False

    def answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Response:
        """Return the response to a request to ``/services/...`` or ``/servicesNS/...``.

        :param url: path and query.
        :param headers: with names in lower case.
        """
        parts = urlsplit(url)
        arguments = dict(parse_qsl(parts.query, keep_blank_values=True))
        # The SDK posts forms without saying so.
        if not headers.get("content-type", "").startswith("application/json"):
            arguments.update(parse_qsl(body.decode(), keep_blank_values=True))
        path = _endpoint(parts.path)
        user = self.sessions.get(headers.get("authorization", "").partition("Splunk ")[2])
        request = Request(method, path, user or User("", frozenset()), arguments, body)
        try:
            return self._find("/".join(path), user)(request)
        except RestError as error:
            return error.response(request)

    def _find(self, path: str, user: Optional[User]) -> Callable[[Request], Response]:
        if user is None:
            raise RestError(401, "call not properly authenticated")
        for prefix, answer in self._endpoints.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return answer
        raise RestError(404, f"Not found: {path}")

    def _app(self, request: Request) -> Response:
        if request.method == "POST":
            self.is_configured = request.arguments.get("configured") in {"1", "true"}
        return entries(request, {"huntpipe": {"configured": self.is_configured}})


def _current_context(request: Request) -> Response:
    user = request.user
    content = {
        "username": user.name,
        "roles": sorted(user.roles),
        "capabilities": sorted(user.capabilities),
    }
    return entries(request, {"context": content})


def _endpoint(path: str) -> List[str]:
    """Return the parts of a path without its namespace."""
    parts = [unquote(part) for part in path.strip("/").split("/")]
    namespace: Optional[int] = {"services": 1, "servicesNS": 3}.get(parts[0])
    return parts[namespace:] if namespace else parts
