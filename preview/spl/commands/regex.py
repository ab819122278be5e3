"""regex: keeps the rows whose field matches a regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.grammar import unquote
from preview.spl.pcre import Pcre, compile_pcre

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.values import Row

_FORM = re.compile(r'\s*(?:([^\s=!"]+)\s*(!?=)\s*)?("(?:\\.|[^"\\])*")\s*', re.DOTALL)


@dataclass(frozen=True)
class Regex(Command):
    """Keeps or, with !=, removes the rows with a value that matches."""

    name: str
    negated: bool
    pattern: Pcre

    @classmethod
    def parse(cls, call: Call) -> Regex:
        """Check the form and the regular expression."""
        found = _FORM.fullmatch(call.arguments.text)
        if found is None and '"' not in call.arguments.text and call.arguments.text.strip():
            raise call.unsupported("regex without double quotes")
        if found is None:
            raise call.error('regex takes field="regular expression", field!="..." or "..."')
        name, symbol, quoted = found.groups()
        place = call.arguments.origin(found.start(3))
        pattern = call.at(place, lambda: compile_pcre(unquote(quoted)))
        return cls(name or "_raw", symbol == "!=", pattern)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.name])

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields."""
        return known

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows that are kept."""
        del context
        rows = [row for row in table.rows if self._matches(row) is not self.negated]
        return Table(rows, table.fields, table.is_events)

    def _matches(self, row: Row) -> bool:
        """Return whether a row's value matches; none does not.

        :raises DataError: there are several.
        """
        value = row.get(self.name)
        if isinstance(value, list):
            raise DataError(
                f"regex on the multivalue field {self.name} is not supported: use where mvfind()"
            )
        return value is not None and self.pattern.search(value) is not None
