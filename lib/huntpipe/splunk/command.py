"""The base class of all commands: from options to enrichments, from failures to messages."""

from __future__ import annotations

import gc
from typing import Any, ClassVar, Dict, List, Sequence, Tuple, Union

from huntpipe.splunk.chunk import ChunkTransformer
from huntpipe.splunk.enrichment import Enrichment, OpenEnrichment
from huntpipe.splunk.sdk import ChunkedCommand
from huntpipe.splunk.settings import read_settings

_ABOUT_AN_OPTION = ("Unrecognized option:", "Illegal value:")
_LONGEST_MESSAGE = 500


class EnrichingCommand(ChunkedCommand):
    """A command that adds fields to events and leaves all else as it is.

    A command states ``syntax`` and :meth:`enrichments`, nothing more.
    """

    syntax: ClassVar[str]
    """How the command is written, in one line: shown with every complaint about its arguments."""

    def __init__(self) -> None:
        super().__init__()
        self._reports: Dict[str, List[Any]] = {}

    def enrichments(self) -> Sequence[Union[Enrichment, OpenEnrichment]]:
        """Return what the command does. Options and field names are known by then.

        :raises ValueError: if the arguments make no sense. The message is shown to the user.
        """
        raise NotImplementedError

    def report(self, kind: str, message: str, count: int = 1) -> None:
        """Warn the user once per kind, at the end of the search, with the number of events."""
        first = self._reports.setdefault(kind, [message, 0])
        first[1] += count

    def prepare(self) -> None:
        """Set the command up. The SDK calls this before it answers getinfo."""
        try:
            enrichments = tuple(self.enrichments())
            selected = read_settings().boolean("protocol", "selected_fields")
        except ValueError as error:
            self.error_exit(error, f"{self.name}: {error} Syntax: {self.syntax}")
        if selected and all(isinstance(e, Enrichment) for e in enrichments):
            # Inputs alone would hide the values that our outputs overwrite.
            self.configuration.required_fields = list(
                dict.fromkeys(f for e in enrichments for f in (*e.inputs, *e.outputs))
            )
        self._transformer = ChunkTransformer(enrichments, self.report)

    def transform(self, body: bytes) -> Tuple[bytes, int]:
        """Return the body with the fields of all enrichments, and its number of events."""
        # All that is made here is bytes and tuples of bytes, which never form cycles; to let the
        # collector walk millions of them costs as much as the work.
        gc.disable()
        try:
            return self._transformer(body)
        finally:
            gc.enable()

    def finish_search(self) -> None:
        """Write what was reported."""
        for message, count in self._reports.values():
            events = "1 event" if count == 1 else f"{count} events"
            self.write_warning(f"{self.name}: {message[:_LONGEST_MESSAGE]} ({events})")

    def write_error(self, message: str, *args: Any) -> None:
        """Write an error; one about an option says how the command is written."""
        if message.startswith(_ABOUT_AN_OPTION):
            message = f"{self.name}: {message}. Syntax: {self.syntax}"
        super().write_error(message, *args)
