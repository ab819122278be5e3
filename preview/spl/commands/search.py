"""search: events from the store, or the rows that meet a condition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.predicate import Predicate, compile_predicate
from preview.spl.source import Source
from preview.spl.subsearch import limited, search_text
from preview.spl.timemodifier import TimeModifierError, resolve

if TYPE_CHECKING:
    from preview.spl.pipeline import Call, Pipeline
    from preview.spl.values import Row


@dataclass(frozen=True)
class Search(Command):
    """Keeps what meets a condition; subsearches become conditions of their own."""

    call: Call
    predicate: Predicate
    subsearches: dict[int, Pipeline]

    @classmethod
    def parse(cls, call: Call) -> Search:
        """Check the conditions and the subsearches."""
        predicate = compile_predicate(call.arguments, call.name)
        if predicate.times and not call.first:
            raise call.error(
                "earliest and latest belong to the first search", predicate.times[0][2]
            )
        subsearches = {start: call.subsearch(start) for start in call.subsearches}
        command = cls(call, predicate, subsearches)
        command.time_range()
        return command

    def time_range(self) -> list[float]:
        """Return earliest and latest in epoch seconds."""
        clock = self.call.scope.clock
        bounds = {"earliest": clock.earliest, "latest": clock.latest}
        for name, text, position in self.predicate.times:
            if text.startswith("$") and text.endswith("$"):
                raise self.call.missing(f"the token {text} has no value here", position)
            try:
                bounds[name] = resolve(text, clock.now)
            except TimeModifierError as error:
                raise self.call.error(f"{name}: {error}", position) from error
        return [bounds["earliest"], bounds["latest"]]

    def run(self, table: Table, context: Context) -> Table:
        """Return the events of the store, newest first, or the rows that match."""
        predicate = self._with_subsearches(context) if self.subsearches else self.predicate
        if not self.call.first:
            return Table(
                [row for row in table.rows if predicate.matches(row)], table.fields, table.is_events
            )
        if "index" not in predicate.fields:
            context.report("INFO", "No index is named: the preview searches every index.")
        rows: list[Row] = []
        for event in context.store.between(*self.time_range()):
            verdict = predicate.screen(event)
            if verdict is False:
                continue
            row = event.row()
            if verdict or predicate.matches(row):
                rows.append(row)
        return Table(rows, None, is_events=True)

    def _with_subsearches(self, context: Context) -> Predicate:
        """Put the results of the subsearches in their places, as splunkd does."""
        source = self.call.arguments
        for start in sorted(self.subsearches, reverse=True):
            table = run_pipeline(self.subsearches[start], context)
            text = f"({search_text(limited(table, context))})"
            end = start + len(self.call.subsearches[start].text) + 2
            source = source.replace(start, end, text)
        return compile_predicate(Source(source.text, source.origins), self.call.name)
