"""The query language of the KV store, and the order of what it finds.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTkvstore
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Callable, Iterable, List, Mapping

from preview.splunkd.messages import RestError

if TYPE_CHECKING:
    from preview.kvstore import Document

_COMPARE: Mapping[str, Callable[[Any, Any], Any]] = {
    "$gt": operator.gt,
    "$gte": operator.ge,
    "$lt": operator.lt,
    "$lte": operator.le,
}


def matches(query: Any, document: Document) -> bool:
    """Say whether a document is one that the query asks for."""
    if not isinstance(query, dict):
        raise RestError(400, "The query is not a JSON object.")
    return all(_holds(name, condition, document) for name, condition in query.items())


def _holds(name: str, condition: Any, document: Document) -> bool:
    if name == "$and":
        return all(matches(part, document) for part in condition)
    if name == "$or":
        return any(matches(part, document) for part in condition)
    if name.startswith("$"):
        raise RestError(400, f"The operator {name} is not supported.")
    value = document.get(name)
    if not isinstance(condition, dict):
        return bool(value == condition)
    return all(_compares(value, op, operand) for op, operand in condition.items())


def _compares(value: Any, op: str, operand: Any) -> bool:
    if op == "$ne":
        return bool(value != operand)
    if op not in _COMPARE:
        raise RestError(400, f"The operator {op} is not supported.")
    # As in MongoDB, values of different types never compare.
    numbers = isinstance(value, (int, float)) and isinstance(operand, (int, float))
    texts = isinstance(value, str) and isinstance(operand, str)
    return (numbers or texts) and bool(_COMPARE[op](value, operand))


def _candidates(documents: Mapping[str, Document], query: Any) -> Iterable[Document]:
    """Return the documents that a query can find: by key where it asks for any of many keys."""
    alternatives = query.get("$or", []) if isinstance(query, dict) else []
    if not alternatives or not all(isinstance(part.get("_key"), str) for part in alternatives):
        return documents.values()
    keys = dict.fromkeys(part["_key"] for part in alternatives)
    return [documents[key] for key in keys if key in documents]


def find(documents: Mapping[str, Document], options: Mapping[str, Any]) -> List[Document]:
    """Return the documents that a query finds.

    :param documents: by their keys.
    :param options: ``query`` (an object), ``sort`` (``a:1,b:-1``), ``skip``, ``limit``, ``fields``
        (names with commas).
    """
    query = options.get("query", {})
    found = [d for d in _candidates(documents, query) if matches(query, d)]
    for rule in reversed([r for r in str(options.get("sort", "")).split(",") if r]):
        name, _, direction = rule.partition(":")
        # Documents without the field come first, as null does in MongoDB.
        found.sort(
            key=lambda d: (d.get(name) is not None, d.get(name)),
            reverse=direction == "-1",
        )
    skip, limit = int(options.get("skip", 0)), int(options.get("limit", 0))
    found = found[skip : skip + limit if limit else None]
    names = [name for name in str(options.get("fields", "")).split(",") if name]
    return [{n: d[n] for n in names if n in d} for d in found] if names else found
