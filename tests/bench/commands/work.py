"""The work of the record path's contenders: three fields from one, looked up in a memo."""

from __future__ import annotations

from typing import Any

Row = tuple[str, str, str]


def work(value: Any) -> Row:
    """Stand for any pure function from a value to three."""
    if isinstance(value, list):
        value = value[0]
    if not value:
        return "", "", ""
    parts = value.split(".")
    return f"{sum(map(ord, value)) % 60000}", f'Org, Inc. "{parts[0]}"', ".".join(parts[:3])


class Memo(dict[Any, Row]):
    """Remembers results, so that only the record path is compared."""

    def __missing__(self, value: Any) -> Row:
        result = self[value] = work(value)
        return result
