"""``storage/passwords``: secrets by realm and name.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTaccess#storage.2Fpasswords
"""

from __future__ import annotations

from dataclasses import replace
from typing import Dict

from preview.splunkd.messages import Content, Request, Response, RestError, entries


class Passwords:
    """The secrets of one app, in memory.

    :ivar stored: what is stored, by ``realm:name:``.
    """

    def __init__(self) -> None:
        self.stored: Dict[str, Content] = {}

    def set(self, realm: str, name: str, password: str) -> None:
        """Store a secret."""
        self.stored[f"{realm}:{name}:"] = {
            "realm": realm,
            "username": name,
            "clear_password": password,
            "encr_password": "$7$simulated",
            "password": "********",
        }

    def password(self, realm: str, name: str) -> str:
        """Return a secret in clear text."""
        return str(self.stored[f"{realm}:{name}:"]["clear_password"])

    def delete(self, realm: str, name: str) -> None:
        """Remove a secret."""
        del self.stored[f"{realm}:{name}:"]

    def answer(self, request: Request) -> Response:
        """Answer a request below ``storage/passwords``."""
        writes = request.method != "GET"
        capability = "edit_storage_passwords" if writes else "list_storage_passwords"
        if not {capability, "admin_all_objects"} & request.user.capabilities:
            raise RestError(
                403,
                f"You (user={request.user.name}) do not have permission to perform this operation "
                f"(requires capability: {capability}).",
            )
        name = request.path[2] if len(request.path) > 2 else ""
        if request.method == "GET":
            return entries(request, {name: self._known(name)} if name else self.stored)
        if request.method == "DELETE":
            self._known(name)
            self.delete(*name.split(":")[:2])
            # The answer lists what remains.
            return entries(replace(request, path=request.path[:2]), self.stored)
        return self._update(name, request) if name else self._create(request)

    def _create(self, request: Request) -> Response:
        realm, name = request.arguments.get("realm", ""), request.arguments.get("name", "")
        password = request.arguments.get("password", "")
        if not name or not password:
            raise RestError(400, "The following required arguments are missing: name, password.")
        key = f"{realm}:{name}:"
        if key in self.stored:
            raise RestError(409, f"Unable to create: credential {key} already exists.")
        self.set(realm, name, password)
        return entries(request, {key: self.stored[key]}, 201)

    def _update(self, key: str, request: Request) -> Response:
        entry = self._known(key)
        password = request.arguments.get("password", "")
        if not password:
            raise RestError(400, "The following required arguments are missing: password.")
        self.set(entry["realm"], entry["username"], password)
        return entries(request, {key: self.stored[key]})

    def _known(self, key: str) -> Content:
        if key not in self.stored:
            raise RestError(404, f"Could not find object id={key}")
        return self.stored[key]
