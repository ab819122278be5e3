"""The embedded search: a text in, results out."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from preview.kvstore import Collections
from preview.spl.clock import Clock, clock
from preview.spl.command import Context, Message, Table, run_pipeline
from preview.spl.configuration import Configuration
from preview.spl.daemon import Daemon
from preview.spl.errors import UnsupportedError
from preview.spl.expression import Compiler
from preview.spl.macros import expand
from preview.spl.pipeline import Pipeline, Scope, parse_pipeline
from preview.spl.source import Source
from preview.spl.tables import Tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from preview.spl.store import EventStore
    from preview.spl.values import Row


@dataclass(frozen=True)
class Results:
    """What a search gives.

    :ivar fields: the columns in order.
    :ivar rows: one dict a result: field to text, or to a list of texts; a missing key is null.
        ``_time`` is epoch seconds as text.
    :ivar messages: limits that were hit and the like.
    :ivar is_events: whether the rows are events rather than a computed table.
    """

    fields: list[str]
    rows: list[Row]
    messages: list[Message] = field(default_factory=list)
    is_events: bool = False


class Engine:
    """Parses and runs searches against an app's configuration and a store of events.

    :ivar collections: its KV store.
    """

    def __init__(
        self,
        app: Path,
        store: EventStore,
        scratch: Path | None = None,
        daemon: Daemon | None = None,
    ) -> None:
        """Take the app's folder.

        :param scratch: the folder that outputlookup writes files to, by default a temporary one.
        :param daemon: what runs the searches; by default none that a command could reach.
        """
        self.configuration = Configuration(app)
        self._store = store
        self._daemon = daemon or Daemon()
        self._temporary = None if scratch else tempfile.TemporaryDirectory(prefix="preview-")
        self.collections = Collections(self.configuration.collections)
        self._tables = Tables(
            app,
            scratch or Path(self._temporary.name if self._temporary else ""),
            self.collections,
        )

    def parse(
        self, spl: str, earliest: str = "", latest: str = "", now: float | None = None
    ) -> Pipeline:
        """Parse a search and check every command, without reading an event.

        :raises SearchError: the first fault, with its command and position.
        """
        return self._parse(spl, clock(earliest, latest, now))

    def _parse(self, spl: str, moments: Clock, *, stage: bool = False) -> Pipeline:
        compiled = Compiler("macro", moments).typed
        scope = Scope(self.configuration, moments)
        with _nesting_refused():
            source = expand(Source.typed(spl), self.configuration.macros, compiled)
            return parse_pipeline(source, scope, nested=stage, stage=stage)

    def search(
        self, spl: str, earliest: str = "", latest: str = "", now: float | None = None
    ) -> Results:
        """Run a search.

        :param earliest: a time modifier or epoch seconds, included; empty for all time.
        :param latest: the same, excluded; empty for no end.
        :param now: when the search is deemed to run, by default now.
        :raises SearchError: the search is refused, or the data holds what cannot be answered.
        """
        moments = clock(earliest, latest, now)
        return self._run(self._parse(spl, moments), moments)

    def follow(
        self,
        results: Results,
        spl: str,
        earliest: str = "",
        latest: str = "",
        now: float | None = None,
    ) -> Results:
        """Run further commands over results, as the chained searches of a dashboard do.

        :param spl: the commands, with or without a pipe before the first.
        :param earliest: the time range of the search that gave the results.
        :raises SearchError: as for a search.
        """
        moments = clock(earliest, latest, now)
        # Commands may change the rows that they are given.
        rows = [dict(row) for row in results.rows]
        table = Table(rows, None if results.is_events else results.fields, results.is_events)
        return self._run(self._parse(spl, moments, stage=True), moments, table)

    def _run(self, pipeline: Pipeline, moments: Clock, given: Table | None = None) -> Results:
        span = (moments.earliest, moments.latest)
        context = Context(
            self._store, self.configuration, moments, self._tables, span, self._daemon
        )
        with _nesting_refused():
            table = run_pipeline(pipeline, context, given)
        return Results(table.columns(), table.rows, context.messages, table.is_events)


@contextmanager
def _nesting_refused() -> Iterator[None]:
    """Refuse a search, or JSON in its data, that is nested beyond what Python can follow."""
    try:
        yield
    except RecursionError as error:
        raise UnsupportedError(
            "the search has, or reads, more levels of operators or brackets than the preview can "
            "follow: use IN for many values"
        ) from error
