"""Text functions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable
from urllib.parse import unquote

from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.expression import Compiler, Expression
from preview.spl.functions.conditional import regex_literal, regex_value
from preview.spl.functions.registry import function, special
from preview.spl.typed import Typed, as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.pcre import Pcre
    from preview.spl.values import Number, Row

_SPACES = " \t"


def _cased(change: Callable[[str], str]) -> Callable[[str], str]:
    """Return a change of case that is refused where it would change more than ASCII letters."""

    def apply(text: str) -> str:
        changed = change(text)
        if not text.isascii() and changed != _ascii_only(change, text):
            raise DataError(f"the case of {text[:50]!r}, beyond ASCII, is not documented")
        return changed

    return apply


def _ascii_only(change: Callable[[str], str], text: str) -> str:
    return "".join(change(each) if each.isascii() else each for each in text)


function("lower", "m")(_cased(str.lower))
function("upper", "m")(_cased(str.upper))


@function("urldecode", "t")
def urldecode(url: str) -> str:
    """Return a text with its escapes, such as %2F, decoded.

    :raises DataError: it has a +, which some decode to a space, a % without two hexadecimal
        digits, or the bytes are not UTF-8.
    """
    if "+" in url:
        raise DataError("urldecode of a + is not documented: replace it first")
    if re.search("%(?![0-9A-Fa-f]{2})", url):
        raise DataError("urldecode of a % that starts no escape is not documented: replace it")
    try:
        return unquote(url, errors="strict")
    except UnicodeDecodeError as error:
        raise DataError(f"urldecode: {url[:50]!r} is not UTF-8") from error


@function("length", "t")
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


function("trim", "tt?")(_trim(str.strip))
function("ltrim", "tt?")(_trim(str.lstrip))
function("rtrim", "tt?")(_trim(str.rstrip))


@function("substr", "tnn?")
def substr(text: str, start: Number, count: Number | None = None) -> str:
    """Return a part of a text; the first character is 1, negative starts count from the end.

    A start before the text uses up characters of the count, as in SQLite.
    """
    if not isinstance(start, int) or not isinstance(count, (int, type(None))):
        raise DataError("substr takes whole numbers")
    if start == 0 or (count is not None and count < 0):
        raise DataError("substr with the start 0 or a negative length is not supported")
    begin = start - 1 if start > 0 else len(text) + start
    end = len(text) if count is None else begin + count
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
        value, regex = as_text(subject.evaluate(row)), fixed or regex_value(pattern.evaluate(row))
        template = as_text(replacement.evaluate(row))
        if value is None or regex is None or template is None:
            return None
        return regex.sub(expand_template(template, regex), value)

    fields = subject.fields | pattern.fields | replacement.fields
    return Expression(evaluate, False, fields, position)


def expand_template(template: str, regex: Pcre) -> Callable[[re.Match[str]], str]:
    r"""Return what replaces a match, from a template in which \1 to \9 are groups.

    :raises SearchError: it names a group that the regular expression lacks, or has another
        backslash, of which the reference says nothing.
    """
    if re.search(r"\\(?![1-9](?!\d))", template):
        raise UnsupportedError(f"a backslash in {template!r} that names no group is not supported")
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
