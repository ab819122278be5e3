"""The work that the two commands of the equality test do: pure, and sensitive to every detail."""

from __future__ import annotations

from typing import Any

OUTPUTS = ("first", "second", "third")


def work(value: Any) -> list[Any]:
    """Return text that needs quotes, a multivalue, and the value itself."""
    text = "|".join(value) if isinstance(value, list) else value
    if text is None:
        return ["none", None, None]
    return [f'Org, Inc. "{len(text)}"', [text[::-1], "$;$", "x\ny"], value]
