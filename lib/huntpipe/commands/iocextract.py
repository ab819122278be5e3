"""``iocextract``: any text to the indicators of compromise in it."""

from __future__ import annotations

import re

from huntpipe.indicators.types import TYPES
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment
from huntpipe.splunk.sdk import Configuration, Option, validators

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Dict, List, Sequence, Tuple

    from huntpipe.splunk.enrichment import Value, Values

FOUND = "found"
NONE = "none"
EMPTY = "empty"

_separator = re.compile(r"[\s,;]+")


@Configuration()
class IocExtractCommand(EnrichingCommand):
    """Adds the addresses, names, URLs, hashes, keys and paths that stand in a text."""

    syntax = "iocextract [types=<list>] [public=<bool>] [prefix=<string>] <field> [<field> ...]"

    types = Option()
    public = Option(default=False, validate=validators.Boolean())
    prefix = Option(default="ioc_")

    def enrichments(self) -> Sequence[Enrichment]:
        """Return the one enrichment over all fields."""
        fields = tuple(dict.fromkeys(self.fieldnames))
        if not fields:
            raise ValueError("name at least one field that holds text.")
        self._chosen = self._chosen_types()
        names = (*self._chosen, "count", "status")
        # One and the same object each time: the record path encodes such a row once.
        nothing = [None] * len(self._chosen)
        self._none: List[Value] = [*nothing, "0", NONE]
        self._empty: List[Value] = [*nothing, "0", EMPTY]
        return [
            Enrichment(
                inputs=fields,
                outputs=tuple(f"{self.prefix}{name}" for name in names),
                function=self._extract,
                status=f"{self.prefix}status",
                many=self._extract_all,
            )
        ]

    def load(self) -> None:
        """Import the extractors."""
        from huntpipe.indicators.extract import Extractor  # noqa: PLC0415 - not before it is needed

        self._extractor = Extractor(self._chosen, public=self.public)

    def _chosen_types(self) -> Tuple[str, ...]:
        if self.types is None:
            return TYPES
        chosen = [name for name in _separator.split(self.types.lower()) if name]
        unknown = [name for name in chosen if name not in TYPES]
        if unknown or not chosen:
            raise ValueError(
                f"types={self.types} names {' and '.join(unknown) or 'no type'}: "
                f"the types are {', '.join(TYPES)}, separated by commas."
            )
        return tuple(kind for kind in TYPES if kind in chosen)

    def _extract(self, *values: Value) -> Sequence[Value]:
        """Return the values of each type in the texts, their number and the status."""
        return self._extract_all([values])[0]

    def _extract_all(self, inputs: List[Values]) -> List[Sequence[Value]]:
        """Return the same for the inputs of many events."""
        texts = [_texts(values) for values in inputs]
        return [
            self._row(found) if found else self._none if mine else self._empty
            for mine, found in zip(texts, self._extractor.extract_all(texts))
        ]

    def _row(self, found: Dict[str, List[str]]) -> Sequence[Value]:
        return [*map(found.get, self._chosen), str(sum(map(len, found.values()))), FOUND]


def _texts(values: Values) -> List[str]:
    """Return the texts of all fields, without empty ones."""
    texts: List[str] = []
    for value in values:
        texts += value if isinstance(value, list) else [value or ""]
    return [text for text in texts if text]
