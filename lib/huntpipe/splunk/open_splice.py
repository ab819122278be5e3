"""The record path where output fields are known only after the events have been seen."""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from typing import TYPE_CHECKING, Dict, Iterable, List, Set, Tuple

from huntpipe.splunk.enrichment import ERROR_STATUS
from huntpipe.splunk.inputs import Inputs, Key
from huntpipe.splunk.open_rows import OpenRows, WrittenRow, write_result
from huntpipe.splunk.rows import Header, Row, RowPattern
from huntpipe.splunk.splice import Report, failure

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import OpenEnrichment, WrittenResult

Failure = Tuple[str, str]

_MOST_FIELDS = 500
"""How many fields are remembered from chunk to chunk."""


class OpenSplice:
    """Applies one open enrichment to chunks of one header.

    :param report: told of functions that raised.
    """

    def __init__(self, header: Header, enrichment: OpenEnrichment, report: Report) -> None:
        self._header = header
        self._enrichment = enrichment
        self._report = report
        self._inputs = Inputs(header, enrichment.inputs)
        self._cut_out(set())

    def __call__(self, body: bytes) -> Tuple[bytes, int]:
        """Return the body with our columns, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        reply = None
        while reply is None:
            reply = self._apply(body)
        return reply

    def _cut_out(self, columns: Set[int]) -> None:
        """Read rows from now on so that these columns of theirs can be replaced."""
        self._cut = columns
        self._pattern = RowPattern(self._header, columns.union(self._inputs.columns), columns)
        self._rows = OpenRows(self._pattern, columns, self._enrichment)

    def _apply(self, body: bytes) -> Tuple[bytes, int] | None:
        """Return the reply; None where a field of ours has a column that was not cut out."""
        if len(self._rows.fields) > _MOST_FIELDS:
            self._rows = OpenRows(self._pattern, self._cut, self._enrichment)
        rows = self._rows
        failures: Counter[Failure] = Counter()
        written: List[WrittenRow] = []
        for slab in self._pattern.slabs(body):
            written += self._write(rows, slab, failures)
            # Seldom after the first slab: events of one search have their fields in common.
            if not rows.replaced() <= self._cut:
                self._cut_out(rows.replaced() | self._cut)
                return None
        if not written:
            return b"", 0
        for (kind, message), count in failures.items():
            self._report(kind, message, count)
        ends = rows.line_ends()
        pieces = [rows.header_line()]
        for row, width in written:
            pieces += (row, ends[width])
        return b"".join(pieces), len(written)

    def _write(
        self, rows: OpenRows, slab: List[Row], failures: Counter[Failure]
    ) -> List[WrittenRow]:
        """Return the rows of a slab with our columns.

        Results are remembered for one slab only: the events of such commands repeat little, and
        those of a whole chunk would fill the memory.
        """
        known: Dict[Key, WrittenResult] = {}
        failed: Dict[Key, Failure] = {}
        written = []
        keys = self._inputs.keys(self._pattern, list(zip(*slab)), len(slab))
        for row, key, result in zip(slab, keys, self._excerpts(keys)):
            if result is not None:
                written.append(rows.write(row, result))
                continue
            if key not in known:
                known[key] = self._result(key, failed)
            if key in failed:
                failures[failed[key]] += 1
            written.append(rows.write(row, known[key]))
        return written

    def _excerpts(self, keys: List[Key]) -> Iterable[WrittenResult | None]:
        excerpt = self._enrichment.excerpt
        if excerpt is None:
            return repeat(None)
        return map(excerpt, self._inputs.written(keys))

    def _result(self, key: Key, failed: Dict[Key, Failure]) -> WrittenResult:
        try:
            return write_result(self._enrichment.function(*self._inputs.values(key)))
        except Exception as error:  # noqa: BLE001 - one bad event must not cost the others
            failed[key] = failure(error)
            return write_result({self._enrichment.status: ERROR_STATUS})
