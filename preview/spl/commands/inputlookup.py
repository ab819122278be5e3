"""inputlookup: the rows of a lookup table.

Follows the Search Reference, "inputlookup":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/inputlookup
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.lookups import Definition, definition
from preview.spl.predicate import Place, Predicate, compile_predicate
from preview.spl.source import Source
from preview.spl.tables import Tables

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

_APPEND = re.compile(r"\bappend\s*=\s*(t|true|yes|1)\b", re.IGNORECASE)
_WHERE = re.compile(r'"(?:\\.|[^"\\])*"|(?<=\s)where(?=\s)', re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Inputlookup(Command):
    """Starts a search with a table, or appends it to the rows."""

    table: Definition
    condition: Predicate
    start: int
    maximum: int

    @classmethod
    def starts(cls, call: Call) -> bool:
        """Return True: it needs no rows."""
        del call
        return True

    @classmethod
    def follows(cls, call: Call) -> bool:
        """Return whether the table is appended."""
        return _APPEND.search(call.arguments.text) is not None

    @classmethod
    def parse(cls, call: Call) -> Inputlookup:
        """Check the table, the options and the WHERE clause."""
        head, condition = _clauses(call)
        arguments = Arguments(head, ["append", "start", "max"])
        arguments.options.boolean("append", default=False)
        word = arguments.take("the name of a lookup table")
        configuration = call.scope.configuration
        table = call.at(word.position, lambda: definition(word.text, configuration))
        call.at(word.position, lambda: Tables(configuration.folder).load(table))
        arguments.end()
        if condition.text.strip() and arguments.options.keys() & {"start", "max"}:
            raise arguments.unsupported("start or max beside WHERE", word)
        return cls(
            table,
            compile_predicate(condition, call.name, Place.TABLE),
            arguments.options.integer("start", 0),
            arguments.options.integer("max", 1_000_000_000),
        )

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows before and those of the table."""
        columns, loaded = context.tables.load(self.table)
        found = [row for row in loaded if self.condition.matches(row)]
        rows = [*table.rows, *found[self.start : self.start + self.maximum]]
        return Table(rows, list(dict.fromkeys([*table.columns(), *columns])))


def _clauses(call: Call) -> tuple[Call, Source]:
    """Split the arguments at WHERE."""
    source = call.arguments
    for found in _WHERE.finditer(source.text):
        if not found.group().startswith('"'):
            head = Source(source.text[: found.start()], source.origins)
            rest = Source(source.text[found.end() :], source.origins[found.end() :])
            return replace(call, arguments=head), rest
    return call, Source("", [call.position])
