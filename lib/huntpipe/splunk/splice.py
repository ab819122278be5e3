"""The record path: adds or replaces columns of a chunk without parsing its events.

A stock search command builds a dictionary per event and writes it out again. Here the rows stay
bytes: the input cells are cut out, a function is called once per distinct input, its results are
encoded once, and the pieces are joined. What runs once per event are loops inside the interpreter.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Callable, Dict, List, Sequence, Tuple

from huntpipe.splunk.enrichment import ERROR_STATUS
from huntpipe.splunk.inputs import Inputs, Key
from huntpipe.splunk.layout import Layout
from huntpipe.splunk.rows import SLAB, Header, Row, RowPattern

if TYPE_CHECKING:
    from huntpipe.splunk.enrichment import Enrichment, Value

Report = Callable[[str, str, int], None]
"""Takes the kind of a problem, a message, and the number of events that had it."""

MEMO_BYTES = 32 << 20
"""How much an enrichment remembers, in bytes of keys and results, before it starts afresh."""


class Splice:
    """Applies enrichments with known output fields to chunks of one header.

    :param enrichments: each with its own input and output fields.
    :param report: told of functions that raised.
    """

    def __init__(self, header: Header, enrichments: Sequence[Enrichment], report: Report) -> None:
        outputs = [field for enrichment in enrichments for field in enrichment.outputs]
        self._layout = Layout(header, outputs)
        self._memos = [Memo(header, enrichment) for enrichment in enrichments]
        read = {column for memo in self._memos for column in memo.inputs.columns}
        self._pattern = RowPattern(header, read, self._layout.replaced)
        self._report = report
        # What resolves values together gets those of the whole chunk.
        self._whole = any(enrichment.resolve is not None for enrichment in enrichments)
        self._rendered: Dict[Tuple[Key, ...], Tuple[bytes, ...]] = {}
        self._rendered_bytes = 0

    def __call__(self, body: bytes) -> Tuple[bytes, int]:
        """Return the body with our columns, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        size = len(body) if self._whole else SLAB
        pieces, count = [self._layout.header_line], 0
        for rows in self._pattern.slabs(body, size):
            pieces.append(self._splice(rows))
            count += len(rows)
        return (b"".join(pieces), count) if count else (b"", 0)

    def _splice(self, rows: List[Row]) -> bytes:
        groups: List[Sequence[bytes]] = list(zip(*rows))
        keys = list(
            zip(*[memo.inputs.keys(self._pattern, groups, len(rows)) for memo in self._memos])
        )
        self._render(keys)
        ours = zip(*map(self._rendered.__getitem__, keys))
        columns = [next(ours) if group is None else groups[group] for group in self._pattern.spans]
        columns.append(next(ours))
        self._report_failures(keys)
        return b"".join(chain.from_iterable(zip(*columns)))

    def _render(self, keys: List[Tuple[Key, ...]]) -> None:
        """Make the replacements of all keys that are not known yet."""
        if self._rendered_bytes > MEMO_BYTES:
            self._rendered.clear()
            self._rendered_bytes = 0
            for memo in self._memos:
                memo.forget()
        new = [key for key in dict.fromkeys(keys) if key not in self._rendered]
        for position, memo in enumerate(self._memos):
            memo.learn([key[position] for key in new])
        for key in new:
            rendered = self._rendered[key] = self._layout.render(self._values(key))
            self._rendered_bytes += sum(map(len, rendered)) + sum(map(len, chain(*key)))

    def _values(self, key: Tuple[Key, ...]) -> Sequence[Value]:
        """Return the values of all enrichments for the key of a row."""
        values = [memo.values[part] for memo, part in zip(self._memos, key)]
        return values[0] if len(values) == 1 else list(chain(*values))

    def _report_failures(self, keys: List[Tuple[Key, ...]]) -> None:
        for position, memo in enumerate(self._memos):
            if memo.failures:
                counts = Counter(
                    memo.failures[key[position]] for key in keys if key[position] in memo.failures
                )
                for (kind, message), count in counts.items():
                    self._report(kind, message, count)


class Memo:
    """The results of one enrichment by the key of its inputs.

    ``values`` holds the outputs, ``failures`` the kind and the message of functions that
    raised.
    """

    def __init__(self, header: Header, enrichment: Enrichment) -> None:
        self.inputs = Inputs(header, enrichment.inputs)
        self.values: Dict[Key, Sequence[Value]] = {}
        self.failures: Dict[Key, Tuple[str, str]] = {}
        self._enrichment = enrichment

    def forget(self) -> None:
        """Drop all results."""
        self.values.clear()
        self.failures.clear()

    def learn(self, keys: Sequence[Key]) -> None:
        """Work out the results of all keys that have none yet."""
        new = [key for key in dict.fromkeys(keys) if key not in self.values]
        if self._enrichment.resolve is not None and new:
            self._enrichment.resolve([self.inputs.values(key) for key in new])
        for key in new:
            self.values[key] = self._call(key)

    def _call(self, key: Key) -> Sequence[Value]:
        glance = self._enrichment.glance
        try:
            result = None if glance is None else glance(key)
            return self._enrichment.function(*self.inputs.values(key)) if result is None else result
        except Exception as error:  # noqa: BLE001 - one bad event must not cost the search the others
            self.failures[key] = failure(error)
            outputs = self._enrichment.outputs
            return [ERROR_STATUS if name == self._enrichment.status else None for name in outputs]


def failure(error: Exception) -> Tuple[str, str]:
    """Return the kind and the message by which an error is reported."""
    kind = type(error).__name__
    return kind, f"a value could not be handled, its event passes unchanged: {kind}: {error}"
