"""Sort keys of search commands: ``-field``, ``num(field)`` and the like.

Follows the Search Reference, "sort":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/sort
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable, Optional

from preview.spl.errors import DataError
from preview.spl.values import Number, Row, address_key, number, sort_key

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from preview.spl.arguments import Arguments
    from preview.spl.values import Value

Read = Callable[[str], Optional[Number]]


@dataclass(frozen=True)
class Order:
    """One field to sort by.

    :ivar sign: ``+``, ``-`` or empty for none.
    :ivar apart: whether a space parts the sign from the field.
    :ivar kind: ``auto``, ``num``, ``str`` or ``ip``.
    """

    name: str
    sign: str
    apart: bool
    kind: str

    @property
    def descending(self) -> bool:
        """Whether the largest value comes first."""
        return self.sign == "-"


def parse_orders(arguments: Arguments) -> list[Order]:
    """Take the sort keys from a command's arguments, up to their end.

    :raises SearchError: a sign stands without a field, or may mean several of them.
    """
    orders: list[Order] = []
    while arguments.words:
        if orders:
            arguments.accept(",")
        at = arguments.words[0] if arguments.words else None
        order = _order(arguments)
        if orders and orders[-1].apart and not order.sign:
            raise arguments.unsupported(
                f"{orders[-1].sign} apart from its field, before {order.name} without a sign,", at
            )
        orders.append(order)
    return orders


def _order(arguments: Arguments) -> Order:
    word = arguments.take("a field to sort by")
    sign, name, apart = "", word.text, False
    if not word.quoted and name[0] in "+-":
        sign, name = name[0], name[1:]
        if not name:
            apart = bool(arguments.words and arguments.words[0].offset > word.offset + 1)
            name = arguments.name("the field after the sign")
    kind = "auto"
    if not word.quoted and name in ("auto", "num", "str", "ip") and arguments.accept("("):
        kind, name = name, arguments.name()
        arguments.expect(")")
    if name in ("(", ")", ",", "="):
        raise arguments.error("a field to sort by is missing", word)
    return Order(name, sign, apart, kind)


def ordered(rows: Sequence[Row], orders: Sequence[Order]) -> list[Row]:
    """Return the rows sorted; rows that lack a field come last in either direction.

    :raises DataError: the reference does not say how such values are ordered.
    """
    result = list(rows)
    for order in reversed(orders):
        have = [row for row in result if order.name in row]
        lack = [row for row in result if order.name not in row]
        ranks = _ranks({_single(row[order.name], order.name) for row in have}, order)
        have.sort(key=lambda row: ranks[row[order.name]], reverse=order.descending)
        result = have + lack
    return result


def _single(value: Value, name: str) -> str:
    if isinstance(value, list):
        raise DataError(f"the order of the multivalue field {name} is not supported: use mvjoin")
    return value


def _ranks(texts: AbstractSet[str], order: Order) -> dict[Value, Number]:
    """Return what to sort each value by."""
    if order.kind == "num":
        return _read(texts, number, order)
    if order.kind == "ip":
        return _read(texts, address_key, order)
    if order.kind == "auto":
        for read in (number, address_key):
            if all(read(text) is not None for text in texts):
                return _read(texts, read, order)
    in_order = _mixed(texts) if order.kind == "auto" else sorted(texts)
    return {text: rank for rank, text in enumerate(in_order)}


def _read(texts: AbstractSet[str], read: Read, order: Order) -> dict[Value, Number]:
    ranks: dict[Value, Number] = {}
    for text in texts:
        rank = read(text)
        if rank is None:
            raise DataError(f"{order.kind}({order.name}) of {text!r} is not supported")
        ranks[text] = rank
    return ranks


def _mixed(texts: AbstractSet[str]) -> list[str]:
    """Return the values of a field in which numbers and other texts are mixed, in order.

    The page compares them pair by pair, two numbers by number and others as text.

    :raises DataError: the order of the pairs goes in circles.
    """
    led = {text for text in texts if sort_key(text)[0] == 0}
    rest = sorted(texts - led)
    if not led:
        return rest
    before = [text for text in rest if text < min(led)]
    after = [text for text in rest if text > max(led)]
    if len(before) + len(after) < len(rest):
        raise _undocumented(led)
    return [*before, *_led_by_numbers(led), *after]


def _led_by_numbers(texts: AbstractSet[str]) -> list[str]:
    """Return values that start with a number in order.

    Of those that go on after it the page says two things: that only the number counts, and in its
    table that 9.1.a and 10.1.a are ordered as text. So both have to agree.
    """
    for read in (number, address_key):
        if all(read(text) is not None for text in texts):
            return sorted(texts, key=read)  # type: ignore[arg-type] # none is None
    in_order = sorted(texts)
    addresses = [text for text in in_order if address_key(text) is not None]
    if in_order != sorted(texts, key=sort_key) or addresses != sorted(
        addresses,
        key=address_key,  # type: ignore[arg-type] # none is None
    ):
        raise _undocumented(texts)
    return in_order


def _undocumented(texts: AbstractSet[str]) -> DataError:
    some = ", ".join(sorted(texts)[:3])
    return DataError(f"the order of values such as {some} is not documented: use str() or num()")
