"""The body of one chunk: from the bytes that splunkd sends to the bytes that it gets back."""

from __future__ import annotations

from typing import Callable, List, Optional, Sequence, Tuple, Union

from huntpipe.splunk.canonical import canonical
from huntpipe.splunk.enrichment import Enrichment, OpenEnrichment
from huntpipe.splunk.errors import IrregularRowsError
from huntpipe.splunk.rows import Header, read_header
from huntpipe.splunk.splice import Report, Splice

Engine = Callable[[bytes], Tuple[List[bytes], int]]


class ChunkTransformer:
    """Applies enrichments to the bodies of chunks.

    :param enrichments: any number of :class:`Enrichment`, or one :class:`OpenEnrichment`.
    :param report: told of functions that raised.
    """

    def __init__(
        self, enrichments: Sequence[Union[Enrichment, OpenEnrichment]], report: Report
    ) -> None:
        self._enrichments = enrichments
        self._report = report
        self._line = b""
        self._engine: Optional[Engine] = None

    def __call__(self, body: bytes) -> Tuple[List[bytes], int]:
        """Return the body with our fields, in pieces, and its number of events.

        A body of no events gives none.

        :raises IrregularRowsError: if the body is no CSV, or a row does not fit the header.
        """
        if not body:
            return [], 0
        try:
            return self._apply(body)
        except IrregularRowsError:
            return self._apply(canonical(body))

    def _apply(self, body: bytes) -> Tuple[List[bytes], int]:
        # All chunks of a search have one header but for rare changes. Its memory goes with it.
        if self._engine is None or not body.startswith(self._line):
            header = read_header(body)
            if header.end == len(body):
                return [], 0
            self._engine = self._new_engine(header)
            self._line = body[: header.end]
        return self._engine(body)

    def _new_engine(self, header: Header) -> Engine:
        fixed = [e for e in self._enrichments if isinstance(e, Enrichment)]
        if len(fixed) == len(self._enrichments):
            return Splice(header, fixed, self._report)
        from huntpipe.splunk.open_splice import OpenSplice  # noqa: PLC0415 - most need it not

        (only,) = self._enrichments
        return OpenSplice(header, only, self._report)  # type: ignore[arg-type] # it is no Enrichment
