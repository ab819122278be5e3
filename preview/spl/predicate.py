"""The conditions of the search command, over events before extraction and over rows.

Follows the Search Reference, "search":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
Terms are case-insensitive, field names are not; OR binds tighter than AND; ``!=`` needs the
field to exist, NOT does not; a value in CIDR notation matches the addresses of the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, cast

from lark import Token

from preview.spl.conditions import (
    Condition,
    RawEvent,
    Verdict,
    all_of,
    always,
    any_of,
    cased_value_test,
    differs,
    equals,
    negated,
    network,
    one_of,
    ordered,
    term,
    value_test,
)
from preview.spl.default_fields import METADATA, UNKNOWN_FIELDS
from preview.spl.errors import SearchError, UnsupportedError, unsupported
from preview.spl.grammar import SUBSEARCH_START, Node, parse, unquote
from preview.spl.terms import has_major_breaker
from preview.spl.values import Row, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.source import Source

_TIMES = {"earliest", "latest"}
_OLD_TIMES = re.compile(
    r"(start|end)?(days|hours|minutes|months)ago|searchtimespan(days|hours|minutes|months)"
    r"|(start|end)timeu?|timeformat|_index_(earliest|latest)"
)
_UNSUPPORTED = UNKNOWN_FIELDS | {
    *("splunk_server", "splunk_server_group", "savedsearch", "savedsplunk", "hosttag"),
    *("sourcetypetag", "eventtypetag"),
}
# Values that have to stand in quotation marks (search, The implied search command).
_KEYWORDS = {"AND", "OR", "NOT", "XOR", "IN", "AS"}
_INNER_WILDCARD = re.compile(r"[^\W_]\*+[^\W_]")
_ESCAPED_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\\\|")


class Place(Enum):
    """Where conditions stand: before the first pipe, over rows, or over a lookup table."""

    INDEX = auto()
    ROWS = auto()
    TABLE = auto()


@dataclass(frozen=True)
class Predicate:
    """The compiled conditions of one search command.

    :ivar condition: what events have to meet.
    :ivar times: the ``earliest`` and ``latest`` modifiers with their positions.
    :ivar fields: the fields that are compared.
    :ivar names_index: whether an index is named that is searched.
    """

    condition: Condition
    times: Sequence[tuple[str, str, int]]
    fields: Sequence[str]
    names_index: bool

    def matches(self, row: Row) -> bool:
        """Return whether a row meets the conditions."""
        return self.condition.row(row)

    def screen(self, event: RawEvent) -> Verdict:
        """Return whether an event does, None where only its fields can tell."""
        return self.condition.event(event)


def compile_predicate(source: Source, command: str, place: Place = Place.ROWS) -> Predicate:
    """Compile search conditions.

    :raises SearchError: they are malformed, or use what the preview does not support.
    """
    return _Builder(source, command, place).build()


class _Builder:
    def __init__(self, source: Source, command: str, place: Place) -> None:
        self.source = source
        self.command = command
        self.place = place
        self.value_test = cased_value_test if place is Place.TABLE else value_test
        self.times: list[tuple[str, str, int]] = []
        self.fields: list[str] = []

    def build(self) -> Predicate:
        tree = parse("search", "search", self.source, self.command)
        for node in tree.iter_subtrees():
            self._check(cast("Node", node))
        if not tree.children:
            return Predicate(always(), [], [], names_index=False)
        condition = self._node(tree.children[0], top=True)
        return Predicate(condition, self.times, self.fields, _names_index(tree.children[0]))

    def _check(self, node: Node) -> None:
        """Refuse what the grammar reads, and Splunk may read otherwise."""
        if node.data in ("word", "phrase", "value"):
            self._check_text(node)
        elif self.place is Place.TABLE:
            self._check_table(node)

    def _check_text(self, node: Node) -> None:
        token = str(node.children[0])
        following = self.source.text[node.meta.end_pos : node.meta.end_pos + 1]
        if following in ('"', "(") or (token[0] == '"' and following.isalnum()):
            raise self._unsupported(f"{token}{following} without a space between", node)
        if self.place is Place.TABLE and node.data != "value":
            raise self._unsupported(f"{token} without the name of a field", node)
        if token.startswith('"') and _ESCAPED_PIPE.search(token):
            raise self._unsupported(r"\| in quotation marks, where | stands for itself,", node)
        if node.data == "value" and token[0] in "=<>!'":
            raise self._error(f'write the value {token} in quotation marks: "{token}"', node)
        if token in (_KEYWORDS if node.data == "value" else ("IN", "XOR")):
            raise self._error(f'write the word {token} in quotation marks: "{token}"', node)
        if self.place is Place.INDEX and node.data != "value" and _INNER_WILDCARD.search(token):
            raise self._inner_wildcard(token, node)

    def _check_table(self, node: Node) -> None:
        """Refuse what WHERE of inputlookup is not documented to have."""
        if node.data == "in_list":
            raise self._unsupported("IN", node)
        if node.data == "conjunction" and any(
            isinstance(child, Node) and child.data == "disjunction" for child in node.children
        ):
            raise self._unsupported("AND beside OR without parentheses", node)

    def _node(self, node: Node, *, top: bool) -> Condition:
        kind = node.data
        if kind in ("comparison", "in_list"):
            return self._comparison(node, top=top)
        if kind in ("conjunction", "group"):
            return all_of([self._node(child, top=top) for child in node.children])
        if kind == "disjunction":
            return self._disjunction(node)
        if kind == "not_":
            return negated(self._node(node.children[0], top=False))
        return always() if kind == "subsearch" else self._text(node)

    def _disjunction(self, node: Node) -> Condition:
        """Return an OR; equalities with one field, which subsearches make many of, are one."""
        wanted: dict[str, set[str]] = {}
        others: list[Condition] = []
        for child in node.children:
            equality = None if self.place is Place.TABLE else _plain_equality(child)
            if equality is None:
                others.append(self._node(child, top=False))
            else:
                wanted.setdefault(equality[0], set()).add(equality[1])
        self.fields.extend(wanted)
        return any_of([*(one_of(name, values) for name, values in wanted.items()), *others])

    def _text(self, node: Node) -> Condition:
        token = str(node.children[0])
        if node.data == "case_term":
            raise self._unsupported("CASE()", node)
        if node.data == "word" and "::" in token:
            raise self._unsupported(f"the indexed field {token}", node)
        if node.data == "word" and token.startswith("'"):
            raise self._error(
                f"{token}: the search command quotes field names and values with double quotes",
                node,
            )
        if node.data == "term":
            return self._term(token[5:-1].strip().strip('"'), node)
        text = _word(token)
        return term(text, minor=True) if text.strip("*") else always()

    def _term(self, text: str, node: Node) -> Condition:
        if has_major_breaker(text):
            raise self._error(f"TERM({text}) is more than one term: it has a major breaker", node)
        return term(text, minor=False) if text.strip("*") else always()

    def _comparison(self, node: Node, *, top: bool) -> Condition:
        subject, *rest = node.children
        name = _word(subject.children[0])
        symbol = str(rest.pop(0)) if isinstance(rest[0], Token) else "="
        values = [_word(value.children[0]) for value in rest]
        if values[0].startswith(SUBSEARCH_START):
            return self._unknown(name, node)
        if name in _TIMES:
            if not top or symbol != "=":
                raise self._unsupported(f"{name} inside OR or NOT, or without =,", node)
            self.times.append((name, values[0], self._place(node)))
            return always()
        self._check_field(name, values, node)
        self.fields.append(name)
        if symbol == "=":
            return any_of([equals(name, value, self.value_test) for value in values])
        if symbol == "!=":
            return differs(name, values[0], self.value_test)
        limit = number(values[0])
        if limit is None:
            raise self._unsupported(f"{symbol} with another value than a number", node)
        return ordered(name, symbol, values[0], limit)

    def _check_field(self, name: str, values: Sequence[str], node: Node) -> None:
        if name in _UNSUPPORTED or name.startswith("tag::") or _OLD_TIMES.fullmatch(name):
            raise self._unsupported(f"the field {name}", node)
        if name.startswith("'"):
            raise self._error(f"{name}: the search command has double quotes around fields", node)
        if "*" in name:
            raise self._unsupported(f"a wildcard in the field name {name}", node)
        if (name in METADATA or self.place is Place.TABLE) and any(map(network, values)):
            raise self._unsupported(f"a network as {name}", node)
        if self.place is Place.INDEX and name not in METADATA:
            for value in filter(_INNER_WILDCARD.search, values):
                raise self._inner_wildcard(value, node)

    def _inner_wildcard(self, text: str, node: Node) -> UnsupportedError:
        # Search Manual, "Wildcards", Best practices for using wildcards.
        return self._unsupported(
            f"{text}, a wildcard amid letters or digits, which gives inconsistent results in "
            "Splunk (write it at the end, or use match() of where),",
            node,
        )

    def _unknown(self, name: str, node: Node) -> Condition:
        """Return what stands for a comparison with a value that a subsearch has still to give."""
        if name in _TIMES:
            raise self._unsupported(f"a subsearch as {name}", node)
        self.fields.append(name)
        return always()

    def _place(self, node: Node) -> int:
        return self.source.origin(node.meta.start_pos)

    def _error(self, message: str, node: Node) -> SearchError:
        return SearchError(message, self.command, self._place(node))

    def _unsupported(self, what: str, node: Node) -> UnsupportedError:
        return unsupported(what, self.command, self._place(node))


def _word(token: str) -> str:
    return unquote(token) if token[0] == '"' else token.replace("\\\\", "\\")


def _plain_equality(node: Node) -> tuple[str, str] | None:
    """Return the field and lower-cased value of ``field=value`` without wildcards, else None."""
    while node.data == "group" and len(node.children) == 1:
        node = node.children[0]
    if node.data != "comparison" or str(node.children[1]) != "=":
        return None
    name, value = _word(node.children[0].children[0]), _word(node.children[2].children[0])
    special = name in METADATA or name in _TIMES or name in _UNSUPPORTED or name.startswith("tag::")
    return None if special or "*" in name + value or network(value) else (name, value.lower())


def _names_index(node: Node) -> bool:
    """Return whether conditions name an index that is searched, not only one that is not."""
    if node.data == "comparison":
        return bool(node.children[0].children[0] == "index" and node.children[1] == "=")
    if node.data == "in_list":
        return bool(node.children[0].children[0] == "index")
    return node.data != "not_" and any(
        isinstance(child, Node) and _names_index(child) for child in node.children
    )
