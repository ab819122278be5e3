"""regex: keeps the rows whose field matches a regular expression."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import UnsupportedError
from preview.spl.grammar import unquote
from preview.spl.pcre import compile_pcre
from preview.spl.values import texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

_FORM = re.compile(r'\s*(?:([^\s=!"]+)\s*(!?=)\s*)?("(?:\\.|[^"\\])*")\s*', re.DOTALL)


@dataclass(frozen=True)
class Regex(Command):
    """Keeps or, with !=, removes the rows with a value that matches."""

    name: str
    negated: bool
    pattern: re.Pattern[str]

    @classmethod
    def parse(cls, call: Call) -> Regex:
        """Check the form and the regular expression."""
        found = _FORM.fullmatch(call.arguments.text)
        if found is None and '"' not in call.arguments.text and call.arguments.text.strip():
            message = "regex without double quotes is not supported by the preview"
            raise UnsupportedError(message, call.name, call.position)
        if found is None:
            raise call.error('regex takes field="regular expression", field!="..." or "..."')
        name, symbol, quoted = found.groups()
        try:
            pattern = compile_pcre(unquote(quoted))
        except ValueError as error:
            raise call.error(str(error), call.arguments.origin(found.start(3))) from error
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
        search = self.pattern.search
        rows = [
            row
            for row in table.rows
            if any(search(text) for text in texts(row.get(self.name))) is not self.negated
        ]
        return Table(rows, table.fields, table.is_events)
