"""The app's own commands, run as splunkd runs them: a subprocess over the wire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import read
from preview.spl.command import Command, Context, Table
from preview.spl.errors import SearchError, UnsupportedError
from preview.spl.options import Option
from preview.wire import CommandFailed, Wire, WireError, pipe

if TYPE_CHECKING:
    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class External(Command):
    """Pipes the rows through a command; the command itself checks its arguments."""

    call: Call
    arguments: list[str]

    @classmethod
    def parse(cls, call: Call) -> External:
        """Ask the command whether it takes the arguments, as splunkd does before a search.

        :raises UnsupportedError: it does not, and says why.
        """
        arguments: list[str] = []
        for item in read(call):
            if isinstance(item, Option):
                arguments.append(f"{item.name}={item.value.text}")
            elif not item.says(","):
                arguments.append(item.text)
        configuration = call.scope.configuration
        asked = (call.name, *arguments)
        # A search is parsed to be checked and again to be run: a process once is enough.
        if asked not in configuration.accepted:
            try:
                with Wire(call.name, arguments, app=configuration.folder):
                    configuration.accepted.add(asked)
            except (CommandFailed, WireError, KeyError) as error:
                raise UnsupportedError(str(error), call.name, call.position) from error
        return cls(call, arguments)

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows that the command gives back, 50,000 at a time."""
        try:
            outcome = pipe(
                self.call.name,
                self.arguments,
                table.rows,
                app=context.configuration.folder,
                session=context.daemon.session,
            )
        except (CommandFailed, WireError) as error:
            raise SearchError(str(error), self.call.name, self.call.position) from error
        notice = context.daemon.notices.get(self.call.name)
        if notice:
            context.report("INFO", notice)
        for level, text in outcome.messages:
            context.report(level, text)
        added = table.adding(*Table(outcome.events).columns())
        return Table(outcome.events, added, table.is_events)
