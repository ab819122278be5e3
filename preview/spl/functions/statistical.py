"""Statistical functions over the arguments of one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.registry import function, special
from preview.spl.typed import Numeral, Typed, as_double, as_number, read
from preview.spl.values import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from preview.spl.values import Number, Row


def _flat(values: Iterable[Typed]) -> Iterator[Typed]:
    for value in values:
        if isinstance(value, list):
            yield from (read(each) for each in value)
        elif value is not None:
            yield value


def _order(value: Typed) -> tuple[bool, Number, str]:
    """Order numbers before strings, as the reference says of max().

    :raises DataError: it is a string that reads as a number.
    """
    if isinstance(value, (int, float, Numeral)):
        return (False, as_number(value) or 0, "")
    if number(str(value)) is not None:
        raise DataError(f"whether {value!r} is a number here is not documented: use tonumber()")
    return (True, 0, str(value))


@function("max", "v+")
def maximum(*values: Typed) -> Typed:
    """Return the largest value; strings are greater than numbers."""
    return max(_flat(values), key=_order, default=None)


@function("min", "v+")
def minimum(*values: Typed) -> Typed:
    """Return the smallest value; numbers are smaller than strings."""
    return min(_flat(values), key=_order, default=None)


def _over_numbers(name: str, apply: Callable[[Sequence[Number]], Number]) -> None:
    """Declare a function over the numbers among its arguments, null where there are none.

    A quoted text is an error; a field that holds no number is left out.
    """

    @special(name, 1)
    def build(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
        evaluators = [compiler.number(compiler.value(each)).evaluate for each in arguments]

        def evaluate(row: Row) -> Number | None:
            values = map(as_number, _flat(inner(row) for inner in evaluators))
            known = [value for value in values if value is not None]
            if not known:
                return None
            result = apply(known)
            if result != int(result) and any(isinstance(value, float) for value in known):
                raise DataError(f"how Splunk prints {name}() of decimals is not documented")
            return as_double(result)

        fields = frozenset().union(*(argument.fields for argument in arguments))
        return Expression(evaluate, False, fields, position)


_over_numbers("sum", sum)
_over_numbers("avg", lambda values: sum(values) / len(values))
