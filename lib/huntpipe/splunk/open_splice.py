"""The record path where output fields are known only after the events have been seen."""

from __future__ import annotations

from collections import Counter, deque
from itertools import islice, repeat
from typing import (
    TYPE_CHECKING,
    Callable,
    Deque,
    Dict,
    Iterable,
    Iterator,
    List,
    Sequence,
    Set,
    Tuple,
)

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
        self._cut_out(set(), ())

    def __call__(self, body: bytes) -> Tuple[List[bytes], int]:
        """Return the body with our columns, in pieces, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        if len(self._rows.fields) > _MOST_FIELDS:
            self._cut_out(self._cut, ())
        failures: Counter[Failure] = Counter()
        written: Deque[List[WrittenRow]] = deque()
        slabs = self._pattern.slabs(body)
        while (slab := next(slabs, None)) is not None:
            failed: Counter[Failure] = Counter()
            rows = self._write(slab, failed)
            if self._rows.replaced() <= self._cut:
                written.append(rows)
                failures += failed
                continue
            # A field of ours has a column that was not cut out. Rows before this slab do not have
            # the field, and kept what is in the column.
            self._cut_out(self._rows.replaced() | self._cut, self._rows.fields)
            slabs = islice(self._pattern.slabs(body), len(written), None)
        if not written:
            return [], 0
        for (kind, message), count in failures.items():
            self._report(kind, message, count)
        pieces, count = [self._rows.header_line()], sum(map(len, written))
        ends = self._rows.line_ends()
        while written:  # what is joined makes room for the next piece
            pieces.append(b"".join([row + ends[width] for row, width in written.popleft()]))
        return pieces, count

    def _cut_out(self, columns: Set[int], fields: Iterable[str]) -> None:
        """Read rows from now on so that these columns of theirs can be replaced.

        :param fields: those of ours that the rows before have.
        """
        self._cut = columns
        self._pattern = RowPattern(self._header, columns.union(self._inputs.columns), columns)
        self._rows = OpenRows(self._pattern, columns, self._enrichment, fields)

    def _write(self, slab: List[Row], failures: Counter[Failure]) -> List[WrittenRow]:
        """Return the rows of a slab with our columns.

        Results are remembered for one slab only: the events of such commands repeat little, and
        those of a whole chunk would fill the memory.
        """
        known: Dict[Key, WrittenResult] = {}
        failed: Dict[Key, Failure] = {}
        written, write = [], self._rows.write
        keys = self._inputs.keys(self._pattern, list(zip(*slab)), len(slab))
        for row, key, result in zip(slab, keys, self._excerpts(keys)):
            if result is not None:
                written.append(write(row, result))
                continue
            if key not in known:
                known[key] = self._result(key, failed)
            if key in failed:
                failures[failed[key]] += 1
            written.append(write(row, known[key]))
        return written

    def _excerpts(self, keys: Sequence[Key]) -> Iterable[WrittenResult | None]:
        excerpt = self._enrichment.excerpt
        return repeat(None) if excerpt is None else self._tried(excerpt, keys)

    def _tried(
        self, excerpt: Callable[[bytes], WrittenResult | None], keys: Sequence[Key]
    ) -> Iterator[WrittenResult | None]:
        for cell in self._inputs.written(keys):
            try:
                yield excerpt(cell)
            except Exception:  # noqa: BLE001, PERF203 - the function is asked then
                yield None

    def _result(self, key: Key, failed: Dict[Key, Failure]) -> WrittenResult:
        try:
            return write_result(self._enrichment.function(*self._inputs.values(key)))
        except Exception as error:  # noqa: BLE001 - one bad event must not cost the others
            failed[key] = failure(error)
            return write_result({self._enrichment.status: ERROR_STATUS})
