"""JSON functions, and spath as a function."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from preview.spl.functions.registry import function
from preview.spl.jsonpath import extract, loads
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
    found = [_one(extract(text, path)) for path in paths]
    return found[0] if len(paths) == 1 else json.dumps(found, separators=(",", ":"))


def _one(values: list[str]) -> str | None:
    """Return one value, or several as a JSON array."""
    if len(values) > 1:
        return json.dumps(values, separators=(",", ":"))
    return values[0] if values else None


@function("json_valid", "t", boolean=True)
def json_valid(text: str) -> bool:
    """Return whether a text is JSON."""
    return loads(text) is not None
