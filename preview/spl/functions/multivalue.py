"""Multivalue functions.

Follows the Search Reference, "Multivalue eval functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/multivalue-eval-functions
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError, UnsupportedError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.conditional import regex_literal, regex_value
from preview.spl.functions.registry import function, special
from preview.spl.timemodifier import span_seconds
from preview.spl.typed import Typed, as_field, as_list
from preview.spl.values import Number, Row, collapse, format_number, number, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_VALUES = 1_000_000  # a limit of the preview, for the machine's memory


@function("split", "tt")
def split(text: str, delimiter: str) -> Typed:
    """Return the parts of a text between delimiters; an empty delimiter gives the characters.

    :raises DataError: the text is empty, or is cut into characters and not ASCII.
    """
    if not text:
        raise DataError("split of an empty text is not supported: is it null or empty?")
    if not delimiter and not text.isascii():
        raise DataError("split into the characters of a text beyond ASCII is not supported")
    return collapse(text.split(delimiter) if delimiter else list(text))


@function("mvcount", "v")
def mvcount(value: Typed) -> int | None:
    """Return how many values there are, null for null."""
    return len(as_list(value)) or None


@function("mvindex", "vnn?")
def mvindex(value: Typed, start: Number, end: Number | None = None) -> Typed:
    """Return the value at an index from 0, or the values of a range; negatives count back.

    :raises DataError: a range has some of its indexes in the field: "If the indexes are out of
        range or invalid, the result is NULL", but some report the values that there are.
    """
    values = as_list(value)
    first, last = (_index(each, len(values)) for each in (start, start if end is None else end))
    if last < first or last < 0 or first >= len(values):
        return None
    if first < 0 or last >= len(values):
        raise DataError(
            f"mvindex of {int(start)} to {int(end or 0)} in {len(values)} values is not supported: "
            "test mvcount() before"
        )
    return collapse(values[first : last + 1])


def _index(index: Number, count: int) -> int:
    if index != int(index):
        raise DataError(f"mvindex at {index}, which is no whole number, is not supported")
    return int(index) + count if index < 0 else int(index)


@function("mvjoin", "vt")
def mvjoin(value: Typed, delimiter: str) -> str | None:
    """Return the values as one text."""
    return None if value is None else delimiter.join(as_list(value))


@function("mvappend", "v+")
def mvappend(*values: Typed) -> Typed:
    """Return all values one after the other; nulls are left out."""
    return collapse([text for value in values for text in as_list(value)])


@function("mvdedup", "v")
def mvdedup(value: Typed) -> Typed:
    """Return the values without repeats, in their order."""
    return collapse(list(dict.fromkeys(as_list(value))))


@function("mvsort", "v")
def mvsort(value: Typed) -> Typed:
    """Return the values in lexicographical order."""
    return collapse(sorted(as_list(value)))


@function("mvzip", "vvt?")
def mvzip(left: Typed, right: Typed, delimiter: str = ",") -> Typed:
    """Return first with first, second with second, up to the shorter list."""
    return collapse([one + delimiter + other for one, other in zip(as_list(left), as_list(right))])


@function("mvreverse", "v")
def mvreverse(value: Typed) -> Typed:
    """Return the values from the last to the first."""
    return collapse(as_list(value)[::-1])


@special("mvfind", 2, 2)
def build_mvfind(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return the index of the first value that a regular expression matches."""
    subject, pattern = (compiler.value(argument) for argument in arguments)
    fixed = regex_literal(compiler, pattern)

    def evaluate(row: Row) -> Typed:
        regex = fixed or regex_value(pattern.evaluate(row))
        for index, text in enumerate(as_list(subject.evaluate(row))):
            if regex is not None and regex.search(text):
                return index
        return None

    return Expression(evaluate, False, subject.fields | pattern.fields, position)


@function("mvrange", "nnt?")
def mvrange(start: Number, end: Number, step: str = "1") -> Typed:
    """Return the numbers from start up to, without, end; the step may be a time span."""
    width = number(step) or span_seconds(step)
    if not width or width < 0:
        raise UnsupportedError(
            f"mvrange with the step {step} is not supported: use a number above 0, or a time span "
            "of seconds to days"
        )
    if not all(isinstance(each, int) for each in (start, end, width)):
        raise DataError("mvrange over other than whole numbers is not supported")
    numbers = range(int(start), int(end), int(width))
    if len(numbers) > _MOST_VALUES:
        raise DataError(f"mvrange of more than {_MOST_VALUES} values is not supported")
    return collapse([format_number(each) for each in numbers])


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
        return collapse(
            [text for text in texts(row.get(name)) if test({**row, name: text}) is True]
        )

    return Expression(evaluate, False, condition.fields, position)


@special("mvmap", 2, 2)
def build_mvmap(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    """Return an expression's result for each value of a field."""
    subject, result = (compiler.value(argument) for argument in arguments)
    if len(subject.fields) != 1:
        raise compiler.unsupported("mvmap() over another expression than a field", subject.position)
    (name,) = subject.fields

    def evaluate(row: Row) -> Typed:
        results: list[str] = []
        for text in as_list(subject.evaluate(row)):
            found = as_field(result.evaluate({**row, name: text}))
            if isinstance(found, list):
                raise DataError("mvmap over an expression with several values is not supported")
            results.extend(texts(found))
        return collapse(results)

    return Expression(evaluate, False, subject.fields | result.fields, position)
