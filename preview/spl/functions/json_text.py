"""JSON functions, and spath as a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from preview.spl.functions.registry import function
from preview.spl.jsonpath import as_text, dump, extract, find, loads
from preview.spl.values import collapse

if TYPE_CHECKING:
    from preview.spl.typed import Typed


@function("spath", "tt")
def spath(text: str, path: str) -> Typed:
    """Return the values at a path of a JSON text, null where there are none."""
    return collapse(extract(text, path))


@function("json_extract", "tt*")
def json_extract(text: str, *paths: str) -> str | None:
    """Return the value at a path; the values at several paths as a JSON array."""
    if not paths:
        return text if json_valid(text) else None
    found = [find(text, path) for path in paths]
    if len(paths) == 1:
        return as_text(_one(found[0])) if found[0] else None
    return dump([_one(nodes) for nodes in found])


def _one(nodes: list[Any]) -> Any:
    """Return one part of a text as it is, several as an array, none as null."""
    return nodes[0] if len(nodes) == 1 else nodes or None


@function("json_valid", "t", boolean=True)
def json_valid(text: str) -> bool:
    """Return whether a text is JSON."""
    return loads(text) is not None
