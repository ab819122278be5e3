"""rest: what splunkd's REST says of the app, as far as the app's own files tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.endpoints import Endpoint, find

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Rest(Command):
    """Makes one row for each entry of an address."""

    generating = True
    endpoint: Endpoint
    count: int

    @classmethod
    def parse(cls, call: Call) -> Rest:
        """Check the address and the options."""
        arguments = Arguments(call, ["splunk_server", "count", "timeout"])
        word = arguments.take("an address such as /services/apps/local")
        arguments.end()
        endpoint = find(word.text)
        if endpoint is None:
            raise arguments.unsupported(f"the address {word.text}", word)
        if arguments.options.text("splunk_server", "local") not in ("local", "*"):
            raise arguments.unsupported("another splunk_server than local")
        return cls(endpoint, arguments.options.integer("count", 0))

    def run(self, table: Table, context: Context) -> Table:
        """Return the entries."""
        del table
        rows = [{**row, "splunk_server": "preview"} for row in self.endpoint(context)]
        columns = list(dict.fromkeys(name for row in rows for name in row))
        return Table([*rows[: self.count or None]], columns or ["title"])
