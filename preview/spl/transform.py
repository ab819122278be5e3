"""One extraction of transforms.conf: a regular expression or delimiters.

Follows the Admin Manual, transforms.conf, "Setting for creating search-time field extractions".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from preview.spl.conf import is_true
from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.pcre import compile_pcre
from preview.spl.values import Row, assign, collapse, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

_UNCLEAN = re.compile(r"[^A-Za-z0-9_]")
_FORMAT = re.compile(r"(\S+?)::(\"[^\"]*\"|\S+)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


@lru_cache(maxsize=4096)
def clean_key(key: str) -> str:
    """Return a key as a field name: letters, digits and underscores, a letter first."""
    return _UNCLEAN.sub("_", key).lstrip("_0123456789")


class Transform:
    """What a REPORT setting applies to an event.

    :raises SearchError: its regular expression cannot be used.
    """

    def __init__(self, settings: Mapping[str, str]) -> None:
        self._source = settings.get("SOURCE_KEY", "_raw")
        self._clean = is_true(settings, "CLEAN_KEYS", default=True)
        self._repeat = is_true(settings, "MV_ADD", default=False)
        self._format = [
            (key, value.strip('"')) for key, value in _FORMAT.findall(settings.get("FORMAT", ""))
        ]
        self._keep_empty = is_true(settings, "KEEP_EMPTY_VALS", default=False)
        delimiters = re.findall(r'"((?:\\.|[^"\\])*)"', settings.get("DELIMS", ""))
        if "FIELDS" in settings or len(delimiters) == 1 or ":" in self._source:
            raise UnsupportedError(
                "transforms.conf: FIELDS, DELIMS of one kind and SOURCE_KEY = field: are not "
                "supported"
            )
        self._delimiters = [re.sub(r"\\(.)", _unescaped, text) for text in delimiters]
        try:
            self._regex = compile_pcre(settings.get("REGEX", ""))
        except SearchError as error:
            raise SearchError(f"transforms.conf: {error.message}") from error

    def composed(self) -> set[str]:
        """Return the fields whose values are put together, not cut out."""
        return {key for key, value in self._format if not re.fullmatch(r"\$\d+", value)}

    def apply(self, row: Row) -> None:
        """Add the fields that the extraction finds in its source field."""
        found: dict[str, list[str]] = {}
        for text in texts(row.get(self._source)):
            self._delimited(text, found) if self._delimiters else self._matched(text, found)
        for key, values in found.items():
            name = clean_key(key) if self._clean else key
            kept = [value for value in values if value or self._keep_empty]
            if not name or not kept:
                continue
            if self._repeat:
                assign(row, name, collapse([*texts(row.get(name)), *kept]))
            elif name not in row:
                assign(row, name, kept[0])

    def _matched(self, text: str, found: dict[str, list[str]]) -> None:
        # FORMAT with $n as a name applies to every match, a fixed one to the first.
        every = self._repeat or any(key.startswith("$") for key, _ in self._format)
        for match in self._regex.finditer(text):
            for key, value in self._format:
                found.setdefault(_expand(key, match), []).append(_expand(value, match))
            if not self._format:
                for key, captured in match.groupdict().items():
                    if captured is not None:
                        found.setdefault(key, []).append(captured)
            if not every:
                return

    def _delimited(self, text: str, found: dict[str, list[str]]) -> None:
        for part in re.split(f"[{re.escape(self._delimiters[0])}]", text):
            key, *value = re.split(f"[{re.escape(self._delimiters[1])}]", part, maxsplit=1)
            if value:
                found.setdefault(key.strip(), []).append(value[0].strip())


def _unescaped(found: re.Match[str]) -> str:
    character = found.group(1)
    return _ESCAPES.get(character, character)


def _expand(template: str, match: re.Match[str]) -> str:
    return re.sub(r"\$(\d+)", lambda number: match.group(int(number.group(1))) or "", template)
