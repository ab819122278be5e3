"""Lookup tables: CSV files and KV store collections, and the matching of fields against them.

Follows the Search Reference, "lookup", and transforms.conf of the Admin Manual:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/lookup
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from preview.spl.conf import is_true
from preview.spl.errors import DataError, MissingError, UnsupportedError
from preview.spl.tables import Tables
from preview.spl.values import Row, assign, collapse, texts
from preview.spl.wildcards import wildcard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from preview.spl.configuration import Configuration

MAX_MATCHES = 100  # transforms.conf: max_matches for lookups without a time field
_MATCH_TYPE = re.compile(r"(\w+)\s*\(\s*([^)]*?)\s*\)")


@dataclass(frozen=True)
class Definition:
    """Where a lookup table is and how it matches.

    :ivar file: the name of its CSV file, or empty.
    :ivar collection: the name of its KV store collection, or empty.
    :ivar columns: the columns that the definition itself names.
    :ivar match_types: ``WILDCARD`` or ``CIDR`` by column; the rest match exactly.
    """

    name: str
    file: str
    collection: str = ""
    columns: Sequence[str] = ()
    case_sensitive: bool = True
    match_types: Mapping[str, str] = field(default_factory=dict)
    minimum: int = 0
    maximum: int = MAX_MATCHES
    default: str = ""


def definition(name: str, configuration: Configuration) -> Definition:
    """Return a lookup by its definition in transforms.conf, or by its file name.

    :raises MissingError: the app has neither.
    :raises UnsupportedError: the definition is of a kind that the preview does not run.
    """
    settings = configuration.transforms.get(name)
    if settings is None:
        # A name with a slash would lead out of the app.
        is_file = "/" not in name and (configuration.folder / "lookups" / name).is_file()
        if name.endswith(".csv") and is_file:
            return Definition(name, name)
        raise MissingError(f"the lookup table {name!r} does not exist in the app")
    is_collection = settings.get("external_type") == "kvstore"
    _check(name, settings, is_collection=is_collection)
    if is_collection and settings.get("collection") not in configuration.collections:
        raise MissingError(f"the collection of the lookup {name} does not exist in the app")
    columns = [part.strip() for part in settings.get("fields_list", "").split(",") if part.strip()]
    return Definition(
        name,
        "" if is_collection else settings.get("filename", ""),
        settings.get("collection", "") if is_collection else "",
        columns,
        _is_case_sensitive(settings),
        _match_types(name, settings),
        int(settings.get("min_matches", "0")),
        int(settings.get("max_matches", str(MAX_MATCHES))),
        settings.get("default_match", ""),
    )


def _check(name: str, settings: Mapping[str, str], *, is_collection: bool) -> None:
    """Refuse the settings that the preview does not follow."""
    for setting in ("external_cmd", "time_field", "filter", "index_fields_list"):
        if setting in settings:
            raise UnsupportedError(f"the lookup {name} sets {setting}, which is not supported")
    if "external_type" in settings and not is_collection:
        raise UnsupportedError(f"the lookup {name} is of a type that is not supported")
    if is_collection and not _is_case_sensitive(settings):
        raise UnsupportedError(
            f"the lookup {name} sets case_sensitive_match=false, which a collection may not honor"
        )
    if settings.get("min_matches", "0") != "0" and not settings.get("default_match"):
        raise UnsupportedError(f"the lookup {name} sets min_matches without default_match")


def _is_case_sensitive(settings: Mapping[str, str]) -> bool:
    return is_true(settings, "case_sensitive_match", default=True)


def _match_types(name: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return ``WILDCARD``, ``CIDR`` or ``EXACT`` by column."""
    text = settings.get("match_type", "")
    types = {column: kind for kind, column in _MATCH_TYPE.findall(text)}
    unknown = set(types.values()) - {"WILDCARD", "CIDR", "EXACT"}
    if unknown or _MATCH_TYPE.sub("", text).strip(", "):
        raise UnsupportedError(f"the lookup {name} has the unknown match_type {text}")
    return types


