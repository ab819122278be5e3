"""Text functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable
from urllib.parse import unquote

from preview.spl.errors import DataError, SearchError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.conditional import regex_literal, regex_value
from preview.spl.functions.registry import function, special
from preview.spl.typed import Typed, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.pcre import Pcre
    from preview.spl.values import Number, Row

_SPACES = " \t"

function("lower", "m")(str.lower)
function("upper", "m")(str.upper)
function("urldecode", "m")(unquote)


@function("len", "t")
def length(text: str) -> int:
    """Return the length of a text.

    :raises DataError: it is not ASCII: the reference says code points, users report bytes.
    """
    if not text.isascii():
        raise DataError("len of a text beyond ASCII depends on the release of Splunk")
    return len(text)


def _trim(strip: Callable[..., str]) -> Callable[..., str]:
    return lambda text, characters=_SPACES: strip(text, characters)


function("trim", "mt?")(_trim(str.strip))
function("ltrim", "mt?")(_trim(str.lstrip))
function("rtrim", "mt?")(_trim(str.rstrip))


@function("substr", "tnn?")
def substr(text: str, start: Number, count: Number | None = None) -> str:
    """Return a part of a text; the first character is 1, negative starts count from the end.

    A start before the text uses up characters of the count, as in SQLite.
    """
    if start == 0 or (count is not None and count < 0):
        raise DataError("substr with the start 0 or a negative length is not supported")
    begin = int(start) - 1 if start > 0 else len(text) + int(start)
    end = len(text) if count is None else begin + int(count)
    return text[max(begin, 0) : max(end, 0)]


@special("replace", 3, 3)
def build_replace(compiler: Compiler, arguments: Sequence[Expression], position: int) -> Expression:
    r"""Return the text with every match of a regular expression replaced; \1 is its group."""
    subject, pattern, replacement = (compiler.value(argument) for argument in arguments)
    fixed = regex_literal(compiler, pattern)
    if fixed is not None and replacement.is_literal:
        try:
            expand_template(str(as_text(replacement.literal)), fixed)
        except SearchError as error:
            raise error.at(compiler.command, replacement.position) from error

    def evaluate(row: Row) -> Typed:
        value, regex = subject.evaluate(row), fixed or regex_value(pattern.evaluate(row))
        template = as_text(replacement.evaluate(row))
        if value is None or regex is None or template is None:
            return None
        substitute = expand_template(template, regex)
        if isinstance(value, list):
            return [regex.sub(substitute, each) for each in value]
        return regex.sub(substitute, str(as_text(value)))

    fields = subject.fields | pattern.fields | replacement.fields
    return Expression(evaluate, False, fields, position)


def expand_template(template: str, regex: Pcre) -> Callable[[re.Match[str]], str]:
    r"""Return what replaces a match, from a template in which \1 to \9 are groups.

    :raises SearchError: it names a group that the regular expression lacks.
    """
    parts = re.split(r"\\(\d)", template)
    groups = [int(part) for part in parts[1::2]]
    if any(group > regex.groups for group in groups):
        raise SearchError(
            f"the replacement {template!r} names group {max(groups)}, "
            f"the regular expression has {regex.groups}"
        )

    def substitute(found: re.Match[str]) -> str:
        out = [parts[0]]
        for group, text in zip(groups, parts[2::2]):
            out += [found.group(group) or "", text]
        return "".join(out)

    return substitute
