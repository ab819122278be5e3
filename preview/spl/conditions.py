"""What a search condition asks of an event before its fields are extracted, and of a row.

Follows the Search Reference, "search", Comparison expression options and CIDR matching:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/search
"""

from __future__ import annotations

import operator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, AbstractSet, Any, Callable, Optional, Protocol, Union

from preview.spl.default_fields import METADATA
from preview.spl.errors import DataError
from preview.spl.terms import Test, contains_parts, term_test
from preview.spl.values import Number, Row, number, texts
from preview.spl.wildcards import wildcard

if TYPE_CHECKING:
    from collections.abc import Sequence


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


def always() -> Condition:
    """Return the condition that every event meets."""
    return Condition(lambda _: True, lambda _: True)


def term(text: str, *, minor: bool) -> Condition:
    """Return the condition that an event holds a word or phrase.

    :param minor: whether minor breakers end a token too; False for TERM().
    """
    test = term_test(text, minor=minor)

    def over_row(row: Row) -> bool:
        if "_raw" not in row:
            raise DataError(f"the term {text!r} needs _raw, which these rows lack: name a field")
        return test("\n".join(texts(row["_raw"])).lower())

    return Condition(over_row, lambda event: test(event.lowered))


def one_of(name: str, values: set[str]) -> Condition:
    """Return the condition that a field has one of some lower-cased values."""
    if len(values) == 1:
        return equals(name, next(iter(values)))
    return Condition(
        lambda row: any(text.lower() in values for text in texts(row.get(name))), lambda _: None
    )


def all_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that all of some are met."""
    return Condition(
        lambda row: all(condition.row(row) for condition in conditions),
        _decided(conditions, by=False),
    )


def any_of(conditions: Sequence[Condition]) -> Condition:
    """Return the condition that one or more of some are met."""
    if len(conditions) == 1:
        return conditions[0]
    return Condition(
        lambda row: any(condition.row(row) for condition in conditions),
        _decided(conditions, by=True),
    )


def _decided(conditions: Sequence[Condition], *, by: bool) -> Callable[[RawEvent], Verdict]:
    """Return what an event tells of some conditions, of which one verdict decides for all."""

    def event(subject: RawEvent) -> Verdict:
        verdict: Verdict = not by
        for condition in conditions:
            one = condition.event(subject)
            if one is by:
                return by
            if one is None:
                verdict = None
        return verdict

    return event


def negated(condition: Condition) -> Condition:
    """Return the condition that another is not met."""

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


def value_test(value: str) -> Test:
    """Return what tells whether a text is a value: with wildcards, or an address of a network."""
    matches = wildcard(value, ignore_case=True).fullmatch
    wanted = network(value)
    if value and not value.strip("*"):
        return lambda text: _is_present(text, value)
    if wanted is None:
        return lambda text: matches(text) is not None

    def inside(text: str) -> bool:
        try:
            return ip_address(text) in wanted
        except ValueError:
            return matches(text) is not None

    return inside


def _is_present(text: str, value: str) -> bool:
    if not text:
        raise DataError(
            f"whether {value} is an empty text is not documented: use isnotnull(), or compare "
            'with ""'
        )
    return True


def cased_value_test(value: str) -> Test:
    """Return the same of a lookup table, refusing a text that differs from it in case only."""
    matches, exactly = value_test(value), wildcard(value).fullmatch

    def test(text: str) -> bool:
        if matches(text) and not exactly(text):
            raise DataError(
                f"{text!r} is {value!r} but for the case, which the reference leaves open here: "
                "use a search or where command after inputlookup"
            )
        return matches(text)

    return test


def equals(name: str, value: str, test_of: Callable[[str], Test] = value_test) -> Condition:
    """Return the condition that a field, or one of its values, is a value."""
    matches = test_of(value)

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


def differs(name: str, value: str, test_of: Callable[[str], Test] = value_test) -> Condition:
    """Return the condition that a field is there and is not a value."""
    matches = test_of(value)

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


def ordered(name: str, symbol: str, value: str, limit: Number) -> Condition:
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
