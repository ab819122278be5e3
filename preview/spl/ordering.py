"""Sort keys of search commands: ``-field``, ``num(field)`` and the like.

Follows the Search Reference, "sort":
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.0/search-commands/sort
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError
from preview.spl.values import Row, SortKey, address_key, joined, number, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from preview.spl.arguments import Arguments

Key = Callable[[str], SortKey]


@dataclass(frozen=True)
class Order:
    """One field to sort by.

    :ivar kind: ``auto``, ``num``, ``str`` or ``ip``.
    """

    name: str
    descending: bool
    kind: str


def parse_orders(arguments: Arguments, *, stop: Sequence[str] = ()) -> list[Order]:
    """Take the sort keys from a command's arguments.

    :raises SearchError: a sign stands without a field.
    """
    orders: list[Order] = []
    while arguments.words and not arguments.words[0].says(*stop):
        if orders:
            arguments.accept(",")
        orders.append(_order(arguments))
    return orders


def _order(arguments: Arguments) -> Order:
    word = arguments.take("a field to sort by")
    sign, name = "+", word.text
    if not word.quoted and name[0] in "+-":
        sign, name = name[0], name[1:]
        if not name:
            name = arguments.name("the field after the sign")
    kind = "auto"
    if not word.quoted and name in ("auto", "num", "str", "ip") and arguments.accept("("):
        kind, name = name, arguments.name()
        arguments.expect(")")
    if name in ("(", ")", ",", "="):
        raise arguments.error("a field to sort by is missing", word)
    return Order(name, sign == "-", kind)


def ordered(rows: Sequence[Row], orders: Sequence[Order]) -> list[Row]:
    """Return the rows sorted; rows that lack a field come last in either direction."""
    result = list(rows)
    for order in reversed(orders):
        have = [row for row in result if order.name in row]
        lack = [row for row in result if order.name not in row]
        key = _key(order, have)
        have.sort(key=lambda row: key(joined(row[order.name])), reverse=order.descending)
        result = have + lack
    return result


def _key(order: Order, rows: Sequence[Row]) -> Key:
    name = order.name
    if order.kind == "str":
        return lambda text: (0, 0, text)
    if order.kind == "num":
        return _numeric
    addresses = all(address_key(joined(row[name])) is not None for row in rows)
    return _address if order.kind == "ip" or (rows and addresses) else sort_key


def _numeric(text: str) -> SortKey:
    value = number(text)
    return (1, 0, text) if value is None else (0, value, "")


def _address(text: str) -> SortKey:
    value = address_key(text)
    return (1, 0, text) if value is None else (0, value, "")


def label_order(labels: Iterable[str], *, numeric: bool = False) -> list[str]:
    """Return the labels of columns or rows in the order that every rule of the reference gives.

    The page of timechart has "Lexicographical order", that of sort also numbers and addresses.

    :param numeric: whether numbers are known to be in the order of numbers.
    :raises DataError: the rules differ.
    """
    found = set(labels)
    if numeric and all(number(label) is not None for label in found):
        return sorted(found, key=sort_key)
    lexical = sorted(found)
    keys: list[Key] = [sort_key]
    if all(address_key(label) is not None for label in found):
        keys.append(_address)
    for key in keys:
        other = sorted(found, key=key)
        if other != lexical:
            first, second = next(pair for pair in zip(lexical, other) if pair[0] != pair[1])
            raise DataError(
                f"no page says whether {first!r} or {second!r} comes first: pad numbers with "
                "zeros, or use stats"
            )
    return lexical
