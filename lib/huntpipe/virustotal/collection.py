"""What the cache and the quota need of a store of documents, and a store that lives in memory."""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional, Protocol, TypeVar

Document = dict[str, Any]
Within = tuple[str, float, float]
Returned = TypeVar("Returned")


class Collection(Protocol):
    """A store of JSON documents, each under its ``_key``.

    Every method raises ``ConnectionError`` when the store is down and ``PermissionError`` when
    the user may not do this.
    """

    def find_keys(self, keys: Iterable[str]) -> list[Document]:
        """Return the documents that exist under these keys, in any order."""

    def first(self, order: str, within: Optional[Within] = None) -> Optional[Document]:
        """Return one document, or ``None``.

        :param order: the field to sort by; ``-field`` for the highest first.
        :param within: a field, and two values that its value must lie between.
        """

    def insert(self, document: Document) -> bool:
        """Store a document unless its key is taken; atomic. Return whether it was stored."""

    def save(self, documents: list[Document]) -> None:
        """Store the documents, over any that have the same keys."""

    def delete_below(self, field: str, value: float) -> None:
        """Remove the documents whose field is less than the value."""


class MemoryCollection:
    """A collection that lasts as long as the search."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}

    def find_keys(self, keys: Iterable[str]) -> list[Document]:
        """See ``Collection``."""
        return [self._documents[key] for key in keys if key in self._documents]

    def first(self, order: str, within: Optional[Within] = None) -> Optional[Document]:
        """See ``Collection``."""
        field = order.lstrip("-")
        matching = [
            document
            for document in self._documents.values()
            if within is None
            or (within[0] in document and within[1] < document[within[0]] < within[2])
        ]
        choose = max if order.startswith("-") else min
        return choose(matching, key=lambda document: document[field], default=None)

    def insert(self, document: Document) -> bool:
        """See ``Collection``."""
        return self._documents.setdefault(document["_key"], document) is document

    def save(self, documents: list[Document]) -> None:
        """See ``Collection``."""
        self._documents.update({document["_key"]: document for document in documents})

    def delete_below(self, field: str, value: float) -> None:
        """See ``Collection``."""
        self._documents = {k: d for k, d in self._documents.items() if d[field] >= value}


class FallbackCollection:
    """A collection that goes on in memory, for this search, once its store is down.

    It goes on from the documents that were first in an order and from those that were inserted: so
    a quota is not granted anew in the middle of a search. What the user may not read counts as
    absent, and what the user may not save is not saved; a forbidden insert still raises
    ``PermissionError``, for then nothing is reserved.

    :param store: the collection to use while it answers.
    :param report_failure: called with the error.
    """

    def __init__(self, store: Collection, report_failure: Callable[[OSError], None]) -> None:
        self._store = store
        self._memory = MemoryCollection()
        self._report_failure = report_failure

    def find_keys(self, keys: Iterable[str]) -> list[Document]:
        """See ``Collection``."""
        keys = list(keys)
        try:
            return self._try(lambda store: store.find_keys(keys))
        except PermissionError as failure:
            self._report_failure(failure)
            return []

    def first(self, order: str, within: Optional[Within] = None) -> Optional[Document]:
        """See ``Collection``."""
        document = self._try(lambda store: store.first(order, within))
        if document is not None:
            self._memory.save([document])
        return document

    def insert(self, document: Document) -> bool:
        """See ``Collection``."""
        inserted = self._try(lambda store: store.insert(document))
        if inserted:
            self._memory.save([document])
        return inserted

    def save(self, documents: list[Document]) -> None:
        """See ``Collection``."""
        try:
            self._try(lambda store: store.save(documents))
        except PermissionError as failure:
            self._report_failure(failure)

    def delete_below(self, field: str, value: float) -> None:
        """See ``Collection``."""
        self._try(lambda store: store.delete_below(field, value))

    def _try(self, action: Callable[[Collection], Returned]) -> Returned:
        try:
            return action(self._store)
        except ConnectionError as failure:
            self._store = self._memory
            self._report_failure(failure)
            return action(self._store)