class LookupTable:
    """A loaded lookup table that finds the rows for the values of some columns."""

    def __init__(self, table: Definition, columns: Sequence[str], rows: Sequence[Row]) -> None:
        self.definition = table
        self.columns = columns
        self._rows = rows
        self._exact: dict[tuple[str, ...], dict[tuple[str, ...], list[int]]] = {}
        self._found: dict[tuple[tuple[str, str], ...], list[Row]] = {}

    def find(self, wanted: Sequence[tuple[str, str]]) -> list[Row]:
        """Return the rows that match every (column, value), in the order of the table."""
        key = tuple(wanted)
        if key not in self._found:
            self._found[key] = self._search(key)
        return self._found[key]

    def _search(self, wanted: tuple[tuple[str, str], ...]) -> list[Row]:
        types = self.definition.match_types
        exact = [(name, text) for name, text in wanted if types.get(name, "EXACT") == "EXACT"]
        patterns = [(name, text) for name, text in wanted if types.get(name, "EXACT") != "EXACT"]
        candidates = self._candidates(exact)
        rows = [
            self._rows[index]
            for index in candidates
            if all(
                self._like(self._rows[index].get(name), text, types[name])
                for name, text in patterns
            )
        ]
        return rows[: self.definition.maximum]

    def _candidates(self, exact: Sequence[tuple[str, str]]) -> Sequence[int]:
        if not exact:
            return range(len(self._rows))
        names = tuple(name for name, _ in exact)
        if names not in self._exact:
            index: dict[tuple[str, ...], list[int]] = {}
            for position, row in enumerate(self._rows):
                cells = [row.get(name) for name in names]
                if None not in cells:
                    index.setdefault(tuple(self._folded(str(cell)) for cell in cells), []).append(
                        position
                    )
            self._exact[names] = index
        return self._exact[names].get(tuple(self._folded(text) for _, text in exact), [])

    def _folded(self, text: str) -> str:
        return text if self.definition.case_sensitive else text.lower()

    def _like(self, cell: object, text: str, kind: str) -> bool:
        if cell is None:
            return False
        if kind == "WILDCARD":
            regex = wildcard(str(cell), ignore_case=not self.definition.case_sensitive)
            return regex.fullmatch(text) is not None
        try:
            return ip_address(text) in ip_network(str(cell), strict=False)
        except ValueError:
            return False


Mapped = tuple[str, str]  # (column of the table, field of the event)


@dataclass(frozen=True)
class LookupCall:
    """A lookup of event fields in a table.

    :ivar inputs: the columns to match, with the event fields that hold the values.
    :ivar outputs: the columns to add, with the event fields to set; None for all others.
    :ivar only_new: whether fields that the event has are kept (OUTPUTNEW).
    """

    table: LookupTable
    inputs: Sequence[Mapped]
    outputs: Sequence[Mapped] | None
    only_new: bool

    @classmethod
    def from_setting(cls, text: str, configuration: Configuration) -> LookupCall:
        """Read a ``LOOKUP-`` setting of props.conf."""
        words = text.replace(",", " ").split()
        name, rest = words[0], words[1:]
        only_new = any(word.upper() == "OUTPUTNEW" for word in rest)
        split = next((i for i, word in enumerate(rest) if word.upper().startswith("OUTPUT")), None)
        outputs = None if split is None else mapped(rest[split + 1 :])
        table = definition(name, configuration)
        loaded = LookupTable(table, *Tables(configuration.folder).load(table))
        return cls(loaded, mapped(rest[:split]), outputs, only_new)

    def pairs(self) -> Sequence[Mapped]:
        """Return the columns to add and the fields they set."""
        if self.outputs is not None:
            return self.outputs
        inputs = {column for column, _ in self.inputs}
        return [(column, column) for column in self.table.columns if column not in inputs]

    def output_names(self) -> set[str]:
        """Return the fields that the lookup sets."""
        return {name for _, name in self.pairs()}

    def apply(self, row: Row) -> None:
        """Add the outputs of all matching rows to an event.

        An event without one of the inputs is left as it is; one without a match loses the
        outputs (props.conf, LOOKUP).
        """
        key = self._key(row)
        if key is None:
            return
        found = self.table.find(key)
        for column, name in self.pairs():
            if not (self.only_new and name in row):
                _check_cells(found, column, known=name in row)
                assign(row, name, collapse(self._values(found, column)))

    def _values(self, rows: Sequence[Row], column: str) -> list[str]:
        """Return the values of the matches, filled up to the minimum of matches."""
        table = self.table.definition
        values = [text for row in rows for text in texts(row.get(column))]
        return values + [table.default] * (table.minimum - len(rows))

    def _key(self, row: Row) -> list[tuple[str, str]] | None:
        """Return the columns to match with their values, None where the event lacks an input."""
        key: list[tuple[str, str]] = []
        for column, name in self.inputs:
            value = row.get(name)
            if value is None:
                return None
            if isinstance(value, list) or not value:
                kind = "multivalue" if value else "empty"
                raise DataError(f"a lookup of the {kind} field {name} is not supported")
            key.append((column, value))
        return key


def _check_cells(found: Sequence[Row], column: str, *, known: bool) -> None:
    """Refuse an empty cell where no page says what it does: beside others, or to a known field."""
    empty = sum(column not in row for row in found)
    if empty and (known or empty < len(found)):
        raise DataError(
            f"an empty {column} of a match is not supported where the field has other values: "
            "fill the cells of the table"
        )


def mapped(words: Sequence[str]) -> list[Mapped]:
    """Read ``column [AS field] ...``."""
    pairs: list[Mapped] = []
    remaining = list(words)
    while remaining:
        column = remaining.pop(0)
        if len(remaining) > 1 and remaining[0].upper() == "AS":
            pairs.append((column, remaining[1]))
            del remaining[:2]
        else:
            pairs.append((column, column))
    return pairs
