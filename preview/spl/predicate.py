"""The conditions of the search command, over events before extraction and over rows.

Follows the Search Reference, "search":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/search
Terms are case-insensitive, field names are not; OR binds tighter than AND; ``!=`` needs the
field to exist, NOT does not; a value in CIDR notation matches the addresses of the network.
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, AbstractSet, Any, Callable, Optional, Protocol, Union

from lark import Token

from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.expression import UNKNOWN_FIELDS
from preview.spl.grammar import Node, parse, unquote
from preview.spl.terms import contains_parts, term_test
from preview.spl.values import Number, Row, number, texts, wildcard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.source import Source

METADATA = ("index", "sourcetype", "host", "source")
_TIMES = {"earliest", "latest"}
_UNSUPPORTED = UNKNOWN_FIELDS | {
    *("splunk_server", "splunk_server_group", "savedsearch", "savedsplunk", "hosttag"),
    *("sourcetypetag", "hoursago", "daysago", "minutesago", "starttime", "endtime"),
    *("timeformat", "_index_earliest", "_index_latest", "starttimeu", "endtimeu"),
}


class RawEvent(Protocol):
    """What a condition may ask of an event before its fields are extracted."""

    index: str
    sourcetype: str
    host: str
    source: str

    @property
    def computed(self) -> AbstractSet[str]:
        """The fields whose values need not stand in the raw text."""

    @property
    def lowered(self) -> str:
        """The raw text in lower case."""


Verdict = Optional[bool]


@dataclass(frozen=True)
class Condition:
    """One node: a test of a row, and one of a raw event that may answer None, not known yet."""

    row: Callable[[Row], bool]
    event: Callable[[RawEvent], Verdict]


@dataclass(frozen=True)
class Predicate:
    """The compiled conditions of one search command.

    :ivar condition: what events have to meet.
    :ivar times: the ``earliest`` and ``latest`` modifiers with their positions.
    :ivar fields: the fields that are compared.
    """

    condition: Condition
    times: Sequence[tuple[str, str, int]]
    fields: Sequence[str]

    def matches(self, row: Row) -> bool:
        """Return whether a row meets the conditions."""
        return self.condition.row(row)

    def screen(self, event: RawEvent) -> Verdict:
        """Return whether an event does, None where only its fields can tell."""
        return self.condition.event(event)


def compile_predicate(source: Source, command: str) -> Predicate:
    """Compile search conditions.

    :raises SearchError: they are malformed, or use what the preview does not support.
    """
    return _Builder(source, command).build()


def always() -> Condition:
    """Return the condition that every event meets."""
    return Condition(lambda _: True, lambda _: True)


class _Builder:
    def __init__(self, source: Source, command: str) -> None:
        self.source = source
        self.command = command
        self.times: list[tuple[str, str, int]] = []
        self.fields: list[str] = []

    def build(self) -> Predicate:
        tree = parse("search", "search", self.source, self.command)
        condition = self._node(tree.children[0], top=True) if tree.children else always()
        return Predicate(condition, self.times, self.fields)

    def _node(self, node: Node, *, top: bool) -> Condition:
        kind = node.data
        if kind in ("comparison", "in_list"):
            return self._comparison(node, top=top)
        if kind in ("conjunction", "group"):
            return _all([self._node(child, top=top) for child in node.children])
        if kind == "disjunction":
            return self._disjunction(node)
        if kind == "not_":
            return _not(self._node(node.children[0], top=False))
        return always() if kind == "subsearch" else self._text(node)

    def _disjunction(self, node: Node) -> Condition:
        """Return an OR; equalities with one field, which subsearches make many of, are one."""
        wanted: dict[str, set[str]] = {}
        others: list[Condition] = []
        for child in node.children:
            equality = _plain_equality(child)
            if equality is None:
                others.append(self._node(child, top=False))
            else:
                wanted.setdefault(equality[0], set()).add(equality[1])
        self.fields.extend(wanted)
        return _any([*(_one_of(name, values) for name, values in wanted.items()), *others])

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
            text, minor = token[5:-1].strip().strip('"'), False
        else:
            text, minor = (unquote(token) if node.data == "phrase" else token), True
        if node.data == "word":
            text = token.replace("\\\\", "\\")
        if not text.strip("*"):
            return always()
        test = term_test(text, minor=minor)

        def over_row(row: Row) -> bool:
            if "_raw" not in row:
                raise DataError(
                    f"the term {text!r} needs _raw, which these rows lack: name a field"
                )
            return test("\n".join(texts(row["_raw"])).lower())

        return Condition(over_row, lambda event: test(event.lowered))

    def _comparison(self, node: Node, *, top: bool) -> Condition:
        subject, *rest = node.children
        name = _word(subject.children[0])
        symbol = str(rest.pop(0)) if isinstance(rest[0], Token) else "="
        values = [_word(value.children[0]) for value in rest]
        if name in _TIMES:
            if not top or symbol != "=":
                raise self._unsupported(f"{name} inside OR or NOT", node)
            self.times.append((name, values[0], self._place(node)))
            return always()
        if name in _UNSUPPORTED or name.startswith("tag::"):
            raise self._unsupported(f"the field {name}", node)
        if "*" in name:
            raise self._unsupported(f"a wildcard in the field name {name}", node)
        if name in METADATA and any(map(network, values)):
            raise self._unsupported(f"a network as {name}", node)
        self.fields.append(name)
        if symbol in ("=", "=="):
            return _any([_equals(name, value) for value in values])
        if symbol == "!=":
            return _differs(name, values[0])
        limit = number(values[0])
        if limit is None:
            raise self._unsupported(f"{symbol} with another value than a number", node)
        return _ordered(name, symbol, values[0], limit)

    def _place(self, node: Node) -> int:
        return self.source.origin(node.meta.start_pos)

    def _error(self, message: str, node: Node) -> SearchError:
        return SearchError(message, self.command, self._place(node))

    def _unsupported(self, what: str, node: Node) -> UnsupportedError:
        message = f"{what} is not supported by the preview"
        return UnsupportedError(message, self.command, self._place(node))


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


def _one_of(name: str, values: set[str]) -> Condition:
    if len(values) == 1:
        return _equals(name, *values)
    return Condition(
        lambda row: any(text.lower() in values for text in texts(row.get(name))), lambda _: None
    )


def _all(conditions: Sequence[Condition]) -> Condition:
    def event(subject: RawEvent) -> Verdict:
        verdict: Verdict = True
        for condition in conditions:
            one = condition.event(subject)
            if one is False:
                return False
            if one is None:
                verdict = None
        return verdict

    return Condition(lambda row: all(condition.row(row) for condition in conditions), event)


def _any(conditions: Sequence[Condition]) -> Condition:
    if len(conditions) == 1:
        return conditions[0]

    def event(subject: RawEvent) -> Verdict:
        verdict: Verdict = False
        for condition in conditions:
            one = condition.event(subject)
            if one is True:
                return True
            if one is None:
                verdict = None
        return verdict

    return Condition(lambda row: any(condition.row(row) for condition in conditions), event)


def _not(condition: Condition) -> Condition:
    def event(subject: RawEvent) -> Verdict:
        verdict = condition.event(subject)
        return None if verdict is None else not verdict

    return Condition(lambda row: not condition.row(row), event)


def network(value: str) -> Union[IPv4Network, IPv6Network, None]:
    """Return a value in CIDR notation as a network, None where it is none."""
    try:
        return ip_network(value, strict=False) if "/" in value else None
    except ValueError:
        return None


def _test_of(value: str) -> Callable[[str], bool]:
    """Return what tells whether a text is a value: with wildcards, or an address of a network."""
    matches = wildcard(value, ignore_case=True).fullmatch
    wanted = network(value)
    if wanted is None:
        return lambda text: matches(text) is not None

    def inside(text: str) -> bool:
        try:
            return ip_address(text) in wanted
        except ValueError:
            return matches(text) is not None

    return inside


def _equals(name: str, value: str) -> Condition:
    matches = _test_of(value)

    def over_row(row: Row) -> bool:
        return any(matches(text) for text in texts(row.get(name)))

    if name in METADATA:
        hidden = name == "index" and not value.startswith("_")
        return Condition(
            over_row,
            lambda event: matches(getattr(event, name))
            and not (hidden and event.index.startswith("_")),
        )
    if number(value) is not None or network(value):
        return Condition(over_row, lambda _: None)
    possible = contains_parts(value)

    def screen(event: RawEvent) -> Verdict:
        return None if name in event.computed or possible(event.lowered) else False

    return Condition(over_row, screen)


def _differs(name: str, value: str) -> Condition:
    matches = _test_of(value)

    def over_row(row: Row) -> bool:
        verdicts = {not matches(text) for text in texts(row.get(name))}
        if len(verdicts) > 1:
            raise DataError(
                f"{name}!={value} over a multivalue field with equal and other values is not "
                "supported by the preview: use NOT, or mvfilter"
            )
        return verdicts == {True}

    if name in METADATA:
        return Condition(over_row, lambda event: not matches(getattr(event, name)))
    return Condition(over_row, lambda _: None)


_ORDERS: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _ordered(name: str, symbol: str, value: str, limit: Number) -> Condition:
    """Compare numbers; the reference has nothing else for these operators."""
    compare = _ORDERS[symbol]

    def test(text: str) -> bool:
        known = number(text)
        if known is not None:
            return compare(known, limit)
        # No number is not the number that is looked for; as text it might be.
        if compare(text, value):
            raise DataError(
                f"{name}{symbol}{value} over the text {text[:50]!r} is not supported: use where"
            )
        return False

    def over_row(row: Row) -> bool:
        return any(test(text) for text in texts(row.get(name)))

    return Condition(over_row, lambda _: None)
