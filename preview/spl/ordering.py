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
    from preview.spl.command import Context

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
    """Return the labels of rows in the order that every rule of the reference gives.

    :param numeric: whether numbers are known to be in the order of numbers.
    :raises DataError: the rules differ.
    """
    found = set(labels)
    if numeric and all(number(label) is not None for label in found):
        return sorted(found, key=sort_key)
    pair = _disputed(found)
    if pair:
        raise DataError(
            f"no page says whether {pair[0]!r} or {pair[1]!r} comes first: pad numbers with "
            "zeros, or use stats"
        )
    return sorted(found)


def column_order(labels: Iterable[str], context: Context, *, last: Iterable[str] = ()) -> list[str]:
    """Return the labels of columns in lexicographical order, and say where Splunk may differ.

    :param last: the columns of what is left over, which come last.
    """
    values, rest = sorted(set(labels)), sorted(last)
    columns = [*values, *rest]
    if _disputed(values) or len(rest) > 1 or columns != sorted(columns):
        context.report("INFO", "The order of some columns is not documented: Splunk may differ.")
    return columns


def _disputed(labels: Iterable[str]) -> tuple[str, str] | None:
    """Return the first two labels whose order the reference leaves open, None if it does not.

    The page of timechart has "Lexicographical order", that of sort also numbers and addresses.
    """
    lexical = sorted(set(labels))
    keys: list[Key] = [sort_key]
    if all(address_key(label) is not None for label in lexical):
        keys.append(_address)
    for key in keys:
        for pair in zip(lexical, sorted(lexical, key=key)):
            if pair[0] != pair[1]:
                return pair
    return None
