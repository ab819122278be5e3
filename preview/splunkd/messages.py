"""Requests and responses of splunkd's REST API, in Atom or JSON.

https://docs.splunk.com/Documentation/Splunk/latest/RESTUM/RESTusing
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Dict, FrozenSet, Iterator, List, Mapping, Optional
from urllib.parse import quote
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
    :param repeated: every value of each argument.
    """

    method: str
    path: List[str]
    user: User
    arguments: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    repeated: Mapping[str, List[str]] = field(default_factory=dict)

    @property
    def wants_json(self) -> bool:
        """Whether the response is to be JSON; splunkd writes Atom unless asked."""
        return self.arguments.get("output_mode") == "json"


@dataclass(frozen=True)
class Response:
    """A response, ready to be sent.

    :param stream: the body piece by piece, instead of ``body``.
    """

    status: int
    body: bytes
    content_type: str = "application/json"
    stream: Optional[Iterator[bytes]] = None

    @classmethod
    def of(cls, value: Any, status: int = 200) -> Response:
        """Return a JSON response."""
        return cls(status, json.dumps(value).encode())


class RestError(Exception):
    """An error that the endpoint answers with.

    :param kind: how splunkd calls it, such as ``FATAL`` where a search is refused.
    """

    def __init__(self, status: int, text: str, kind: str = "ERROR") -> None:
        super().__init__(text)
        self.status = status
        self.text = text
        self.kind = kind

    def response(self, request: Request) -> Response:
        """Return the error as splunkd words it."""
        if request.wants_json or request.path[:3] == ["storage", "collections", "data"]:
            return Response.of({"messages": [{"type": self.kind, "text": self.text}]}, self.status)
        xml = (
            f'<response><messages><msg type="{self.kind}">{escape(self.text)}</msg></messages>'
            "</response>"
        )
        return Response(self.status, xml.encode(), "text/xml")


Content = Dict[str, Any]


def entries(request: Request, found: Mapping[str, Content], status: int = 200) -> Response:
    """Return entities by name, as a feed.

    The arguments ``count`` and ``offset`` ask for some of them, each ``f`` for a field.
    """
    # The address of one entity ends in its name.
    collection = request.path[:-1] if request.path[-1] in found else request.path
    base = "/servicesNS/nobody/huntpipe/" + "/".join(collection)
    page = _page(request, found)
    if request.wants_json:
        listed = [_json_entry(base, name, content) for name, content in page.items()]
        paging = {"total": len(found), "perPage": len(page), "offset": 0}
        return Response.of({"entry": listed, "paging": paging, "messages": []}, status)
    feed = "".join(_atom_entry(base, name, content) for name, content in page.items())
    xml = f"<feed {_NAMESPACES}><title>feed</title>{feed}</feed>"
    return Response(status, xml.encode(), "text/xml")


def entry(request: Request, name: str, content: Content) -> Response:
    """Return one entity that is not part of a feed, such as a search job."""
    base = "/servicesNS/nobody/huntpipe/" + "/".join(request.path[:-1])
    if request.wants_json:
        return Response.of({"entry": [_json_entry(base, name, content)], "messages": []})
    return Response(200, _atom_entry(base, name, content, _NAMESPACES).encode(), "text/xml")


def _page(request: Request, found: Mapping[str, Content]) -> Mapping[str, Content]:
    texts = [request.arguments.get(name, "") for name in ("offset", "count")]
    offset, count = (int(text) if text.isdecimal() else 0 for text in texts)
    names = list(found)[offset:]
    only = request.repeated.get("f", [])
    return {
        name: {key: value for key, value in found[name].items() if not only or key in only}
        for name in (names[:count] if count else names)
    }


_NAMESPACES = f'xmlns="{_ATOM}" xmlns:s="{_REST}"'
_ACL = {"app": "huntpipe", "owner": "nobody", "sharing": "app"}


def _json_entry(base: str, name: str, content: Content) -> Content:
    return {
        "name": name,
        "id": f"{base}/{quote(name)}",
        "content": content,
        "acl": _ACL,
        "links": {"alternate": f"{base}/{quote(name)}"},
    }


def _atom_entry(base: str, name: str, content: Content, namespaces: str = "") -> str:
    address = f"{base}/{quote(name)}"
    link = f'<link href={quoteattr(address)} rel="alternate"/>'
    return (
        f"<entry {namespaces}><title>{xml_text(name)}</title><id>{escape(address)}</id>{link}"
        f'<content type="text/xml">{_atom({**content, "eai:acl": _ACL})}</content></entry>'
    )


def _atom(value: Any) -> str:
    if isinstance(value, dict):
        keys = (f"<s:key name={quoteattr(key)}>{_atom(v)}</s:key>" for key, v in value.items())
        return f"<s:dict>{''.join(keys)}</s:dict>"
    if isinstance(value, list):
        return f"<s:list>{''.join(f'<s:item>{_atom(item)}</s:item>' for item in value)}</s:list>"
    return xml_text(str(int(value) if isinstance(value, bool) else value))


# What XML 1.0 cannot carry, even escaped.
_not_xml = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Return text as the content of an XML element."""
    return escape(_not_xml.sub("\ufffd", text))
