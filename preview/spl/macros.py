"""Macros: `name(argument, ...)` replaced by its definition before anything else is read.

Follows the Knowledge Manager Manual, "Use search macros in searches" and "Define search macros":
https://help.splunk.com/en/splunk-enterprise/manage-knowledge-objects/knowledge-management-manual/10.0
and macros.conf of the Admin Manual.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable

from preview.spl.conf import is_true
from preview.spl.errors import MissingError, SearchError
from preview.spl.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from preview.spl.conf import Stanzas
    from preview.spl.expression import Expression

DEPTH = 100  # macros.conf: "macro recursion is limited to 100"

_TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|`(?:"(?:\\.|[^"\\])*"|[^`"])*`?', re.DOTALL)
_CALL = re.compile(r"\s*([^\s()`]+)\s*(?:\((.*)\))?\s*", re.DOTALL)

Compile = Callable[[str], "Expression"]


def expand(source: Source, macros: Stanzas, compiled: Compile, depth: int = 0) -> Source:
    """Return the source without comments, every macro call replaced, nested ones included.

    :param macros: the stanzas of macros.conf.
    :param compiled: compiles the eval expressions of ``iseval`` definitions and ``validation``.
    :raises MissingError: a macro, or a macro with that number of arguments, does not exist.
    :raises SearchError: a call is malformed, an argument is invalid or the nesting is endless.
    """
    source = source.without_comments()
    position = 0
    while True:
        found = _TOKEN.search(source.text, position)
        if found is None:
            return source
        position = found.end()
        if not found.group().startswith("`"):
            continue
        place = source.origin(found.start())
        if depth >= DEPTH:
            raise SearchError(f"macros nest deeper than {DEPTH}: one calls itself", "", place)
        text = _definition(found.group(), macros, compiled, place)
        inner = expand(Source.made(text, place), macros, compiled, depth + 1)
        source = source.replace(found.start(), found.end(), inner.text)
        position = found.start() + len(inner.text)


def _definition(call: str, macros: Stanzas, compiled: Compile, place: int) -> str:
    """Return the text that a call stands for."""
    found = _CALL.fullmatch(call[1:-1]) if len(call) > 1 and call.endswith("`") else None
    if found is None:
        raise SearchError(f"the macro call {call} is malformed", "", place)
    name, given = found.group(1), found.group(2)
    values = [] if given is None else _arguments(given)
    key = f"{name}({len(values)})" if values else name
    if key not in macros:
        raise MissingError(f"the macro `{key}` does not exist in macros.conf", "", place)
    stanza = macros[key]
    listed = stanza.get("args", "").split(",") if values else []
    names = [part.strip() for part in listed if part.strip()]
    if len(names) != len(values):
        raise SearchError(
            f"the macro `{key}` names {len(names)} arguments in args, {len(values)} are given",
            "",
            place,
        )
    bound = _bound(names, values)
    _validate(key, stanza, bound, compiled, place)
    text = _substitute(stanza.get("definition", ""), bound)
    if not is_true(stanza, "iseval", default=False):
        return text
    result = compiled(text).evaluate({})
    if not isinstance(result, str):
        raise SearchError(f"the eval definition of macro `{key}` must give a string", "", place)
    return result


def _bound(names: Sequence[str], values: Sequence[str]) -> dict[str, str]:
    """Give the values of a call to the arguments, by name or else by place."""
    pairs = [value.partition("=") for value in values]
    if names and {name for name, sign, _ in pairs if sign} == set(names):
        return {name: value for name, _, value in pairs}
    return dict(zip(names, values))


def _validate(
    key: str, stanza: Mapping[str, str], bound: Mapping[str, str], compiled: Compile, place: int
) -> None:
    """Apply ``validation``: a Boolean that is not true, or a text, is an error for the user."""
    if not stanza.get("validation"):
        return
    expression = compiled(_substitute(stanza["validation"], bound))
    verdict = expression.evaluate({})
    if expression.boolean and not verdict:
        verdict = stanza.get("errormsg", "an argument is not valid")
    if isinstance(verdict, str):
        raise SearchError(f"macro `{key}`: {verdict}", "", place)


def _substitute(text: str, bound: Mapping[str, str]) -> str:
    """Replace $name$ by the argument of that name."""
    return re.sub(r"\$([\w.-]+)\$", lambda found: bound.get(found.group(1), found.group()), text)


def _arguments(text: str) -> list[str]:
    """Split a call's arguments at commas outside quotation marks and parentheses."""
    parts: list[str] = []
    depth, current = 0, ""
    for piece in re.findall(r'"(?:\\.|[^"\\])*"|.', text, re.DOTALL):
        if piece == "," and depth == 0:
            parts.append(current)
            current = ""
            continue
        depth += {"(": 1, ")": -1}.get(piece, 0)
        current += piece
    return [_unquoted(part.strip()) for part in [*parts, current]]


def _unquoted(text: str) -> str:
    """Take the quotation marks off an argument that is quoted as a whole."""
    if re.fullmatch(r'"(?:\\.|[^"\\])*"', text, re.DOTALL):
        return re.sub(r'\\(["\\])', r"\1", text[1:-1])
    return text
