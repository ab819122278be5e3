"""tstats: statistics over index, sourcetype, host, source and time, without reading fields.

Follows the Search Reference, "tstats":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/tstats
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from preview.spl.aggregation import Aggregation, parse_aggregation
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.commands.search import Search
from preview.spl.commands.stats import Stats
from preview.spl.default_fields import METADATA
from preview.spl.errors import SearchError
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
# list() is not among the functions of tstats, and nothing is said of the order for the others.
_OTHER_FUNCTIONS = {"list", "first", "last"}
_BY_TIME = {"earliest", "latest", "earliest_time", "latest_time"}


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
            raise call.unsupported("FROM a data model", clauses["from"].origin(0))
        aggregation = _aggregation(clauses, call)
        where = clauses.get("where", Source("", [call.position]))
        search = Search.parse(
            replace(call, arguments=where, first=True, subsearches=_inside(call, where))
        )
        for name in search.predicate.fields:
            if name not in METADATA:
                raise call.unsupported(f"tstats with the field {name}")
        return cls(search, aggregation, _span(aggregation, call))

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


def _aggregation(clauses: dict[str, Source], call: Call) -> Aggregation:
    """Read the functions and the fields after BY."""
    head, by = clauses["head"], clauses.get("by") or clauses.get("groupby")
    if re.search(r"\bPREFIX\s*\(", head.text + (by.text if by else "")):
        raise call.unsupported("PREFIX()")
    if by is not None:
        origins = [*head.origins[: len(head.text)], *[by.origin(0)] * 4, *by.origins]
        head = Source(f"{head.text} by {by.text}", origins)
    aggregation = parse_aggregation(replace(call, arguments=head), ["span"])
    for each in aggregation.statistics:
        if each.function in _OTHER_FUNCTIONS:
            raise call.unsupported(f"{each.function}() in tstats")
        if each.field not in _FIELDS and (each.function != "count" or each.field or each.inputs):
            raise call.unsupported(f"tstats of the field {each.field or each.name}")
        if "_time" in aggregation.by and (each.field == "_time" or each.function in _BY_TIME):
            raise call.unsupported(f"{each.name} beside BY _time")
    for name in aggregation.by:
        if name not in _FIELDS:
            raise call.unsupported(f"tstats by the field {name}")
    return aggregation


def _span(aggregation: Aggregation, call: Call) -> Span | None:
    """Return the width of the bins of _time, None where it is not in the BY clause."""
    option = aggregation.options.get("span")
    if option and not aggregation.of_clauses:
        raise call.unsupported("span before BY", option.position)
    if (option is None) == ("_time" in aggregation.by):
        raise call.unsupported("_time without span, or span without _time,")
    if option is None:
        return None
    span = span_option(option, call)
    if not span.months and not float(span.seconds).is_integer():
        raise call.unsupported(f"span={option.value.text} in tstats")
    return span


def _clauses(call: Call) -> dict[str, Source]:
    """Split the arguments into the functions and the clauses after them."""
    source = call.arguments
    marks = [found for found in _CLAUSE.finditer(source.text) if found.group("clause")]
    ends = [found.start() for found in marks[1:]] + [len(source.text)]
    first = marks[0].start() if marks else len(source.text)
    clauses = {"head": Source(source.text[:first], source.origins[: first + 1])}
    for found, end in zip(marks, ends):
        name = found.group("clause").lower()
        if name == "where" and clauses.keys() & {"by", "groupby"}:
            place = source.origin(found.start())
            raise SearchError("WHERE goes before BY", call.name, place)
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
