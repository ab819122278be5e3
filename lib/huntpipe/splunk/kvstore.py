"""A collection of the KV store, as documents in and out.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTkvstore
"""

from __future__ import annotations

import json
from typing import Any, Callable, Iterable, Iterator, Optional, Sequence

_JSON = [("Content-Type", "application/json")]

# limits.conf, [kvstore]: a batch may hold 1,000 queries or documents in every version of Splunk.
_DOCUMENTS_PER_BATCH = 500
_KEYS_PER_QUERY = 500
_QUERIES_PER_BATCH = 10


class KvCollection:
    """One collection of the app.

    Every method raises ``ConnectionError`` when the KV store does not answer, and
    ``PermissionError`` when the user may not do this.

    :param service: returns the ``splunklib.client.Service``; called at each use.
    :param name: the stanza in collections.conf.
    """

    def __init__(self, service: Callable[[], Any], name: str) -> None:
        self._service = service
        self._name = name
        self._path = f"storage/collections/data/{name}/"

    def find_keys(self, keys: Iterable[str]) -> list[dict[str, Any]]:
        """Return the documents that exist under these keys, in any order."""
        queries = [
            {"query": {"$or": [{"_key": key} for key in some]}}
            for some in _parts(list(keys), _KEYS_PER_QUERY)
        ]
        found = []
        for batch in _parts(queries, _QUERIES_PER_BATCH):
            for documents in self._send("post", "batch_find", headers=_JSON, body=_dump(batch)):
                found += documents
        return found

    def first(
        self, order: str, within: Optional[tuple[str, float, float]] = None
    ) -> Optional[dict[str, Any]]:
        """Return one document, or ``None``.

        :param order: the field to sort by; ``-field`` for the highest first.
        :param within: a field, and two values that its value must lie between.
        """
        query = {} if within is None else {within[0]: {"$gt": within[1], "$lt": within[2]}}
        documents = self._send(
            "get",
            "",
            query=_dump(query),
            sort=f"{order.lstrip('-')}:{-1 if order.startswith('-') else 1}",
            limit=1,
        )
        return documents[0] if documents else None

    def insert(self, document: dict[str, Any]) -> bool:
        """Store a document unless its key is taken; atomic. Return whether it was stored."""
        return self._send("post", "", headers=_JSON, body=_dump(document)) is not _CONFLICT

    def save(self, documents: list[dict[str, Any]]) -> None:
        """Store the documents, over any that have the same keys."""
        for batch in _parts(documents, _DOCUMENTS_PER_BATCH):
            self._send("post", "batch_save", headers=_JSON, body=_dump(batch))

    def delete_below(self, field: str, value: float) -> None:
        """Remove the documents whose field is less than the value."""
        self._send("delete", "", query=_dump({field: {"$lt": value}}))

    def _send(self, method: str, action: str, **arguments: Any) -> Any:
        """Return the parsed answer, or ``_CONFLICT`` when the key of a document is taken."""
        from splunklib.binding import HTTPError  # noqa: PLC0415 - see service.connect

        try:
            send = getattr(self._service(), method)
            body = send(self._path + action, **arguments).body.read()
            return json.loads(body) if body else None
        except HTTPError as error:
            if error.status == _CONFLICT:
                return _CONFLICT
            if error.status == 401:
                raise PermissionError("the session of this search has ended") from error
            if error.status == 403:
                raise PermissionError(
                    f"your role may not use the KV store collection {self._name}"
                ) from error
            raise ConnectionError(
                f"the KV store collection {self._name} does not answer ({error.status})"
            ) from error
        except (OSError, ValueError) as error:
            raise ConnectionError(
                f"the KV store collection {self._name} does not answer ({type(error).__name__})"
            ) from error


_CONFLICT = 409


def _parts(items: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def _dump(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))
