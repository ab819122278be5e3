"""The base class of all commands: from options to enrichments, from failures to messages."""

from __future__ import annotations

import gc
from functools import cached_property

from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import ChunkedCommand
from huntpipe.splunk.settings import read_settings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar, Dict, List, Sequence, Tuple, Union

    from huntpipe.splunk.chunk import ChunkTransformer
    from huntpipe.splunk.enrichment import OpenEnrichment

_ABOUT_AN_OPTION = ("Unrecognized option:", "Illegal value:")
_LONGEST_MESSAGE = 500


class EnrichingCommand(ChunkedCommand):
    """A command that adds fields to events and leaves all else as it is.

    A command states ``syntax`` and :meth:`enrichments`, and in :meth:`load` what those take.
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

    def load(self) -> None:
        """Import and read what the functions take, when the first events come.

        Splunk waits for the reply to getinfo, at the start of every search: what is not needed for
        it belongs here.

        :raises ValueError: if the command cannot work. The message is shown to the user.
        """

    def report(self, kind: str, message: str, count: int = 1) -> None:
        """Warn the user once per kind, at the end of the search, with the number of events."""
        first = self._reports.setdefault(kind, [message, 0])
        first[1] += count

    def prepare(self) -> None:
        """Set the command up. The SDK calls this before it answers getinfo."""
        try:
            self._enrichments = tuple(self.enrichments())
            selected = read_settings().boolean("protocol", "selected_fields")
        except ValueError as error:
            self._refuse(error)
        if selected and all(isinstance(e, Enrichment) for e in self._enrichments):
            # Inputs alone would hide the values that our outputs overwrite.
            self.configuration.required_fields = list(
                dict.fromkeys(f for e in self._enrichments for f in (*e.inputs, *e.outputs))
            )

    def transform(self, body: bytes) -> Tuple[List[bytes], int]:
        """Return the body with the fields of all enrichments, in pieces, and how many events."""
        if not body:
            return [], 0
        transformer = self._transformer
        # All that is made here is bytes and tuples of bytes, which never form cycles; to let the
        # collector walk millions of them costs as much as the work.
        gc.disable()
        try:
            return transformer(body)
        finally:
            gc.enable()

    @cached_property
    def _transformer(self) -> ChunkTransformer:
        from huntpipe.splunk.chunk import ChunkTransformer  # noqa: PLC0415 - see load

        try:
            self.load()
        except ValueError as error:
            self._refuse(error)
        return ChunkTransformer(self._enrichments, self.report)

    def _refuse(self, error: ValueError) -> None:
        """End the search with what is wrong and how the command is written."""
        self.error_exit(error, f"{self.name}: {error} Syntax: {self.syntax}")

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
