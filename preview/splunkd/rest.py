"""The endpoints behind one door: a session, a path, a response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Dict, List, Mapping, Optional
from urllib.parse import parse_qs, unquote_plus, urlsplit

from preview.kvstore import Collections
from preview.splunkd.configuration import Configuration
from preview.splunkd.kvstore import KvStore
from preview.splunkd.messages import Request, Response, RestError, User, entries
from preview.splunkd.passwords import Passwords
from preview.splunkd.sessions import Sessions, current_context

if TYPE_CHECKING:
    from pathlib import Path

    from preview.spl.conf import Stanzas

Endpoint = Callable[[Request], Response]


class Stores:
    """What splunkd stores for one app.

    :param app: the folder of the app.
    :param local: the folder for settings that are posted, by default the app's ``local``.
    :param collections: the KV store, by default one of its own.
    """

    def __init__(
        self, app: Path, local: Optional[Path] = None, collections: Optional[Collections] = None
    ) -> None:
        self.sessions = Sessions()
        self.passwords = Passwords()
        self.configuration = Configuration(app, local)
        if collections is None:
            collections = Collections(self.configuration.read("collections"))
        self.kvstore = KvStore(app, collections)
        self.is_configured = False
        self.endpoints: Dict[str, Endpoint] = {
            "storage/passwords": self.passwords.answer,
            "storage/collections": self.kvstore.answer,
            "configs": self.configuration.answer,
            "properties": self.configuration.answer,
            "authentication/current-context": _current_context,
            "apps/local": self._apps,
        }

    def answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Response:
        """Return the response to a request to ``/services/...`` or ``/servicesNS/...``.

        :param url: path and query.
        :param headers: with names in lower case.
        """
        parts = urlsplit(url)
        repeated = parse_qs(parts.query, keep_blank_values=True)
        # The SDK posts forms without saying so.
        if not headers.get("content-type", "").startswith("application/json"):
            form = body.decode("utf-8", "replace")
            repeated.update(parse_qs(form, keep_blank_values=True))
        arguments = {name: values[-1] for name, values in repeated.items()}
        path = _endpoint(parts.path)
        user = self.sessions.user(headers)
        sender = user or User("", frozenset())
        request = Request(method, path, sender, arguments, body, repeated)
        try:
            return self._find("/".join(path), user)(request)
        except RestError as error:
            return error.response(request)

    def _find(self, path: str, user: Optional[User]) -> Endpoint:
        if path == "auth/login":
            return self.sessions.login
        if user is None:
            raise RestError(401, "call not properly authenticated", "WARN")
        for prefix, answer in self.endpoints.items():
            if path == prefix or path.startswith(f"{prefix}/"):
                return answer
        raise RestError(404, f"Not found: {path}")

    def _apps(self, request: Request) -> Response:
        if request.method == "POST":
            self.is_configured = request.arguments.get("configured") in {"1", "true"}
        if request.path[2:] not in ([], ["huntpipe"]):
            raise RestError(404, f"Could not find object id={request.path[2]}")
        conf = self.configuration.read("app")
        content = {
            "label": _setting(conf, "ui", "label"),
            "version": _setting(conf, "launcher", "version"),
            "author": _setting(conf, "launcher", "author"),
            "description": _setting(conf, "launcher", "description"),
            "configured": self.is_configured,
            "visible": True,
            "disabled": False,
        }
        return entries(request, {"huntpipe": content})


def _setting(conf: Stanzas, stanza: str, name: str) -> str:
    return conf.get(stanza, {}).get(name, "")


def _current_context(request: Request) -> Response:
    return entries(request, {"context": current_context(request.user)})


def _endpoint(path: str) -> List[str]:
    """Return the parts of a path without its namespace."""
    # The SDK writes a space as a plus sign, and a plus sign as %2B.
    parts = [unquote_plus(part) for part in path.strip("/").split("/")]
    namespace: Optional[int] = {"services": 1, "servicesNS": 3}.get(parts[0])
    return parts[namespace:] if namespace else parts
