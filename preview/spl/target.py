"""The field that eval sets, whose name may hold the values of other fields.

Search Reference, "eval", Dynamic field name creation:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/search-commands/eval
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.errors import DataError

if TYPE_CHECKING:
    from preview.spl.values import Row

_REFERENCE = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True)
class Target:
    """A name with ``{field}`` where the value of a field stands."""

    name: str

    @property
    def fields(self) -> list[str]:
        """The fields whose values are in the name."""
        return _REFERENCE.findall(self.name)

    def of(self, row: Row) -> str:
        """Return the name for a row.

        :raises DataError: a field in it has no value, several, an empty one or one with braces.
        """
        if "{" not in self.name:
            return self.name
        return _REFERENCE.sub(lambda found: self._value(found[1], row), self.name)

    def _value(self, field: str, row: Row) -> str:
        value = row.get(field)
        if not isinstance(value, str) or not value or "{" in value or "}" in value:
            raise DataError(
                f"the field {field} has to have one value without braces in each result to name "
                f"another ({self.name}): put where isnotnull({field}) or mvexpand before"
            )
        return value
