"""Multivalue functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.conditional import regex_value
from preview.spl.functions.registry import function, special
from preview.spl.timemodifier import span_seconds
from preview.spl.typed import Typed, as_field, as_list, as_number, as_text
from preview.spl.values import Number, Row, format_number, texts

if TYPE_CHECKING:
    from collections.abc import Sequence


def _mv(values: list[str]) -> Typed:
    """Return a list as a value: null for none, text for one."""
    return None if not values else values[0] if len(values) == 1 else values


@function("split", "tt")
def split(text: str, delimiter: str) -> Typed:
    """Return the parts of a text between delimiters; an empty delimiter gives the characters."""
    return _mv(text.split(delimiter) if delimiter else list(text))


@function("mvcount", "v")
def mvcount(value: Typed) -> int | None:
    """Return how many values there are, null for null."""
    return len(as_list(value)) or None


@function("mvindex", "vnn?")
def mvindex(value: Typed, start: Number, end: Number | None = None) -> Typed:
    """Return the value at an index from 0, or the values of a range; negatives count back."""
    values = as_list(value)
    first, last = (_index(each, len(values)) for each in (start, start if end is None else end))
    if first < 0 or first >= len(values) or last < first:
        return None
    return _mv(values[first : last + 1])


def _index(index: Number, count: int) -> int:
    return int(index) + count if index < 0 else int(index)


@function("mvjoin", "vt")
def mvjoin(value: Typed, delimiter: str) -> str | None:
    """Return the values as one text."""
    return None if value is None else delimiter.join(as_list(value))


@function("mvappend", "v+")
def mvappend(*values: Typed) -> Typed:
    """Return all values one after the other; nulls are left out."""
    return _mv([text for value in values for text in as_list(value)])


@function("mvdedup", "v")
def mvdedup(value: Typed) -> Typed:
    """Return the values without repeats, in their order."""
    return _mv(list(dict.fromkeys(as_list(value))))


@function("mvsort", "v")
def mvsort(value: Typed) -> Typed:
    """Return the values in lexicographical order."""
    return _mv(sorted(as_list(value)))


@function("mvzip", "vvt?")
def mvzip(left: Typed, right: Typed, delimiter: str = ",") -> Typed:
    """Return first with first, second with second, up to the shorter list."""
    return _mv([one + delimiter + other for one, other in zip(as_list(left), as_list(right))])


@function("mvfind", "vt")
def mvfind(value: Typed, pattern: str) -> int | None:
    """Return the index of the first value that a regular expression matches."""
    regex = regex_value(pattern)
    for index, text in enumerate(as_list(value)):
        if regex is not None and regex.search(text):
            return index
    return None


@function("mvrange", "nnv?")
def mvrange(start: Number, end: Number, step: Typed = 1) -> Typed:
    """Return the numbers from start up to, without, end; the step may be a time span."""
    width = as_number(step)
    if width is None:
        width = span_seconds(str(as_text(step)))
    if not width:
        raise SearchError(f"mvrange: the step {as_text(step)!r} is no number and no time span")
    if width < 0:
        raise UnsupportedError("mvrange with a negative step is not supported by the preview")
    values: list[str] = []
    current: int | float = start
    while current < end:
        values.append(format_number(current))
        current += width
    return _mv(values)


@special("mvfilter", 1, 1)
def build_mvfilter(
    compiler: Compiler, arguments: Sequence[Expression], position: int
) -> Expression:
    """Return the values for which a Boolean expression over that one field is true."""
    condition = compiler.boolean(arguments[0])
    if len(condition.fields) != 1:
        raise compiler.error("mvfilter() takes an expression over exactly one field", position)
    (name,) = condition.fields

    def evaluate(row: Row) -> Typed:
        test: Callable[[Row], Typed] = condition.evaluate
        return _mv([text for text in texts(row.get(name)) if test({**row, name: text}) is True])

    return Expression(evaluate, False, condition.fields, position)


@special("mvmap", 2, 2)
def build_mvmap(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return an expression's result for each value of a field."""
    subject, result = (compiler.value(argument) for argument in arguments)
    if len(subject.fields) != 1:
        raise UnsupportedError(
            "mvmap() over another expression than a field is not supported by the preview",
            compiler.command,
            subject.position,
        )
    (name,) = subject.fields

    def evaluate(row: Row) -> Typed:
        results: list[str] = []
        for text in as_list(subject.evaluate(row)):
            results.extend(texts(as_field(result.evaluate({**row, name: text}))))
        return _mv(results)

    return Expression(evaluate, False, subject.fields | result.fields, position)
