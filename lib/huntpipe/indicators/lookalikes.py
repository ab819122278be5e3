"""Dotted words that end in a top-level domain and are no host: files, members of objects, types."""

from __future__ import annotations

import re

from huntpipe.indicators import words

_LIBRARY = re.compile(r"lib[a-z0-9_+-]+\.so", re.IGNORECASE)
_BEFORE = 40
_BETWEEN_COMMANDS = re.compile(r"[;|&(]")
_OPTION = re.compile(r"-\w+|\+?[0-7x]{2,4}")
_WEB_PORT = re.compile(r":(?:80|443|8080|8443)(?![\w:])")  # a colon more: a line and a column
# Not host:x.sh, which scp copies.
_LABEL = re.compile(r"(\w{2,40})\\?[\"']?\s?(?:=\s?|:(?=[\s\"'\\])\s?)\\?[\"']?\Z")
_SHORT_TOP = 3
_SHORT_STEM = 2
_DOTS_OF_A_HOST = 2
_TELLING_STARTS = words.NAMESPACES | words.REVERSED_STARTS
# With any other ending a word is no file, member or number.
_TELLING_ENDINGS = (
    words.FILE_ENDINGS | words.SHARED_ENDINGS | words.NUMBER_ENDINGS | words.MEMBER_ENDINGS
)


def is_lookalike(text: str, start: int, end: int, name: str, registered: str) -> bool:
    """Tell whether a word that has the form of a domain is more probably something else.

    :param start: offset of the word in the text.
    :param end: offset behind the word.
    :param name: the word in lower case.
    :param registered: the lower-case label directly left of the public suffix.
    """
    written = text[start:end]
    first, _, rest = name.partition(".")
    top = rest[rest.rfind(".") + 1 :]
    if (
        text[start - 1 : start] == "$"
        or text[end : end + 2] == "::"
        or (written != name and _is_capitalised(written, top))
        or (first in _TELLING_STARTS and _is_type(name, first, top))
        or (top != rest and not words.DETECTIONS.isdisjoint(name.split(".")))
        or name in words.PRODUCTS
    ):
        return True
    if top not in _TELLING_ENDINGS or first == "www":
        return False
    if top in words.FILE_ENDINGS:
        return not (_has_path(text, end) or _is_named_host(text, start, end))
    if top == rest and top in words.NUMBER_ENDINGS and registered.isdigit():
        return True
    if top == rest and top in words.SHARED_ENDINGS:
        return _is_file(text, start, end, written) and not _is_named_host(text, start, end)
    return top in words.MEMBER_ENDINGS and _is_member(text, end, registered, written)


def _is_capitalised(written: str, top: str) -> bool:
    """Tell whether a word ends in a capital as types do: System.Net, not Booking.Com or EVIL.IO."""
    return (
        written[written.rfind(".") + 1 :] != top
        and not written.isupper()
        and top not in words.CAPITALISED_ENDINGS
    )


def _is_type(name: str, first: str, top: str) -> bool:
    """Tell whether a lower-case word names a type or package: java.io, com.example.app.

    :param first: the first label; ``top``: the last.
    """
    is_member = top in words.MEMBER_ENDINGS
    if first in words.NAMESPACES and name not in words.HOSTS_UNDER_NAMESPACES:
        return is_member or top in {"net", "io"}
    dots = name.count(".")
    return (
        first in words.REVERSED_STARTS
        and dots > 1
        and (is_member or len(top) > _SHORT_TOP or (top == "io" and dots > _DOTS_OF_A_HOST))
    )


def _has_path(text: str, end: int) -> bool:
    """Tell whether a path follows, as in ``transfer.sh/x``."""
    return text[end : end + 1] == "/" and text[end + 1 : end + 2].isalnum()


def _is_named_host(text: str, start: int, end: int) -> bool:
    """Tell whether a label or a port says that a word is a host: ``QueryName: ab.pl``."""
    before = text[max(0, start - _BEFORE) : start].lower()
    label = _LABEL.search(before)
    return (
        bool(label and words.HOST_LABELS.intersection((label[1], label[1].rpartition("_")[2])))
        or bool(_WEB_PORT.match(text, end))
        or (before.endswith("query: ") and text.startswith(" IN ", end))
    )


def _is_file(text: str, start: int, end: int, written: str) -> bool:
    stem, _, ending = written.lower().rpartition(".")
    if ending == "com":
        return stem in words.PROGRAMS_IN_COM and not _has_path(text, end)
    if stem in words.FILE_STEMS or _LIBRARY.fullmatch(written):
        return True
    if ending == "app":
        return written[0].isupper()
    if ending != "ai" and _names_source(stem) and not _has_path(text, end):
        return f"{stem}.{ending}" not in words.SHORT_HOSTS
    return _follows_command(text[max(0, start - _BEFORE) : start].lower())


def _names_source(stem: str) -> bool:
    """Tell whether a stem is as short or plain as those of examples: ``a.so``, ``x.rs``."""
    return len(stem) <= _SHORT_STEM or stem in words.IDENTIFIERS


def _follows_command(before: str) -> bool:
    """Tell whether a program that reads or writes files, and at most one option, come before."""
    arguments = _BETWEEN_COMMANDS.split(before)[-1].rstrip("\"'`").split()[-2:]
    if arguments and _OPTION.fullmatch(arguments[-1]):
        arguments.pop()
    return bool(arguments) and arguments[-1].rstrip("0123456789.") in words.FILE_COMMANDS


def _is_member(text: str, end: int, registered: str, written: str) -> bool:
    """Tell whether a word is the member of an object: ``$x.Name``, ``button.click``."""
    if written.endswith(".name") or text[end : end + 1] == "(":
        return True
    first = written.lower().partition(".")[0]
    if first in words.IDENTIFIERS and registered in words.IDENTIFIERS:
        return True
    stem = written[: written.rfind(".")]
    return stem != stem.lower() and not written.isupper()
