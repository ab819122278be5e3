"""JSON as Splunk names it: ``a.b`` for members, ``a{}`` for the elements of an array.

Follows the Search Reference, "spath", Location path:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/spath
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

Step = tuple[str, ...]


class NumberText(str):
    """A JSON number, as it is written."""

    __slots__ = ()


_decoder = json.JSONDecoder(parse_int=NumberText, parse_float=NumberText, parse_constant=NumberText)
_STEP = re.compile(r"\{(\d*)\}")


def loads(text: str) -> Any:
    """Return a JSON text as objects, with numbers as they are written; None where it is none."""
    try:
        return _decoder.decode(text)
    except ValueError:
        return None


def flatten(document: Any) -> dict[str, list[str]]:
    """Return every scalar of a document by its path, repeated paths as several values."""
    fields: dict[str, list[str]] = {}
    _collect(document, "", fields)
    return fields


def _collect(node: Any, path: str, fields: dict[str, list[str]]) -> None:
    if isinstance(node, dict):
        prefix = f"{path}." if path else ""
        for key, child in node.items():
            if child.__class__ is str:
                fields.setdefault(prefix + key, []).append(child)
            else:
                _collect(child, prefix + key, fields)
    elif isinstance(node, list):
        for child in node:
            _collect(child, path + "{}", fields)
    else:
        fields.setdefault(path, []).append(scalar(node))


def scalar(node: Any) -> str:
    """Return a JSON scalar as text."""
    if isinstance(node, str):
        return str(node)
    return {True: "true", False: "false", None: "null"}[node]


def extract(text: str, path: str) -> list[str]:
    """Return the values at a path of a JSON text; objects and arrays as JSON."""
    return [as_text(node) for node in find(text, path)]


def find(text: str, path: str) -> list[Any]:
    """Return the parts of a JSON text at a path, as ``loads`` gives them."""
    document = loads(text)
    nodes: list[Any] = [] if document is None else [document]
    for step in _steps(path):
        nodes = [child for node in nodes for child in _children(node, step)]
    return nodes


@lru_cache(maxsize=512)
def _steps(path: str) -> tuple[Step, ...]:
    """Split a path into members ``("name",)`` and elements ``("{}", index)``."""
    steps: list[Step] = []
    for part in path.split("."):
        name = _STEP.split(part)[0]
        if name:
            steps.append((name,))
        steps.extend(("{}", index) for index in _STEP.findall(part))
    return tuple(steps)


def _children(node: Any, step: Step) -> Iterable[Any]:
    if len(step) == 1:
        return [node[step[0]]] if isinstance(node, dict) and step[0] in node else []
    if not isinstance(node, list):
        return []
    if not step[1]:
        return node
    index = int(step[1])
    return node[index : index + 1]


def as_text(node: Any) -> str:
    """Return a part of a JSON text as the value of a field."""
    return dump(node) if isinstance(node, (dict, list)) else scalar(node)


def dump(node: Any) -> str:
    """Write JSON with numbers as they were read."""
    if isinstance(node, dict):
        members = (json.dumps(key, ensure_ascii=False) + ":" + dump(node[key]) for key in node)
        return "{" + ",".join(members) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(dump, node)) + "]"
    quoted = isinstance(node, str) and not isinstance(node, NumberText)
    return json.dumps(node, ensure_ascii=False) if quoted else scalar(node)
