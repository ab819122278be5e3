"""tstats: statistics over index, sourcetype, host, source and time, without reading fields."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.commands.search import Search
from preview.spl.commands.stats import Stats
from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.predicate import METADATA
from preview.spl.source import Source
from preview.spl.spans import span_option
from preview.spl.store import format_event_time
from preview.spl.values import Row, format_number

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.timemodifier import Span

_CLAUSE = re.compile(
    r'"(?:\\.|[^"\\])*"|(?<=\s)(?P<clause>where|groupby|by|from)(?=\s)', re.DOTALL | re.IGNORECASE
)
_FIELDS = {*METADATA, "_time"}


@dataclass(frozen=True)
class Tstats(Command):
    """Counts raw events by what the index knows of them."""

    generating = True
    takes_subsearch = True
    search: Search
    aggregation: Aggregation
    span: Span | None

    @classmethod
    def parse(cls, call: Call) -> Tstats:
        """Check the functions and the WHERE and BY clauses."""
        clauses = _clauses(call)
        if "from" in clauses:
            place = clauses["from"].origin(0)
            raise UnsupportedError(
                "FROM a data model is not supported by the preview", call.name, place
            )
        by = clauses.get("by") or clauses.get("groupby")
        if by and re.search(r"\bPREFIX\s*\(", by.text):
            message = "PREFIX() is not supported by the preview"
            raise UnsupportedError(message, call.name, by.origin(0))
        head = clauses["head"]
        joined = (
            head
            if by is None
            else Source(
                f"{head.text} by {by.text}",
                [*head.origins[: len(head.text)], *[by.origin(0)] * 4, *by.origins],
            )
        )
        aggregation = parse_aggregation(replace(call, arguments=joined), [], ["span"])
        used = [each.field for each in aggregation.statistics if each.field] + list(aggregation.by)
        for name in used:
            if name not in _FIELDS:
                raise UnsupportedError(
                    f"tstats of the field {name} is not supported by the preview",
                    call.name,
                    call.position,
                )
        where = clauses.get("where", Source("", [call.position]))
        search = Search.parse(
            replace(call, arguments=where, first=True, subsearches=_inside(call, where))
        )
        for name in search.predicate.fields:
            if name not in METADATA:
                raise UnsupportedError(
                    f"tstats with the field {name} is not supported by the preview",
                    call.name,
                    call.position,
                )
        span = aggregation.by_options.get("span")
        if "_time" in aggregation.by and span is None:
            raise UnsupportedError(
                "_time without span is not supported by the preview", call.name, call.position
            )
        return cls(search, aggregation, span_option(span, call) if span else None)

    def fields_after(self, known: Fields) -> Fields:
        """Return the columns of the table."""
        del known
        return self.aggregation.columns()

    def run(self, table: Table, context: Context) -> Table:
        """Return the statistics."""
        del table
        rows: list[Row] = [
            {
                "_time": format_number(self.span.floor(event.time))
                if self.span
                else format_event_time(event.time),
                "index": event.index,
                "sourcetype": event.sourcetype,
                "host": event.host,
                "source": event.source,
            }
            for event in self.search.events(context)
        ]
        return Stats(self.aggregation).run(Table(rows), context)


def _clauses(call: Call) -> dict[str, Source]:
    """Split the arguments into the functions and the clauses after them."""
    source = call.arguments
    marks = [found for found in _CLAUSE.finditer(source.text) if found.group("clause")]
    ends = [found.start() for found in marks[1:]] + [len(source.text)]
    first = marks[0].start() if marks else len(source.text)
    clauses = {"head": Source(source.text[:first], source.origins[: first + 1])}
    for found, end in zip(marks, ends):
        name = found.group("clause").lower()
        if name in clauses:
            raise SearchError(f"{name} is given twice", call.name, source.origin(found.start()))
        clauses[name] = Source(
            source.text[found.end() : end], source.origins[found.end() : end + 1]
        )
    return clauses


def _inside(call: Call, where: Source) -> dict[int, Source]:
    """Return the subsearches of the WHERE clause by their offsets in it."""
    offset = call.arguments.text.find(where.text) if where.text else 0
    return {
        start - offset: inner
        for start, inner in call.subsearches.items()
        if offset <= start < offset + len(where.text)
    }
