"""What a search command is: checked once from its call, then run over a table of rows."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Optional

from preview.spl.daemon import Daemon
from preview.spl.default_fields import UNKNOWN_FIELDS
from preview.spl.errors import DataError, SearchError
from preview.spl.wildcards import matching_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.clock import Clock
    from preview.spl.configuration import Configuration
    from preview.spl.pipeline import Call, Pipeline
    from preview.spl.store import EventStore
    from preview.spl.tables import Tables
    from preview.spl.values import Row


Fields = Optional[frozenset[str]]


@dataclass(frozen=True)
class Table:
    """Rows between two commands.

    :ivar rows: the results, in order.
    :ivar fields: the columns in order, None where they are simply those of the rows (events).
    :ivar is_events: whether the rows are still events, not a computed table.
    """

    rows: list[Row]
    fields: list[str] | None = None
    is_events: bool = False

    def columns(self) -> list[str]:
        """Return the columns in order; without a fixed order, as they first appear."""
        if self.fields is not None:
            return self.fields
        names: dict[str, None] = {}
        for row in self.rows:
            if not row.keys() <= names.keys():
                names.update(dict.fromkeys(row))
        return list(names)

    def matching(self, pattern: str) -> list[str]:
        """Return the columns that a name with wildcards means, in their order.

        :raises DataError: it also means fields of events that Splunk makes, the preview not.
        """
        made = "*" in pattern and self.is_events and matching_fields(pattern, UNKNOWN_FIELDS)
        if made:
            raise DataError(
                f"{pattern} over events is not supported: it means {min(made)} too, which the "
                "preview does not have, so put table before it"
            )
        return matching_fields(pattern, self.columns())

    def adding(self, *names: str) -> list[str] | None:
        """Return the fixed columns with others added at the end."""
        if self.fields is None:
            return None
        return list(dict.fromkeys([*self.fields, *names]))


@dataclass(frozen=True)
class Message:
    """What a search has to say beside its results.

    :ivar kind: ``INFO``, ``WARN`` or ``ERROR``.
    """

    kind: str
    text: str


@dataclass
class Context:
    """What commands use while a search runs.

    :ivar time_range: earliest and latest of the first search, in epoch seconds.
    :ivar needed: the fields that the pipeline being started looks at, None for any.
    :ivar daemon: what runs the search.
    :ivar tables: the lookup tables.
    """

    store: EventStore
    configuration: Configuration
    clock: Clock
    tables: Tables
    time_range: tuple[float, float]
    daemon: Daemon = field(default_factory=Daemon)
    needed: Fields = None
    messages: list[Message] = field(default_factory=list)

    def report(self, kind: str, text: str) -> None:
        """Add a message, once."""
        message = Message(kind, text)
        if message not in self.messages:
            self.messages.append(message)


class Command(ABC):
    """One search command.

    :cvar closed: whether the fields it does not look at end here.
    :cvar generating: whether it makes rows, and so has to come first.
    :cvar takes_subsearch: whether square brackets may stand in its arguments.
    """

    generating: ClassVar[bool] = False
    closed: ClassVar[bool] = False
    takes_subsearch: ClassVar[bool] = False

    @classmethod
    def starts(cls, call: Call) -> bool:
        """Return whether the call may be the first of a search."""
        del call
        return cls.generating

    @classmethod
    def follows(cls, call: Call) -> bool:
        """Return whether the call may come after others."""
        del call
        return not cls.generating

    @classmethod
    @abstractmethod
    def parse(cls, call: Call) -> Command:
        """Check the arguments and return the command.

        :raises SearchError: an argument is malformed, missing or not supported.
        """

    def reads(self) -> Iterable[str]:
        """Return the fields without which the command makes no sense."""
        return ()

    def inputs(self) -> Fields:
        """Return the fields that the command looks at, None for any."""
        return None

    def mentions(self) -> Iterable[str]:
        """Return the fields of the rows that the arguments name."""
        return self.inputs() or ()

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields that rows can have after the command.

        :param known: those before it; None where they depend on the data.
        """
        del known
        return None

    @abstractmethod
    def run(self, table: Table, context: Context) -> Table:
        """Return the results over the rows of the command before."""


def run_pipeline(pipeline: Pipeline, context: Context, table: Table | None = None) -> Table:
    """Run the commands of a pipeline.

    :raises SearchError: the data holds what the preview cannot answer for, with the command.
    """
    current = table or Table([], [])
    context.needed = pipeline.needed()
    for call, command in pipeline.commands:
        current = _run(call, command, current, context)
    return current


def _run(call: Call, command: Command, table: Table, context: Context) -> Table:
    try:
        return command.run(table, context)
    except SearchError as error:
        if error.command:
            raise
        raise error.at(call.name, call.position) from error
