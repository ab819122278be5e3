"""Who is behind a session key, and how one is got.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTaccess#auth.2Flogin
"""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING, Dict, Mapping, Optional

from preview.splunkd.messages import Request, Response, RestError, User

if TYPE_CHECKING:
    from preview.splunkd.messages import Content

ADMIN = User(
    "admin",
    frozenset({"admin"}),
    frozenset({"admin_all_objects", "edit_storage_passwords", "list_storage_passwords"}),
)
_MOST = 1000


class Sessions:
    """The sessions of one server.

    :ivar password: of the user admin; random.
    :ivar users: who is behind each session key that a login gave.
    :ivar search_key: the session key that searches tell their commands; it never ends.
    """

    def __init__(self) -> None:
        self.password = secrets.token_urlsafe(12)
        self.users: Dict[str, User] = {}
        self.search_key = secrets.token_urlsafe(32)

    def open(self, user: User = ADMIN) -> str:
        """Start a session and return its key; the oldest of very many ends."""
        key = secrets.token_urlsafe(32)
        self.users[key] = user
        while len(self.users) > _MOST:
            del self.users[next(iter(self.users))]
        return key

    def user(self, headers: Mapping[str, str]) -> Optional[User]:
        """Return who sends a request, None where the session is unknown.

        :param headers: with names in lower case.
        """
        scheme, _, key = headers.get("authorization", "").partition(" ")
        if scheme not in {"Splunk", "Bearer"}:
            return None
        return ADMIN if key == self.search_key else self.users.get(key)

    def login(self, request: Request) -> Response:
        """Answer ``auth/login``."""
        given = request.arguments.get("password", "").encode()
        right = hmac.compare_digest(given, self.password.encode())
        if request.method != "POST" or request.arguments.get("username") != "admin" or not right:
            raise RestError(401, "Login failed", "WARN")
        key = self.open()
        if request.wants_json:
            return Response.of({"sessionKey": key, "message": "", "code": ""})
        return Response(
            200, f"<response><sessionKey>{key}</sessionKey></response>".encode(), "text/xml"
        )


def current_context(user: User) -> Content:
    """Return what a user may do."""
    return {
        "username": user.name,
        "roles": sorted(user.roles),
        "capabilities": sorted(user.capabilities),
    }
