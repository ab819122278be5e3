"""JSON as Splunk names it: ``a.b`` for members, ``a{}`` for the elements of an array.

Follows the Search Reference, "spath", Usage, and "JSON functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/spath
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from preview.spl.errors import DataError, UnsupportedError
from preview.spl.values import format_number, number

if TYPE_CHECKING:
    from collections.abc import Iterable

Step = tuple[str, ...]


class NumberText(str):
    """A JSON number, as it is written."""

    __slots__ = ()


def _refuse_constant(name: str) -> None:
    raise json.JSONDecodeError("no JSON", name, 0)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise DataError("a JSON object has a key twice: which value counts is not documented")
    return members


_decoder = json.JSONDecoder(
    parse_int=NumberText,
    parse_float=NumberText,
    parse_constant=_refuse_constant,
    object_pairs_hook=_members,
)
_MEMBER = r"[^{}.@'\"\\]+(?:\{\d*\})*"
_PATH = re.compile(rf"(?:{_MEMBER}|(?:\{{\d*\}})+)(?:\.{_MEMBER})*")
_STEP = re.compile(r"\{(\d*)\}")


def documents(text: str) -> list[Any]:
    """Return the document of a JSON text, with numbers as they are written; none of another text.

    :raises DataError: an object has a key twice.
    """
    try:
        return [_decoder.decode(text)]
    except json.JSONDecodeError:
        return []


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


def find(document: Any, path: str) -> list[Any]:
    """Return the parts of a document at a path.

    :raises DataError: an index is put to what is no array.
    """
    nodes = [document]
    for step in steps(path):
        nodes = [child for node in nodes for child in _children(node, step)]
    return nodes


@lru_cache(maxsize=512)
def steps(path: str) -> tuple[Step, ...]:
    """Split a path into members ``("name",)`` and elements ``("{}", index)``.

    :raises UnsupportedError: it has another form, such as that of an XML attribute.
    """
    if not _PATH.fullmatch(path):
        raise UnsupportedError(f"the path {path!r} is not supported: use a form such as a.b{{}}.c")
    found: list[Step] = []
    for part in path.split("."):
        name = _STEP.split(part)[0]
        if name:
            found.append((name,))
        found.extend(("{}", index) for index in _STEP.findall(part))
    return tuple(found)


def _children(node: Any, step: Step) -> Iterable[Any]:
    if len(step) == 1:
        return [node[step[0]]] if isinstance(node, dict) and step[0] in node else []
    if not isinstance(node, list):
        raise DataError(f"the path has {{{step[1]}}} where the JSON has no array")
    if not step[1]:
        return node
    index = int(step[1])
    return node[index : index + 1]


def dump(node: Any) -> str:
    """Write JSON without spaces.

    :raises DataError: it holds a number or a text that can be written in several ways.
    """
    if isinstance(node, dict):
        return "{" + ",".join(f"{dump(key)}:{dump(node[key])}" for key in node) + "}"
    if isinstance(node, list):
        return "[" + ",".join(map(dump, node)) + "]"
    if isinstance(node, NumberText):
        return print_json_number(node)
    if isinstance(node, str):
        if not (node.isascii() and node.isprintable()):
            raise DataError(f"writing {node[:50]!r} into JSON is not supported: it can be escaped")
        return json.dumps(node)
    return scalar(node)


def print_json_number(text: str) -> str:
    """Return a JSON number as Splunk prints numbers.

    :raises DataError: it is written otherwise.
    """
    known = number(text)
    if known is None or format_number(known) != text:
        raise DataError(f"the JSON number {text} is not supported: Splunk may write it otherwise")
    return text
