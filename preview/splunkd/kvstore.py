"""``storage/collections/data``: the KV store, with its one atomic operation.

An insert with a ``_key`` that exists is answered with 409. There are no transactions.
https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTkvstore
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Dict, List

from preview.kvstore import Collections, save
from preview.splunkd.access import Access
from preview.splunkd.kvstore_query import find, matches
from preview.splunkd.messages import Request, Response, RestError, entries

if TYPE_CHECKING:
    from pathlib import Path

    from preview.kvstore import Document

# limits.conf, [kvstore], the least of the versions in use.
_LARGEST_BATCH = 1000


class KvStore:
    """Answers requests for the collections of an app.

    :param app: the folder of the app.
    :ivar down: while true every request is refused, as when the KV store does not run.
    """

    def __init__(self, app: Path, collections: Collections) -> None:
        self.collections = collections
        self.down = False
        self._access = Access(app)

    def answer(self, request: Request) -> Response:
        """Answer a request below ``storage/collections``: ``data``, or ``config`` to look at."""
        if self.down:
            raise RestError(503, "KV Store is not available.")
        name = request.path[3] if len(request.path) > 3 else ""
        if request.path[2:] == ["config"]:
            return entries(request, {each: {"disabled": False} for each in self.collections})
        if name not in self.collections:
            raise RestError(404, f"Could not find collection {name}.")
        if request.path[2] == "config":
            return entries(request, {name: {"disabled": False}})
        key = request.path[4] if len(request.path) > 4 else ""
        reads = request.method == "GET" or key == "batch_find"
        right = "read" if reads else "write"
        if not self._access.allows(right, "collections", name, request.user.roles):
            raise RestError(403, f"Insufficient permissions to {right} this collection.")
        with self.collections.lock:
            return self._answer(self.collections[name], key, request)

    def _answer(self, documents: Dict[str, Document], key: str, request: Request) -> Response:
        if request.method == "GET":
            return Response.of(_known(documents, key) if key else _find(documents, request))
        if request.method == "DELETE":
            _delete(documents, key, request)
            return Response(200, b"")
        body = _json(request.body)
        if key == "batch_find":
            queries = _batch(body)
            return Response.of([find(documents, query) for query in queries])
        if key == "batch_save":
            return Response.of([save(documents, document) for document in _batch(body)])
        if key:
            _known(documents, key)
            return Response.of({"_key": save(documents, {**body, "_key": key})})
        if body.get("_key") in documents:
            raise RestError(409, "A document with the same key and user already exists.")
        return Response.of({"_key": save(documents, body)}, 201)


def _find(documents: Dict[str, Document], request: Request) -> List[Document]:
    options: Dict[str, Any] = dict(request.arguments)
    options["query"] = _json(options.get("query", "{}"))
    return find(documents, options)


def _known(documents: Dict[str, Document], key: str) -> Document:
    if key not in documents:
        raise RestError(404, "Could not find object.")
    return documents[key]


def _delete(documents: Dict[str, Document], key: str, request: Request) -> None:
    query = {"_key": _known(documents, key)["_key"]} if key else None
    query = query or _json(request.arguments.get("query", "{}"))
    for found in [k for k, document in documents.items() if matches(query, document)]:
        del documents[found]


def _batch(body: Any) -> List[Any]:
    if not isinstance(body, list) or len(body) > _LARGEST_BATCH:
        raise RestError(400, f"Expected a JSON array of at most {_LARGEST_BATCH} items.")
    return body


def _json(text: Any) -> Any:
    try:
        return json.loads(text)
    except ValueError as error:
        raise RestError(400, "JSON in the request is invalid.") from error
