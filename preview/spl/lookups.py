"""Lookup tables: CSV files and KV store collections, and the matching of fields against them.

Follows the Search Reference, "lookup", and transforms.conf of the Admin Manual:
https://help.splunk.com/splunk-enterprise/spl-search-reference/9.4/search-commands/lookup
"""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING, Callable

from preview.spl.errors import DataError, MissingError, UnsupportedError
from preview.spl.tables import Tables
from preview.spl.values import Row, assign, collapse, texts, wildcard

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from preview.spl.configuration import Configuration

MAX_MATCHES = 1000  # transforms.conf: max_matches for lookups without a time field
_FALSE = {"0", "f", "false", "n", "no"}


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
    for setting in ("external_cmd", "time_field", "filter"):
        if setting in settings:
            raise UnsupportedError(f"the lookup {name} sets {setting}, which is not supported")
    is_collection = settings.get("external_type") == "kvstore"
    if is_collection and settings.get("collection") not in configuration.collections:
        raise MissingError(f"the collection of the lookup {name} does not exist in the app")
    types = {}
    for entry in settings.get("match_type", "").split(","):
        kind, _, column = entry.strip().rstrip(")").partition("(")
        if kind and kind not in ("WILDCARD", "CIDR", "EXACT"):
            raise UnsupportedError(f"the lookup {name} has the unknown match_type {kind}")
        types[column] = kind
    columns = [part.strip() for part in settings.get("fields_list", "").split(",") if part.strip()]
    return Definition(
        name,
        "" if is_collection else settings.get("filename", ""),
        settings.get("collection", "") if is_collection else "",
        columns,
        # Not for collections, which know one case only.
        is_collection or settings.get("case_sensitive_match", "1").lower() not in _FALSE,
        types,
        int(settings.get("min_matches", "0")),
        int(settings.get("max_matches", str(MAX_MATCHES))),
        settings.get("default_match", ""),
    )


Matcher = Callable[[str], bool]


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
        """Add the outputs of all matching rows to an event."""
        found = self._matches(row)
        if found is None:
            return
        default = self.table.definition.default
        for column, name in self.pairs():
            if self.only_new and name in row:
                continue
            values = [text for match in found for text in texts(match.get(column))]
            if len(found) < self.table.definition.minimum and default:
                values = [default] * self.table.definition.minimum
            if not found and not values and name in row and not self.only_new:
                raise DataError(
                    f"the lookup finds nothing for an event that already has {name}: "
                    "use OUTPUTNEW, or remove the field before"
                )
            if values or found:
                assign(row, name, collapse(values))

    def _matches(self, row: Row) -> list[Row] | None:
        """Return the matching rows, None where the event lacks an input field."""
        keys: list[list[tuple[str, str]]] = [[]]
        for column, name in self.inputs:
            values = texts(row.get(name))
            if not values:
                return None
            keys = [[*key, (column, text)] for key in keys for text in values]
        return [match for key in keys for match in self.table.find(key)]


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
