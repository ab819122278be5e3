"""The order of the rows and columns of chart, timechart and xyseries.

No page tells it but by examples, so that every rule of the Search Reference has to give it: that of
"timechart", "Lexicographical order", and that of "sort", which has numbers and addresses, too.
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/sort
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from preview.spl.errors import DataError
from preview.spl.values import address_key, number, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.command import Context


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
    """Return the first two labels whose order the reference leaves open, None if it does not."""
    lexical = sorted(set(labels))
    keys: list[Callable[[str], Any]] = [sort_key]
    if all(address_key(label) is not None for label in lexical):
        keys.append(address_key)
    for key in keys:
        for pair in zip(lexical, sorted(lexical, key=key)):
            if pair[0] != pair[1]:
                return pair
    return None
