"""How an eval function is declared: a plain Python function and the types of its arguments.

``@function("substr", "tnn?")`` calls the function with a text, a number and an optional number.
The letters: t text, n number, l list of texts, v any value, b Boolean, e any value or Boolean; m is
a text whose function applies to each value of a multivalue field. ? marks an optional argument,
+ the last one where it repeats, * where it does both. Where a required t, m or n is null, the
result is null.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable

from preview.spl.errors import SearchError
from preview.spl.expression import Compiler, Evaluate, Expression
from preview.spl.typed import Typed, as_list, as_number, as_text

if TYPE_CHECKING:
    from preview.spl.values import Row

Build = Callable[[Compiler, Sequence[Expression], int], Expression]


@dataclass(frozen=True)
class Function:
    """One eval function.

    :ivar minimum: how many arguments it needs.
    :ivar maximum: how many it takes, None for any number.
    :ivar build: compiles a call.
    """

    minimum: int
    maximum: int | None
    build: Build


FUNCTIONS: dict[str, Function] = {}

_CONVERSIONS: dict[str, Callable[[Typed], Any]] = {
    "t": as_text,
    "m": as_text,
    "n": as_number,
    "l": as_list,
    "v": lambda value: value,
    "e": lambda value: value,
    "b": lambda value: value,
}


def special(name: str, minimum: int, maximum: int | None = None) -> Callable[[Build], Build]:
    """Declare a function that compiles its own call, from unevaluated arguments."""

    def declare(build: Build) -> Build:
        FUNCTIONS[name] = Function(minimum, maximum, build)
        return build

    return declare


def function(
    name: str,
    types: str = "",
    *,
    boolean: bool = False,
    check: Callable[[str], object] | None = None,
) -> Callable[[Callable[..., Typed]], Callable[..., Typed]]:
    """Declare a function over evaluated arguments.

    :param check: raises SearchError of an argument after the first that cannot be used; it is
        asked about those that are written in the search, before any event is read.
    """
    letters = re.findall(r"([tmnlveb])([?+*]?)", types)
    required = sum(mark not in ("?", "*") for _, mark in letters)
    repeats = bool(letters) and letters[-1][1] in ("+", "*")

    def declare(apply: Callable[..., Typed]) -> Callable[..., Typed]:
        def build(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
            kinds = [letter for letter, _ in letters]
            kinds += kinds[-1:] * (len(arguments) - len(kinds))
            for kind, argument in zip(kinds, arguments):
                if kind == "b":
                    compiler.boolean(argument)
                elif kind == "n":
                    compiler.number(compiler.value(argument))
                elif kind != "e":
                    compiler.value(argument)
            for argument in arguments[1:] if check else ():
                _check(compiler, argument, check)
            evaluate = _evaluator(apply, kinds, [argument.evaluate for argument in arguments])
            fields = frozenset().union(*(argument.fields for argument in arguments))
            return Expression(evaluate, boolean, fields, position)

        FUNCTIONS[name] = Function(required, None if repeats else len(letters), build)
        return apply

    return declare


def _check(compiler: Compiler, argument: Expression, check: Callable[[str], object] | None) -> None:
    text = as_text(argument.literal) if argument.is_literal else None
    try:
        if check and text is not None:
            check(text)
    except SearchError as error:
        raise error.at(compiler.command, argument.position) from error


def _evaluator(
    apply: Callable[..., Typed], kinds: Sequence[str], evaluators: Sequence[Evaluate]
) -> Evaluate:
    steps = [(_CONVERSIONS[kind], kind in "tmn", inner) for kind, inner in zip(kinds, evaluators)]
    if kinds[:1] == ["m"]:
        return _each(apply, steps)

    def evaluate(row: Row) -> Typed:
        values = []
        for convert, needed, inner in steps:
            value = convert(inner(row))
            if value is None and needed:
                return None
            values.append(value)
        return apply(*values)

    return evaluate


def _each(apply: Callable[..., Typed], steps: Sequence[Any]) -> Evaluate:
    """Apply a function of text to each value of its first argument."""
    _, _, subject = steps[0]

    def evaluate(row: Row) -> Typed:
        value = subject(row)
        rest: list[Any] = []
        for convert, _, inner in steps[1:]:
            other = convert(inner(row))
            if other is None:
                return None
            rest.append(other)
        if value is None:
            return None
        if isinstance(value, list):
            return [str(apply(each, *rest)) for each in value]
        return apply(as_text(value), *rest)

    return evaluate
