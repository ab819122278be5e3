"""Comparison and conditional functions."""

from __future__ import annotations

import re
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Any, Callable

from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.expression import Compiler, Expression, literal
from preview.spl.functions.registry import function, special
from preview.spl.operators import equal
from preview.spl.pcre import Pcre, compile_pcre
from preview.spl.predicate import compile_predicate
from preview.spl.source import Source
from preview.spl.typed import Typed, as_text
from preview.spl.wildcards import glob

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.values import Row


def _union(arguments: Sequence[Expression]) -> Any:
    return frozenset().union(*(argument.fields for argument in arguments))


def _same_kind(compiler: Compiler, results: Sequence[Expression]) -> bool:
    """Return whether the results are Boolean; they have to agree."""
    kinds = {result.boolean for result in results if not _is_null(result)}
    if len(kinds) > 1:
        raise compiler.error("the results are Boolean and not: compare them", results[0].position)
    return kinds == {True}


def _is_null(expression: Expression) -> bool:
    return expression.is_literal and expression.literal is None


@special("if", 3, 3)
def build_if(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return the second argument where the first is true, else the third."""
    condition, then, otherwise = (argument.evaluate for argument in arguments)
    compiler.boolean(arguments[0])

    def evaluate(row: Row) -> Typed:
        return then(row) if condition(row) is True else otherwise(row)

    kind = _same_kind(compiler, arguments[1:])
    return Expression(evaluate, kind, _union(arguments), position)


@special("case", 2)
def build_case(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return the value after the first condition that is true, else null."""
    if len(arguments) % 2:
        raise compiler.error("case() takes pairs of a condition and a value", position)
    pairs = [
        (compiler.boolean(condition).evaluate, value.evaluate)
        for condition, value in zip(arguments[::2], arguments[1::2])
    ]

    def evaluate(row: Row) -> Typed:
        for condition, value in pairs:
            if condition(row) is True:
                return value(row)
        return None

    kind = _same_kind(compiler, arguments[1::2])
    return Expression(evaluate, kind, _union(arguments), position)


@special("validate", 2)
def build_validate(
    compiler: Compiler, arguments: Sequence[Expression], position: int
) -> Expression:
    """Return the value after the first condition that is false, else null."""
    if len(arguments) % 2:
        raise compiler.error("validate() takes pairs of a condition and a value", position)
    pairs = [
        (compiler.boolean(condition).evaluate, value.evaluate)
        for condition, value in zip(arguments[::2], arguments[1::2])
    ]

    def evaluate(row: Row) -> Typed:
        for condition, value in pairs:
            met = condition(row)
            if met is None:
                raise DataError("validate() with a condition that is null is not documented")
            if not met:
                return value(row)
        return None

    kind = _same_kind(compiler, arguments[1::2])
    return Expression(evaluate, kind, _union(arguments), position)


@special("coalesce", 1)
def build_coalesce(
    compiler: Compiler, arguments: Sequence[Expression], position: int
) -> Expression:
    """Return the first value that is not null; the empty string is a value."""
    evaluators = [compiler.value(argument).evaluate for argument in arguments]

    def evaluate(row: Row) -> Typed:
        for each in evaluators:
            value = each(row)
            if value is not None:
                return value
        return None

    return Expression(evaluate, False, _union(arguments), position)


@special("in", 2)
def build_in(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return whether the first argument equals one of the others."""
    subject, *others = (compiler.value(argument).evaluate for argument in arguments)

    def evaluate(row: Row) -> Typed:
        value = subject(row)
        if value is None:
            return None
        return any(equal(value, other(row)) for other in others)

    return Expression(evaluate, True, _union(arguments), position)


def _test(test: Callable[[str], bool], value: Typed) -> bool | None:
    """Apply a test to the text of a value, null to null.

    :raises DataError: the value is multivalue: the reference tests single ones.
    """
    text = as_text(value)
    return None if text is None else test(text)


@special("match", 2, 2)
def build_match(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return whether the regular expression matches a part of the text."""
    subject, pattern = (compiler.value(argument) for argument in arguments)
    fixed = regex_literal(compiler, pattern)

    def evaluate(row: Row) -> Typed:
        regex = fixed or regex_value(pattern.evaluate(row))
        if regex is None:
            return None
        search = regex.search
        return _test(lambda text: search(text) is not None, subject.evaluate(row))

    return Expression(evaluate, True, _union(arguments), position)


def regex_literal(compiler: Compiler, pattern: Expression) -> Pcre | None:
    """Compile a regular expression that is written in the search, so that it is checked first."""
    if not pattern.is_literal:
        return None
    try:
        return compile_pcre(str(as_text(pattern.literal)))
    except SearchError as error:
        raise error.at(compiler.command, pattern.position) from error


def regex_value(value: Typed) -> Pcre | None:
    """Compile a regular expression that comes from a field."""
    text = as_text(value)
    return None if text is None else compile_pcre(text)


@function("like", "vt", boolean=True)
def like(value: Typed, pattern: str) -> bool | None:
    """Return whether the text matches a pattern of % (any text) and _ (one character)."""
    if "\\" in pattern:
        raise UnsupportedError("like: a backslash in the pattern is not supported: use match()")
    regex = compile_pcre(_like_pattern(pattern))
    return _test(lambda text: regex.fullmatch(text) is not None, value)


def _like_pattern(pattern: str) -> str:
    parts = (part.split("_") for part in pattern.split("%"))
    return f"(?s:{glob(['.'.join(map(re.escape, part)) for part in parts])})"


@function("cidrmatch", "tv", boolean=True)
def cidrmatch(network: str, value: Typed) -> bool | None:
    """Return whether an address is in a network; what is no address is in none."""
    try:
        wanted = ip_network(network if "/" in network else "", strict=False)
    except ValueError as error:
        raise SearchError(f"cidrmatch: {network!r} is no network in CIDR notation") from error

    def inside(text: str) -> bool:
        try:
            return ip_address(text) in wanted
        except ValueError:
            if text != text.strip():
                raise DataError(f"cidrmatch: {text!r} has spaces around it: use trim()") from None
            return False

    return _test(inside, value)


@special("searchmatch", 1, 1)
def build_searchmatch(
    compiler: Compiler, arguments: Sequence[Expression], position: int
) -> Expression:
    """Return whether the event matches a search expression, given as a literal."""
    if not arguments[0].is_literal:
        raise compiler.error("searchmatch() takes a literal search string", position)
    text = str(arguments[0].literal)
    source = Source.made(text, arguments[0].position)
    predicate = compile_predicate(source, compiler.command)
    return Expression(predicate.matches, True, frozenset(predicate.fields), position)


@function("nullif", "vv")
def nullif(value: Typed, other: Typed) -> Typed:
    """Return null where the values are equal, else the first."""
    return None if equal(value, other) else value


@special("null", 0, 0)
def build_null(_: Compiler, __: Sequence[Expression], position: int) -> Expression:
    """Return null."""
    return literal(None, position)


@special("true", 0, 0)
def build_true(_: Compiler, __: Sequence[Expression], position: int) -> Expression:
    """Return true."""
    return literal(value=True, position=position)


@special("false", 0, 0)
def build_false(_: Compiler, __: Sequence[Expression], position: int) -> Expression:
    """Return false."""
    return literal(value=False, position=position)
