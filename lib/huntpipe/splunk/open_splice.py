"""The record path where output fields are known only after the events have been seen."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import Dict, List, Mapping, Sequence, Tuple

from huntpipe.splunk.cells import encode, encode_all, quote, to_wire
from huntpipe.splunk.enrichment import ERROR_STATUS, OpenEnrichment, Value
from huntpipe.splunk.inputs import Inputs, Key
from huntpipe.splunk.layout import Layout
from huntpipe.splunk.rows import Header, RowPattern
from huntpipe.splunk.splice import Report, failure

Result = Mapping[str, Value]


class OpenSplice:
    """Applies one open enrichment to chunks of one header.

    Results are remembered for one chunk only: the events of such commands repeat little.

    :param report: told of functions that raised.
    """

    def __init__(self, header: Header, enrichment: OpenEnrichment, report: Report) -> None:
        self._header = header
        self._enrichment = enrichment
        self._report = report
        self._inputs = Inputs(header, enrichment.inputs)
        self._columns = header.index()
        self._pattern = RowPattern(header, self._inputs.columns, ())

    def __call__(self, body: bytes) -> Tuple[bytes, int]:
        """Return the body with our columns, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        rows = self._pattern.rows(body)
        if not rows:
            return b"", 0
        groups: List[Sequence[bytes]] = list(zip(*rows))
        keys = self._inputs.keys(self._pattern, groups, len(rows))
        results = self._results(keys)
        names = self._union(results)
        existing = [name for name in names if name in self._columns]
        if existing:
            return self._replace(body, keys, results, names), len(rows)
        layout = Layout(self._header, names)
        suffixes = self._suffixes(results, names)
        pieces = chain.from_iterable(zip(groups[0], map(suffixes.__getitem__, keys)))
        return b"".join(chain((layout.header_line,), pieces)), len(rows)

    def _results(self, keys: List[Key]) -> Dict[Key, Result]:
        results: Dict[Key, Result] = {}
        failures: Dict[Key, Tuple[str, str]] = {}
        for key in keys:
            if key not in results:
                try:
                    results[key] = self._enrichment.function(*self._inputs.values(key))
                except Exception as error:  # noqa: BLE001 - one bad event must not cost the others
                    failures[key] = failure(error)
                    results[key] = {self._enrichment.status: ERROR_STATUS}
        if failures:
            counts = Counter(failures[key] for key in keys if key in failures)
            for (kind, message), count in counts.items():
                self._report(kind, message, count)
        return results

    def _union(self, results: Dict[Key, Result]) -> List[str]:
        """Return all output fields in the order in which they are first seen."""
        shapes = dict.fromkeys(map(tuple, results.values()))
        return list(dict.fromkeys(chain(self._enrichment.outputs, chain.from_iterable(shapes))))

    def _suffixes(self, results: Dict[Key, Result], names: List[str]) -> Dict[Key, bytes]:
        """Return for each key the cells that end its row."""
        slot = {name: position for position, name in enumerate(names)}
        newline = self._header.newline.decode()
        blank = [",,"] * len(names)
        suffixes = {}
        for key, result in results.items():
            cells = blank.copy()
            for name, value in result.items():
                if isinstance(value, str):
                    cells[slot[name]] = f",{quote(value)},"
                elif value:
                    cells[slot[name]] = ",{},{}".format(*encode(value))
            cells.append(newline)
            suffixes[key] = to_wire("".join(cells))
        return suffixes

    def _replace(
        self, body: bytes, keys: List[Key], results: Dict[Key, Result], names: List[str]
    ) -> bytes:
        """Return the body where some of our fields have columns already."""
        layout = Layout(self._header, names)
        pattern = RowPattern(self._header, (), layout.replaced)
        originals = [
            -1 if column is None else pattern.group_of[column] for column in layout.column_of_cell
        ]
        pieces: List[bytes] = [layout.header_line]
        for key, groups in zip(keys, pattern.rows(body)):
            event = [b"" if group < 0 else groups[group] for group in originals]
            ours = iter(layout.render(self._merge(event, results[key], names)))
            pieces += [
                groups[span.groups[0]] if span.kept else next(ours) for span in pattern.spans
            ]
            pieces.append(next(ours))
        return b"".join(pieces)

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
