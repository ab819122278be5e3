"""``iocextract``: any text to the indicators of compromise in it."""

from __future__ import annotations

import re
from typing import List, Sequence, Tuple

from huntpipe.indicators.extract import TYPES, Extractor
from huntpipe.splunk.command import EnrichingCommand
from huntpipe.splunk.enrichment import Enrichment, Value
from huntpipe.splunk.sdk import Configuration, Option, validators

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
        types = self._chosen_types()
        names = (*types, "count", "status")
        return [
            Enrichment(
                inputs=fields,
                outputs=tuple(f"{self.prefix}{name}" for name in names),
                function=Extract(Extractor(types, public=self.public), types),
                status=f"{self.prefix}status",
            )
        ]

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


class Extract:
    """The function of the enrichment: the texts of all fields in, one set of outputs out."""

    def __init__(self, extractor: Extractor, types: Sequence[str]) -> None:
        self._extractor = extractor
        self._types = types

    def __call__(self, *values: Value) -> Sequence[Value]:
        """Return the values of each type, their number and the status."""
        texts = [text for value in values for text in _texts(value)]
        found = self._extractor.extract(texts)
        columns: List[Value] = [found.get(kind) for kind in self._types]
        if found:
            return [*columns, str(sum(map(len, found.values()))), FOUND]
        return [*columns, "0", NONE if texts else EMPTY]


def _texts(value: Value) -> List[str]:
    """Return the texts of one field, without empty ones."""
    if isinstance(value, list):
        return [text for text in value if text]
    return [value] if value else []
