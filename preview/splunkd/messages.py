"""Requests and responses of splunkd's REST API, in Atom or JSON.

https://docs.splunk.com/Documentation/Splunk/latest/RESTUM/RESTusing
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, List, Mapping
from xml.sax.saxutils import escape, quoteattr

_ATOM = "http://www.w3.org/2005/Atom"
_REST = "http://dev.splunk.com/ns/rest"


@dataclass(frozen=True)
class User:
    """Who asks.

    :param capabilities: what the roles allow, such as ``list_storage_passwords``.
    """

    name: str
    roles: FrozenSet[str]
    capabilities: FrozenSet[str] = frozenset()


@dataclass(frozen=True)
class Request:
    """A request to an endpoint.

    :param path: the endpoint and below, such as ``storage/passwords``; the parts are decoded.
    :param arguments: of the query and of a form in the body.
    """

    method: str
    path: List[str]
    user: User
    arguments: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""

    @property
    def wants_json(self) -> bool:
        """Whether the response is to be JSON; splunkd writes Atom unless asked."""
        return self.arguments.get("output_mode") == "json"


@dataclass(frozen=True)
class Response:
    """A response, ready to be sent."""

    status: int
    body: bytes
    content_type: str = "application/json"

    @classmethod
    def of(cls, value: Any, status: int = 200) -> Response:
        """Return a JSON response."""
        return cls(status, json.dumps(value).encode())


class RestError(Exception):
    """An error that the endpoint answers with."""

    def __init__(self, status: int, text: str) -> None:
        super().__init__(text)
        self.status = status
        self.text = text

    def response(self, request: Request) -> Response:
        """Return the error as splunkd words it."""
        if request.wants_json or "data" in request.path:
            return Response.of({"messages": [{"type": "ERROR", "text": self.text}]}, self.status)
        xml = (
            f'<response><messages><msg type="ERROR">{escape(self.text)}</msg></messages></response>'
        )
        return Response(self.status, xml.encode(), "text/xml")


Content = Dict[str, Any]


def entries(request: Request, found: Mapping[str, Content], status: int = 200) -> Response:
    """Return entities by name, as a feed.

    With the argument ``f`` they hold that field alone.
    """
    only = request.arguments.get("f")
    if only:
        found = {
            name: {key: value for key, value in content.items() if key == only}
            for name, content in found.items()
        }
    base = "/servicesNS/nobody/huntpipe/" + "/".join(request.path)
    if request.wants_json:
        listed = [
            {"name": name, "id": f"{base}/{name}", "content": content, "acl": _ACL}
            for name, content in found.items()
        ]
        return Response.of({"entry": listed, "messages": []}, status)
    feed = "".join(_atom_entry(base, name, content) for name, content in found.items())
    xml = f'<feed xmlns="{_ATOM}" xmlns:s="{_REST}"><title>feed</title>{feed}</feed>'
    return Response(status, xml.encode(), "text/xml")


_ACL = {"app": "huntpipe", "owner": "nobody", "sharing": "app"}


def _atom_entry(base: str, name: str, content: Content) -> str:
    link = f'<link href={quoteattr(f"{base}/{name}")} rel="alternate"/>'
    return (
        f"<entry><title>{escape(name)}</title><id>{escape(base)}/{escape(name)}</id>{link}"
        f'<content type="text/xml">{_atom({**content, "eai:acl": _ACL})}</content></entry>'
    )


def _atom(value: Any) -> str:
    if isinstance(value, dict):
        keys = (f"<s:key name={quoteattr(key)}>{_atom(v)}</s:key>" for key, v in value.items())
        return f"<s:dict>{''.join(keys)}</s:dict>"
    if isinstance(value, list):
        return f"<s:list>{''.join(f'<s:item>{_atom(item)}</s:item>' for item in value)}</s:list>"
    return escape(str(int(value) if isinstance(value, bool) else value))
