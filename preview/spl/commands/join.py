"""join: the fields of another search's rows with the same values.

Follows the Search Reference, "join":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/join
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.subsearch import run_subsearch

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call, Pipeline
    from preview.spl.values import Row

LIMIT = 50_000  # limits.conf [join] subsearch_maxout


@dataclass(frozen=True)
class Join(Command):
    """Joins each row with the rows of a subsearch: inner, or left (outer)."""

    takes_subsearch = True
    names: list[str]
    subsearch: Pipeline
    keep_all: bool
    overwrite: bool
    maximum: int

    @classmethod
    def parse(cls, call: Call) -> Join:
        """Check the options, the fields and the subsearch."""
        arguments = Arguments(call, ["type", "overwrite", "max"])
        kind = arguments.options.choice("type", ["inner", "left", "outer"], "inner")
        if not arguments.words or not arguments.words[-1].subsearch:
            raise call.error("join ends with a subsearch in square brackets")
        word = arguments.words.pop()
        if arguments.words and arguments.words[0].says("left", "right"):
            raise arguments.unsupported("join with aliases and WHERE")
        names = arguments.names()
        if not names:
            raise arguments.unsupported("join without field names")
        return cls(
            names,
            call.subsearch(word.offset),
            kind != "inner",
            arguments.options.boolean("overwrite", default=True),
            arguments.options.integer("max", 1),
        )

    def mentions(self) -> Iterable[str]:
        """Return the fields that are joined by."""
        return self.names

    def run(self, table: Table, context: Context) -> Table:
        """Return the joined rows."""
        other = run_subsearch(self.subsearch, context, LIMIT)
        self._check_common(table.rows)
        self._check_common(other.rows)
        index: dict[tuple[str, ...], list[Row]] = {}
        for row in other.rows:
            key = self._key(row)
            if key is not None:
                index.setdefault(key, []).append(row)
        rows: list[Row] = []
        for row in table.rows:
            key = self._key(row)
            matches = index.get(key, []) if key is not None else []
            rows.extend(
                {**row, **match} if self.overwrite else {**match, **row}
                for match in matches[: self.maximum or None]
            )
            if not matches and self.keep_all:
                rows.append(row)
        fields = list(dict.fromkeys([*table.columns(), *other.columns()]))
        return Table(rows, None if table.fields is None else fields, table.is_events)

    def _check_common(self, rows: list[Row]) -> None:
        """Refuse results none of which has a field: it "must be common to each dataset"."""
        if rows and not any(name in row for name in self.names for row in rows):
            raise DataError(f"no result of one of the searches has {', '.join(self.names)}")

    def _key(self, row: Row) -> tuple[str, ...] | None:
        values = [row.get(name) for name in self.names]
        if any(isinstance(value, list) for value in values):
            raise DataError("join on a multivalue field is not supported: use mvexpand before")
        found = tuple(value for value in values if isinstance(value, str))
        if 0 < len(found) < len(values):
            raise DataError(
                f"join by {', '.join(self.names)} is not supported where a row has not all of them"
            )
        return found or None
