"""addinfo: the time range of the search in each row."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

_FIELDS = ("info_min_time", "info_max_time", "info_search_time")


@dataclass(frozen=True)
class Addinfo(Command):
    """Adds the earliest and latest time and the start of the search; there is no search ID."""

    @classmethod
    def parse(cls, call: Call) -> Addinfo:
        """Check that there are no arguments."""
        Arguments(call).end()
        return cls()

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset()

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | set(_FIELDS)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the times; no latest time is ``+Infinity``."""
        earliest, latest = context.time_range
        moments = (earliest, latest, context.clock.now)
        texts = ["+Infinity" if math.isinf(moment) else f"{moment:.3f}" for moment in moments]
        added = dict(zip(_FIELDS, texts))
        rows = [{**row, **added} for row in table.rows]
        return Table(rows, table.adding(*_FIELDS), table.is_events)
