"""The record path: adds or replaces columns of a chunk without parsing its events.

A stock search command builds a dictionary per event and writes it out again. Here the rows stay
bytes: the input cells are cut out, a function is called once per distinct input, its results are
encoded once, and the pieces are joined. What runs once per event are loops inside the interpreter.
"""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from itertools import chain
from typing import (
    TYPE_CHECKING,
    Any,
    Callable,
    Dict,
    Hashable,
    List,
    Mapping,
    Sequence,
    Tuple,
    Union,
)

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
        self._learns = self._whole or any(e.many is not None for e in enrichments)
        self._glance = enrichments[0].glance if len(enrichments) == 1 else None
        self._rendered = Rendered(self._render)

    def __call__(self, body: bytes) -> Tuple[List[bytes], int]:
        """Return the body with our columns, in pieces, and its number of events.

        :raises IrregularRowsError: if the rows do not fit the header.
        """
        size = len(body) if self._whole else SLAB
        pieces, count = [self._layout.header_line], 0
        for rows in self._pattern.slabs(body, size):
            pieces.append(self._splice(rows))
            count += len(rows)
        return (pieces, count) if count else ([], 0)

    def _splice(self, rows: List[Row]) -> bytes:
        groups: List[Sequence[bytes]] = list(zip(*rows))
        keys = self._keys(groups, len(rows))
        if self._rendered.size > MEMO_BYTES:
            self._forget()
        if self._learns:
            self._learn(keys)
        if self._glance is not None:
            cells = [key for key in self._new(keys) if isinstance(key, bytes)]
            with suppress(Exception):  # the function is asked then
                self._rendered.learn(self._glance(cells), self._bytes)
        rendered = map(self._rendered.__getitem__, keys)
        ours = iter([rendered]) if self._layout.only_appends else zip(*rendered)
        columns = [next(ours) if group is None else groups[group] for group in self._pattern.spans]
        columns.append(next(ours))
        piece = b"".join(chain.from_iterable(zip(*columns)))
        self._report_failures(keys)
        return piece

    def _keys(self, groups: List[Sequence[bytes]], rows: int) -> Sequence[Hashable]:
        """Return what the output of each row depends on: the key of each enrichment's inputs."""
        keys = [memo.inputs.keys(self._pattern, groups, rows) for memo in self._memos]
        return keys[0] if len(keys) == 1 else list(zip(*keys))

    def _parts(self, key: Any) -> Sequence[Key]:
        """Return the key of each enrichment's inputs."""
        return (key,) if len(self._memos) == 1 else key

    def _render(self, key: Any) -> Union[bytes, Tuple[bytes, ...]]:
        """Return what replaces our columns in the rows of a key."""
        if len(self._memos) == 1:
            # What is rendered is remembered: to keep the values too takes twice the memory.
            return self._bytes(self._memos[0].take(key))
        return self._bytes(list(chain(*[memo[part] for memo, part in zip(self._memos, key)])))

    def _bytes(self, values: Sequence[Value]) -> Union[bytes, Tuple[bytes, ...]]:
        rendered = self._layout.render(values)
        return rendered[0] if self._layout.only_appends else rendered

    def _new(self, keys: Sequence[Hashable]) -> List[Hashable]:
        return [key for key in dict.fromkeys(keys) if key not in self._rendered]

    def _learn(self, keys: Sequence[Hashable]) -> None:
        for memo, parts in zip(self._memos, zip(*map(self._parts, self._new(keys)))):
            memo.learn(parts)

    def _forget(self) -> None:
        self._rendered.clear()
        self._rendered.size = 0
        for memo in self._memos:
            memo.clear()
            memo.failures.clear()

    def _report_failures(self, keys: Sequence[Hashable]) -> None:
        for position, memo in enumerate(self._memos):
            if memo.failures:
                parts = [self._parts(key)[position] for key in keys]
                counts = Counter(memo.failures[part] for part in parts if part in memo.failures)
                for (kind, message), count in counts.items():
                    self._report(kind, message, count)


class Rendered(Dict[Hashable, Any]):
    """The bytes for each key, made when they are first asked for.

    ``size`` is what they take, keys and all, in bytes.
    """

    def __init__(self, render: Callable[[Hashable], Union[bytes, Tuple[bytes, ...]]]) -> None:
        super().__init__()
        self.size = 0
        self._render = render

    def learn(
        self,
        values: Mapping[bytes, Sequence[Value]],
        render: Callable[[Sequence[Value]], Union[bytes, Tuple[bytes, ...]]],
    ) -> None:
        """Render values that are known already; as a rule they are all the same."""
        self.update(zip(values, map(render, values.values())))
        self.size += sum(map(len, values))

    def __missing__(self, key: Hashable) -> Union[bytes, Tuple[bytes, ...]]:
        rendered = self[key] = self._render(key)
        self.size += _bytes_in(key) + _bytes_in(rendered)
        return rendered


def _bytes_in(value: Any) -> int:
    return len(value) if isinstance(value, bytes) else sum(map(_bytes_in, value))


class Memo(Dict[Key, "Sequence[Value]"]):
    """The outputs of one enrichment by the key of its inputs, worked out when first asked for.

    ``failures`` holds the kind and the message of functions that raised.
    """

    def __init__(self, header: Header, enrichment: Enrichment) -> None:
        super().__init__()
        self.inputs = Inputs(header, enrichment.inputs)
        self.failures: Dict[Key, Tuple[str, str]] = {}
        self._enrichment = enrichment

    def learn(self, keys: Sequence[Key]) -> None:
        """Let the enrichment prepare for all keys that are new, or work them out together."""
        new = [key for key in dict.fromkeys(keys) if key not in self]
        values = [self.inputs.values(key) for key in new]
        if self._enrichment.resolve is not None and new:
            self._enrichment.resolve(values)
        if self._enrichment.many is not None:
            # Where one cannot be worked out, each is tried alone, and the bad one reported.
            with suppress(Exception):
                self.update(zip(new, self._enrichment.many(values)))

    def __missing__(self, key: Key) -> Sequence[Value]:
        values = self[key] = self._work(key)
        return values

    def take(self, key: Key) -> Sequence[Value]:
        """Return the outputs, and remember them no longer."""
        values = self.pop(key, None)
        return self._work(key) if values is None else values

    def _work(self, key: Key) -> Sequence[Value]:
        try:
            return self._enrichment.function(*self.inputs.values(key))
        except Exception as error:  # noqa: BLE001 - one bad event must not cost the search the others
            self.failures[key] = failure(error)
            outputs = self._enrichment.outputs
            return [ERROR_STATUS if name == self._enrichment.status else None for name in outputs]


def failure(error: Exception) -> Tuple[str, str]:
    """Return the kind and the message by which an error is reported."""
    kind = type(error).__name__
    return kind, f"a value could not be handled, its event passes unchanged: {kind}: {error}"
