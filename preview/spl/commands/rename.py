"""rename: other names for fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.wildcards import check_internal, filled, matching_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call
    from preview.spl.values import Row


@dataclass(frozen=True)
class Rename(Command):
    """Renames fields; a wildcard in both names keeps what it stands for."""

    pairs: list[tuple[str, str]]

    @classmethod
    def parse(cls, call: Call) -> Rename:
        """Check that every name has its AS."""
        arguments = Arguments(call)
        pairs: list[tuple[str, str]] = []
        while arguments.words:
            if pairs:
                arguments.accept(",")
            old = arguments.take("a field name")
            if not arguments.accept("as"):
                raise arguments.error(f"AS and a new name are missing after {old.text}", old)
            new = arguments.name("a new name")
            if old.text.count("*") != new.count("*"):
                raise arguments.error(f"{old.text} and {new} need as many wildcards", old)
            pairs.append((old.text, new))
        if not pairs:
            raise call.error("rename needs a field AS a new name")
        _check_names(pairs, call)
        return cls(pairs)

    def mentions(self) -> Iterable[str]:
        """Return the old names."""
        return [old for old, _ in self.pairs]

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields under their new names."""
        if known is None or any("*" in old for old, _ in self.pairs):
            return None
        names = dict(self.pairs)
        return frozenset(names.get(name, name) for name in known)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields renamed; a field that had the new name is replaced."""
        del context
        names = {}
        columns = table.columns()
        check_internal([old for old, _ in self.pairs], columns)
        for old, new in self.pairs:
            for name in matching_fields(old, columns):
                if name in names:
                    raise DataError(f"rename: two of the names with wildcards mean {name}")
                names[name] = filled(new, old, name)
        if len(set(names.values())) < len(names):
            raise DataError("rename: two fields get the same new name")
        if not names:
            return table
        rows = [_renamed(row, names) for row in table.rows]
        if table.fields is None:
            return Table(rows, None, table.is_events)
        replaced = {new for old, new in names.items() if old != new}
        fields = [
            names.get(name, name) for name in table.fields if name in names or name not in replaced
        ]
        return Table(rows, list(dict.fromkeys(fields)), table.is_events)


def _check_names(pairs: list[tuple[str, str]], call: Call) -> None:
    """Refuse what the page forbids, and a chain of names, of which it does not say the order."""
    olds, news = zip(*pairs)
    if len(set(olds)) < len(olds):
        raise call.error("rename cannot give one field several names: use eval")
    if len(set(news)) < len(news):
        raise call.error("rename cannot merge fields: use eval with coalesce")
    if set(news) & {old for old, new in pairs if old != new}:
        raise call.unsupported("a name that is both old and new", instead="use two renames")
    if any("\\" in name for name in [*olds, *news]):
        raise call.unsupported("a backslash in rename")


def _renamed(row: Row, names: dict[str, str]) -> Row:
    replaced = set(names.values())
    kept = {k: v for k, v in row.items() if k in names or k not in replaced}
    return {names.get(name, name): value for name, value in kept.items()}
