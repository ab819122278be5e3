"""The record path where output fields are known only after the events have been seen."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Dict, List, Mapping, Sequence, Tuple

from huntpipe.splunk.cells import encode_all
from huntpipe.splunk.enrichment import ERROR_STATUS
from huntpipe.splunk.inputs import Inputs, Key
from huntpipe.splunk.layout import Layout
from huntpipe.splunk.open_rows import OpenRows, RowEnd
from huntpipe.splunk.rows import Header, RowPattern
from huntpipe.splunk.splice import Report, failure

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import OpenEnrichment, Value

    Result = Mapping[str, Value]

Failure = Tuple[str, str]


class OpenSplice:
    """Applies one open enrichment to chunks of one header.

    Results are remembered for one slab of rows only: the events of such commands repeat little.

    :param report: told of functions that raised.
    """

    def __init__(self, header: Header, enrichment: OpenEnrichment, report: Report) -> None:
        self._header = header
        self._enrichment = enrichment
        self._report = report
        self._inputs = Inputs(header, enrichment.inputs)
        self._columns = header.columns()
        self._pattern = RowPattern(header, self._inputs.columns, ())
        self._replaces = not self._columns.keys().isdisjoint(enrichment.outputs)

    def __call__(self, body: bytes) -> Tuple[bytes, int]:
        """Return the body with our columns, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        reply = None if self._replaces else self._append(body)
        if reply is None:
            # From now on at once: events of one search have their fields in common.
            self._replaces = True
            reply = self._replace(body)
        return reply

    def _append(self, body: bytes) -> Tuple[bytes, int] | None:
        """Return the reply with our columns at the end; None where one of them is there already."""
        rows = OpenRows(self._enrichment.outputs)
        failures: Counter[Failure] = Counter()
        events: List[bytes] = []
        ends: List[RowEnd] = []
        for slab in self._pattern.slabs(body):
            groups: List[Sequence[bytes]] = list(zip(*slab))
            keys = self._inputs.keys(self._pattern, groups, len(slab))
            events += groups[0]
            ends += self._write(rows, keys, failures)
        if not events:
            return b"", 0
        if not self._columns.keys().isdisjoint(rows.fields):
            return None
        self._report_all(failures)
        layout = Layout(self._header, list(rows.fields))
        newline = self._header.newline
        rest = [b",," * missing + newline for missing in range(len(rows.fields), -1, -1)]
        pieces = [layout.header_line]
        for event, (cells, width) in zip(events, ends):
            pieces += (event, cells, rest[width])
        return b"".join(pieces), len(events)

    def _write(self, rows: OpenRows, keys: List[Key], failures: Counter[Failure]) -> List[RowEnd]:
        """Return the ends of the rows of a slab.

        Results are written at once and forgotten: those of a whole chunk would fill the memory.
        """
        failed: Dict[Key, Failure] = {}
        ends = {key: rows.write(self._result(key, failed)) for key in dict.fromkeys(keys)}
        failures.update(failed[key] for key in keys if key in failed)
        return [ends[key] for key in keys]

    def _result(self, key: Key, failed: Dict[Key, Failure]) -> Result:
        try:
            return self._enrichment.function(*self._inputs.values(key))
        except Exception as error:  # noqa: BLE001 - one bad event must not cost the others
            failed[key] = failure(error)
            return {self._enrichment.status: ERROR_STATUS}

    def _report_all(self, failures: Counter[Failure]) -> None:
        for (kind, message), count in failures.items():
            self._report(kind, message, count)

    def _replace(self, body: bytes) -> Tuple[bytes, int]:
        """Return the reply where some of our fields have columns already."""
        rows = self._pattern.rows(body)
        if not rows:
            return b"", 0
        keys = self._inputs.keys(self._pattern, list(zip(*rows)), len(rows))
        failed: Dict[Key, Failure] = {}
        results = {key: self._result(key, failed) for key in dict.fromkeys(keys)}
        self._report_all(Counter(failed[key] for key in keys if key in failed))
        # Fields stand in the order in which they are first seen.
        shapes = dict.fromkeys(map(tuple, results.values()))
        names = list(dict.fromkeys(chain(self._enrichment.outputs, *shapes)))
        layout = Layout(self._header, names)
        pattern = RowPattern(self._header, layout.replaced, layout.replaced)
        originals = [
            -1 if column is None else pattern.group_of[column] for column in layout.column_of_cell
        ]
        pieces: List[bytes] = [layout.header_line]
        for key, groups in zip(keys, pattern.rows(body)):
            event = [b"" if group < 0 else groups[group] for group in originals]
            ours = iter(layout.render_cells(self._merge(event, results[key], names)))
            pieces += [next(ours) if group is None else groups[group] for group in pattern.spans]
            pieces.append(next(ours))
        return b"".join(pieces), len(rows)

    def _merge(self, event: List[bytes], result: Result, names: List[str]) -> List[bytes]:
        """Return the cells of our fields: the result's, the event's where the result has none.

        :param event: what the event has, for each of our fields its plain and its ``__mv_`` cell.
        """
        cells = encode_all(result.get(name) for name in names)
        for position, name in enumerate(names):
            pair = slice(2 * position, 2 * position + 2)
            if name not in result or (any(event[pair]) and not self._enrichment.overwrite):
                cells[pair] = event[pair]
        return cells
