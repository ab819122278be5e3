"""The grammars of the search language, one file each, and what their errors mean to a user."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lark import Lark, Tree
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from preview.spl.errors import SearchError

if TYPE_CHECKING:
    from preview.spl.source import Source

    class Node(Tree[Any]):
        """A rule of a grammar with its parts: other rules and tokens."""

        children: list[Any]

else:
    Node = Tree

_QUOTED_OR_BRACKET = re.compile(r'"(?:\\.|[^"\\])*"|[()\[\]]', re.DOTALL)
_FOLDER = Path(__file__).parent

# One character of a subsearch's place in the text of the command that holds it.
SUBSEARCH_START, SUBSEARCH_REST = "\ue000", "\ue001"


@cache
def _parser(name: str) -> Lark:
    files = ["expression", name] if name == "aggregation" else [name]
    text = "\n".join((_FOLDER / f"{file}.lark").read_text(encoding="utf-8") for file in files)
    starts = ["expression", "assignments"] if name == "expression" else [name]
    return Lark(text, parser="lalr", start=starts, propagate_positions=True)


def parse(grammar: str, start: str, source: Source, command: str = "") -> Node:
    """Parse a source.

    :param grammar: the name of a grammar file.
    :param start: one of its start rules.
    :raises SearchError: what was not expected, with its position.
    """
    try:
        tree = _parser(grammar).parse(source.text, start=start)
    except UnexpectedInput as error:
        message, position = _explain(error, source.text)
        raise SearchError(message, command, source.origin(position)) from error
    return cast("Node", tree)


def _explain(error: UnexpectedInput, text: str) -> tuple[str, int]:
    """Say in a user's words what the parser met, and where."""
    position = error.pos_in_stream
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        bracket = _unclosed(text)
        if bracket is None:
            return "it ends too early", len(text)
        return f"{text[bracket]!r} is never closed", bracket
    if position is None:
        raise TypeError("a parser error without a place") from error
    if text[position] == '"' and isinstance(error, UnexpectedCharacters):
        return 'the quotation mark " is never closed', position
    if text[position] == "|":
        return "a command is missing before this pipe", position
    met = str(error.token) if isinstance(error, UnexpectedToken) else text[position]
    return f"{met!r} is not expected here", position


def _unclosed(text: str) -> int | None:
    """Return the place of the innermost bracket that is opened and not closed."""
    open_at: list[int] = []
    for found in _QUOTED_OR_BRACKET.finditer(text):
        if found.group() in "([":
            open_at.append(found.start())
        elif found.group() in ")]" and open_at:
            open_at.pop()
    return open_at[-1] if open_at else None


def read_name(token: str) -> str:
    """Return a field name without the quotation marks, double or single, that it may stand in."""
    if token[0] == "'":
        return token[1:-1]
    return unquote(token) if token[0] == '"' else str(token)


def unquote(text: str) -> str:
    r"""Return the text of a quoted string: ``\"`` and ``\\`` are escapes, other ``\x`` stay.

    Search Manual, "SPL and regular expressions", Backslash characters.
    """
    out: list[str] = []
    characters = iter(text[1:-1])
    for character in characters:
        following = next(characters, "") if character == "\\" else ""
        if character != "\\":
            out.append(character)
        elif following in ('"', "\\"):
            out.append(following)
        else:
            out.append(character + following)
    return "".join(out)
