"""search: events from the store, or the rows that meet a condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.clock import ALL_TIME
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.predicate import Place, Predicate, compile_predicate
from preview.spl.subsearch import run_subsearch, search_text
from preview.spl.timemodifier import TimeModifierError, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from preview.spl.pipeline import Call, Pipeline
    from preview.spl.store import Event
    from preview.spl.values import Row


@dataclass(frozen=True)
class Search(Command):
    """Keeps what meets a condition; subsearches become conditions of their own."""

    takes_subsearch = True
    call: Call
    predicate: Predicate
    subsearches: dict[int, Pipeline]

    @classmethod
    def starts(cls, call: Call) -> bool:
        """Return True: the first search reads the store."""
        del call
        return True

    @classmethod
    def parse(cls, call: Call) -> Search:
        """Check the conditions and the subsearches."""
        predicate = compile_predicate(call.arguments, call.name, _place(call))
        if call.first and "index" in predicate.fields and not predicate.names_index:
            raise call.unsupported(
                "an index to leave out, without one to search,",
                instead="name an index, such as index=*",
            )
        if predicate.times and not call.first:
            raise call.error(
                "earliest and latest belong to the first search", predicate.times[0][2]
            )
        subsearches = {start: call.subsearch(start) for start in call.subsearches}
        for start, pipeline in subsearches.items():
            if pipeline.gives_whole_events():
                raise call.unsupported(
                    "a subsearch that gives whole events, with fields that only Splunk makes,",
                    call.subsearches[start].origin(0),
                    "end it with fields, table or return",
                )
        command = cls(call, predicate, subsearches)
        command.time_range()
        return command

    def time_range(self) -> tuple[float, float]:
        """Return earliest and latest in epoch seconds.

        What the conditions name takes the place of the whole time range around the search; the
        end is then the present unless they name it too.
        """
        clock = self.call.scope.clock
        if not self.predicate.times:
            return clock.earliest, clock.latest
        bounds: dict[str, float] = {}
        for name, text, position in self.predicate.times:
            if name in bounds:
                raise self.call.error(f"{name} is given twice", position)
            bounds[name] = self._moment(name, text, position)
        earliest = bounds.get("earliest", clock.earliest)
        latest = bounds.get("latest", clock.now)
        position = self.predicate.times[-1][2]
        if "earliest" not in bounds and earliest != ALL_TIME[0]:
            raise self.call.unsupported(
                "latest alone, in a search with a time range,", position, "name earliest too"
            )
        if earliest > latest:
            raise self.call.error("the time range ends before it starts", position)
        return earliest, latest

    def _moment(self, name: str, text: str, position: int) -> float:
        if text.startswith("$") and text.endswith("$"):
            raise self.call.missing(f"the token {text} has no value here", position)
        try:
            return resolve(text, self.call.scope.clock.now)
        except TimeModifierError as error:
            raise self.call.error(f"{name}: {error}", position) from error

    def reads(self) -> Iterable[str]:
        """Return the fields of the conditions, where it filters rows."""
        return () if self.call.first else self.predicate.fields

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset(["_raw", *self.predicate.fields])

    def fields_after(self, known: Fields) -> Fields:
        """Return the same fields; events have any."""
        return None if self.call.first else known

    def run(self, table: Table, context: Context) -> Table:
        """Return the events of the store, newest first, or the rows that match."""
        if self.call.first:
            return Table(self._rows(context), None, is_events=True)
        predicate = self._with_subsearches(context)
        rows = [row for row in table.rows if predicate.matches(row)]
        return Table(rows, table.fields, table.is_events)

    def _rows(self, context: Context) -> list[Row]:
        needed = context.needed
        predicate = self._with_subsearches(context)
        named = frozenset(predicate.fields).union(needed or ())
        rows: list[Row] = []
        for event, certain in self._screened(predicate, context):
            row = event.row(needed if certain else None)
            event.check(row, named)
            if certain or predicate.matches(row):
                rows.append(row)
        return rows

    def events(self, context: Context) -> Iterator[Event]:
        """Return the events that match by what the index knows of them."""
        for event, _ in self._screened(self._with_subsearches(context), context):
            yield event

    def _screened(self, predicate: Predicate, context: Context) -> Iterator[tuple[Event, bool]]:
        """Return the events that may match, and whether that is certain."""
        earliest, latest = self.time_range()
        context.time_range = (earliest, latest)
        if not predicate.names_index:
            context.report("INFO", "No index is named: the preview searches every index.")
        for event in context.store.between(earliest, latest):
            verdict = predicate.screen(event)
            if verdict is not False:
                yield event, verdict is True

    def _with_subsearches(self, context: Context) -> Predicate:
        """Put the results of the subsearches in their places, as splunkd does."""
        if not self.subsearches:
            return self.predicate
        source = self.call.arguments
        for start in sorted(self.subsearches, reverse=True):
            text = search_text(run_subsearch(self.subsearches[start], context))
            if not _is_value(source.text, start):
                text = f"({text})"
            end = start + len(self.call.subsearches[start].text) + 2
            source = source.replace(start, end, text)
        return compile_predicate(source, self.call.name, _place(self.call))


def _place(call: Call) -> Place:
    return Place.INDEX if call.first else Place.ROWS


def _is_value(text: str, start: int) -> bool:
    """Return whether the subsearch at an offset stands for the value of a comparison."""
    return text[:start].rstrip().endswith(("=", "<", ">"))
