r"""Undo defanging: ``hxxps[:]//evil[.]com`` is ``https://evil.com``.

There is no standard; the forms are those of published reports (``hxxp``, ``[.]``, ``(dot)``,
``{at}``, ``[:]//``, ``[://]``, one-sided ``[.``), doubled by a second tool (``[[.]]``), escaped by
Markdown (``\[.\]``), and of the draft of a standard (``[https]://``, ``[:][:]``):
https://datatracker.ietf.org/doc/draft-grimminck-safe-ioc-sharing
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Iterable, Tuple

# A class of plain letters at the front lets the search skip to it; IGNORECASE would forbid that.
_SCHEME = re.compile(
    r"[hHfFmM](?<![A-Za-z0-9].)(?i:"
    r"(?<=h)(?:xx|\*\*|__|tx|xt|zz|\[(?:tt|xx)\]|\((?:tt|xx)\))p(s?|[\[(]s[\])])"
    r"|(?<=(f))(?:x|\*|\[t\])p(s?)|(?<=m)eow(s?))(?=[\s\\\[]{0,2}[\[({<]?:)",
)
# The colon behind such a scheme; those of http, https and ftp are passed over.
_SCHEME_END = re.compile(
    r":(?:(?<=[pPsSwW]:)(?<!ttp:)(?<!ttps:)|(?<=[pP][\[(][sS][\])]:)"
    r"|(?<=[pPsSwW][\s\[({<]:)|(?<=[pPsSwW][\s\\\[][\[({]:)|(?<=[pPsSwW]\\\\\[:))"
)
_BACKSLASHED_URL = re.compile(r":\\\\(?<=[pPsS]:\\\\)[\w\[][^\s\"'<>]*")
_CLOSED = r"\\{0,2}[\])}](?(twice)\])"
_AFTER_BRACKET = (
    r"(?!\d)(?P<twice>\[(?=[^\[\]]{1,5}\]\]))?(?:"
    rf"(?P<dot>\s?(?:\\{{0,2}}\.|[dD][oO0][tT])\s?){_CLOSED}"
    rf"|(?P<at>\s?(?:@|[aA][tT])\s?){_CLOSED}"
    rf"|(?P<sign>:?//|:/?|:\\\\|::|/|:\d{{1,5}}){_CLOSED}"
    rf"|(?P<scheme>(?<=\[)[A-Za-z]{{1,8}}|[sS]){_CLOSED}(?=:/)"
    r"|(?P<open>\.)(?=\w))"
)
# A literal at the front lets the search skip to it, three times as fast as a class would.
_MARKS = [
    *((bracket, re.compile(re.escape(bracket) + _AFTER_BRACKET)) for bracket in "[({"),
    # Not the operator of x <.> y and no element: <at>Jane</at>.
    (
        "<",
        re.compile(
            r"<(?<=\w<)(?:(?P<dot>\.|[dD][oO][tT])|(?P<at>@|[aA][tT])|(?P<sign>:(?://)?))>"
            r"(?=[\w/])(?![^<>]{1,64}</(?:at|dot)>)"
        ),
    ),
]
_CLOSING = re.compile(r"(?P<close>\.\])(?<!\[\.\])(?=[A-Za-z0-9])")
_BRACKETED_SLASHES = re.compile(r"(?<=\w)[\[({]?:[\])}]?[\[({]?/[\])}]?[\[({]?/[\])}]?")
# A name as it stands in a regular expression; behind a backslash it is a part of a path.
_ESCAPED_NAME = re.compile(r"(?<![\w\\.%~$-])(?:[\w-]{1,63}\\?\.){1,8}[\w-]{1,63}(?![\w\\.-])")
_LONGEST_SCHEME = 13  # with what is between it and its colon, and the character before it
_JOINERS = ("-", "_")


Dots = Tuple[int, ...]
"""The offsets of the dots that had been defanged. Somebody who defangs a name says that it is one:
they settle what is a domain."""


def was_defanged(dots: Dots, start: int, end: int) -> bool:
    """Tell whether a dot between two offsets had been defanged."""
    index = bisect_left(dots, start)
    return index < len(dots) and dots[index] < end


def refang(text: str) -> tuple[str, Dots]:
    """Return the text with every defanged scheme, dot, at sign, colon and slash restored.

    With it, the dots in it that had been defanged.
    """
    # One character is looked for much faster than two.
    if "[" in text and "/" in text and "[/" in text:
        text = _BRACKETED_SLASHES.sub("://", text)
    if "\\" in text and "\\." in text:
        text = _ESCAPED_NAME.sub(lambda name: name.group().replace("\\", ""), text)
    has_scheme = ("/" in text and "//" in text) or ("\\" in text and "\\\\" in text)
    if has_scheme:
        text = _with_schemes(text)
    marks: list[re.Match[str]] = []
    for bracket, mark in _MARKS:
        if bracket in text:
            marks += mark.finditer(text)
    if "]" in text and ".]" in text:
        marks += _CLOSING.finditer(text)
    dots: Dots = ()
    if marks:
        text, dots = _restored(text, sorted(marks, key=re.Match.start))
    if has_scheme and ":\\\\" in text:
        text = _BACKSLASHED_URL.sub(lambda url: url.group().replace("\\", "/"), text)
    return text, dots


def _with_schemes(text: str) -> str:
    """Return the text with every defanged scheme restored."""
    pieces = []
    done = 0
    for colon in _SCHEME_END.finditer(text):
        start, end = max(done, colon.start() - _LONGEST_SCHEME), colon.end()
        pieces += [text[done:start], _SCHEME.sub(_scheme, text[start:end])]
        done = end
    return "".join(pieces) + text[done:] if pieces else text


def _restored(text: str, marks: Iterable[re.Match[str]]) -> tuple[str, Dots]:
    """Return the text with every mark replaced, and the offsets of the dots among them."""
    pieces: list[str] = []
    dots: list[int] = []
    done = length = 0
    for match in marks:
        start, end = match.span()
        if start < done:
            continue
        if match[0][-2] == "\\":  # escaped brackets
            start = len(text[:start].rstrip("\\"))
        sign = _meaning(text, match, start)
        if sign is None:
            continue
        before = text[done:start]
        if sign in ".@":
            before = before.rstrip(" ")
            end += text[end : end + 1] == " "
        pieces += [before, sign]
        length += len(before)
        if sign == ".":
            dots.append(length)
        length += len(sign)
        done = end
    return "".join(pieces) + text[done:], tuple(dots)


def _scheme(match: re.Match[str]) -> str:
    secure, transfer, secure_transfer, secure_cat = match.groups()
    if transfer:
        return "ftp" + secure_transfer
    return "http" + (secure or secure_cat or "").strip("[()]")


def _meaning(text: str, match: re.Match[str], start: int) -> str | None:
    """Return the character a mark stands for, or None when the mark is plain punctuation.

    :param start: offset of the mark with the backslashes before it.
    """
    kind = match.lastgroup
    end = match.end()
    if kind == "dot" and text[start - 1 : start].isalnum() and text[end : end + 1].isalnum():
        return "."
    if kind == "scheme":
        return match["scheme"]
    if kind == "sign":
        return _sign(text, match["sign"].replace("\\", "/"), start, end)
    if kind in {"open", "close"}:
        return "." if start and text[start - 1].isalnum() else None
    if not (_ends_in_word(text[max(0, start - 2) : start]) and _starts_word(text[end : end + 2])):
        return None
    return "." if kind == "dot" else "@"


def _sign(text: str, sign: str, start: int, end: int) -> str | None:
    """Return colons and slashes that stood in brackets where they can belong to an address."""
    before = text[start - 1 : start]
    if sign in {"::", "/"}:
        return sign if before.isalnum() and text[end : end + 1].isalnum() else None
    return sign if before.isalnum() or before in {"[", "]", ")", "}"} else None


def _ends_in_word(before: str) -> bool:
    """Tell whether two characters end in one of a word, with at most one blank behind it."""
    if before[-1:].isspace():
        before = before[:-1]
    return before[-1:].isalnum() or before[-1:] in _JOINERS


def _starts_word(after: str) -> bool:
    """Tell whether two characters start with one of a word, with at most one blank before it."""
    if after[:1].isspace():
        after = after[1:]
    return after[:1].isalnum() or after[:1] in _JOINERS
