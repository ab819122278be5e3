"""Where the rows of lookup tables are: files of the app, files that searches wrote, collections."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from preview.kvstore import save
from preview.spl.errors import DataError, MissingError
from preview.spl.values import Row, format_number, joined, number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from preview.kvstore import Collections
    from preview.spl.lookups import Definition


@dataclass(frozen=True)
class Tables:
    """The lookup tables that a search reads and writes.

    :ivar app: the folder of the app.
    :ivar scratch: where outputlookup writes files, which win over the app's own.
    :ivar collections: those of the KV store.
    """

    app: Path
    scratch: Path | None = None
    collections: Collections | None = None

    def load(self, table: Definition) -> tuple[list[str], list[Row]]:
        """Return the columns and rows of a lookup table; empty cells are null.

        :raises MissingError: there is no such file.
        :raises DataError: a document holds what is no field.
        """
        if table.collection:
            return list(table.columns), self._documents(table)
        for folder in (self.scratch, self.app / "lookups"):
            if folder is not None and (folder / table.file).is_file():
                with (folder / table.file).open(encoding="utf-8-sig", newline="") as lines:
                    reader = csv.DictReader(lines)
                    rows: list[Row] = [
                        {name: text for name, text in record.items() if name and text}
                        for record in reader
                    ]
                    return list(reader.fieldnames or []), rows
        raise MissingError(
            f"the lookup file {table.file!r} does not exist in the app's lookups folder"
        )

    def save(self, table: Definition, columns: Sequence[str], rows: Sequence[Row]) -> str:
        """Write the rows of a table, in the place of those before, and return where they are."""
        if table.collection:
            self._save_documents(table, rows)
            return f"the collection {table.collection} of the preview"
        if self.scratch is None:
            raise MissingError("there is no folder to write lookup files to")
        if not rows:
            raise DataError(
                "no rows are left to write: Splunk would delete the lookup file, the preview does "
                "not; use override_if_empty=false"
            )
        internal = [name for name in columns if name.startswith("_")]
        if internal:
            raise DataError(
                f"{', '.join(internal)} in a lookup file is not supported by the preview: "
                "remove it by fields - _*, or rename it"
            )
        self.scratch.mkdir(parents=True, exist_ok=True)
        with (self.scratch / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            # outputlookup, Multivalued fields: "single space-delimited value".
            writer.writerows([joined(row.get(name), " ") for name in columns] for row in rows)
        return f"{table.file} in the scratch folder of the preview"

    def _documents(self, table: Definition) -> list[Row]:
        if self.collections is None:
            return []
        with self.collections.lock:
            documents = list(self.collections[table.collection].values())
        return [
            {name: _field(document[name], name) for name in table.columns if _has(document, name)}
            for document in documents
        ]

    def _save_documents(self, table: Definition, rows: Sequence[Row]) -> None:
        if self.collections is None:
            return
        numbers = self.collections.numbers[table.collection]
        with self.collections.lock:
            documents = self.collections[table.collection]
            documents.clear()
            for row in rows:
                kept = {name: row[name] for name in table.columns if name in row}
                save(
                    documents,
                    {name: _typed(v) if name in numbers else v for name, v in kept.items()},
                )


def _has(document: dict[str, Any], name: str) -> bool:
    return document.get(name) not in (None, "", [])


def _field(value: Any, name: str) -> str | list[str]:
    """Return a value of a document as a search sees it."""
    if isinstance(value, list):
        return [str(_field(item, name)) for item in value]
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format_number(value)
    raise DataError(f"{name} holds {type(value).__name__}, which the preview makes no field of")


def _typed(value: str | list[str]) -> Any:
    """Return a field as the number that its collection keeps, or as it is where it is none."""
    found = number(value) if isinstance(value, str) else None
    return value if found is None else found
