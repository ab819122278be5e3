"""JSON functions, and spath as a function.

Follows the Search Reference, "JSON functions", and "Text functions", spath:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/json-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from preview.spl.errors import DataError
from preview.spl.functions.registry import function
from preview.spl.jsonpath import NumberText, documents, dump, find, print_json_number, steps
from preview.spl.structured import extract
from preview.spl.typed import read
from preview.spl.values import collapse

if TYPE_CHECKING:
    from preview.spl.typed import Typed


@function("spath", "tt", check=steps)
def spath(text: str, path: str) -> Typed:
    """Return the values at a path of a JSON text, null where there are none."""
    return collapse(extract(text, path))


@function("json_extract", "tt*", check=steps)
def json_extract(text: str, *paths: str) -> Typed:
    """Return the value of a JSON text or at a path of it; those at several paths as an array.

    :raises DataError: the value, or that there is none, has no documented form.
    """
    for document in documents(text):
        if not paths:
            return _native(document)
        if len(paths) == 1:
            return _at(document, paths[0])
        found = [find(document, path) for path in paths]
        if any(len(nodes) != 1 for nodes in found) or any("{}" in path for path in paths):
            raise DataError("json_extract of several paths is supported where each has one value")
        return dump([nodes[0] for nodes in found])
    return None


def _at(document: Any, path: str) -> Typed:
    """Return the value at a path; with {}, the values as an array."""
    nodes = find(document, path)
    start, wildcard, _ = path.partition("{}")
    if not wildcard:
        return _native(nodes[0]) if nodes else None
    if start and not find(document, start):
        return None
    if len(nodes) < 2:
        raise DataError(f"json_extract at {path} is supported where there are two values or more")
    return dump(nodes)


def _native(node: Any) -> Typed:
    """Return a part of a document as a value of Splunk's."""
    if isinstance(node, bool):
        raise DataError("json_extract of true or false is not supported: use spath()")
    if isinstance(node, NumberText):
        return read(str(print_json_number(node)))
    return dump(node) if isinstance(node, (dict, list)) else node


@function("json_valid", "t", boolean=True)
def json_valid(text: str) -> bool:
    """Return whether a text is JSON."""
    return bool(documents(text))
