"""appendpipe: the rows, and after them what a subpipeline makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table, run_pipeline

if TYPE_CHECKING:
    from preview.spl.pipeline import Call, Pipeline


@dataclass(frozen=True)
class Appendpipe(Command):
    """Runs commands over the rows and adds the results."""

    takes_subsearch = True
    stage: Pipeline

    @classmethod
    def parse(cls, call: Call) -> Appendpipe:
        """Check the subpipeline."""
        arguments = Arguments(call, ["run_in_preview"])
        word = arguments.take("a subpipeline in square brackets")
        if not word.subsearch:
            raise arguments.error("appendpipe takes a subpipeline in square brackets", word)
        arguments.end()
        return cls(call.stage(word.offset))

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows of both."""
        added = run_pipeline(self.stage, context, Table(list(table.rows), table.fields))
        fields = list(dict.fromkeys([*table.columns(), *added.columns()]))
        return Table([*table.rows, *added.rows], fields)
