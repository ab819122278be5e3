"""addinfo: the time range and the ID of the search in each row.

Follows the Search Reference, "addinfo":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/addinfo
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

_FIELDS = ("info_min_time", "info_max_time", "info_sid", "info_search_time")


@dataclass(frozen=True)
class Addinfo(Command):
    """Adds the time range of the search, its ID and when it was started."""

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
        sid = context.daemon.session.sid
        texts = [_shown(earliest), _shown(latest), sid, _shown(context.clock.now)]
        added = dict(zip(_FIELDS, texts))
        rows = [{**row, **added} for row in table.rows]
        return Table(rows, table.adding(*_FIELDS), table.is_events)


def _shown(moment: float) -> str:
    return "+Infinity" if math.isinf(moment) else f"{moment:.3f}"
