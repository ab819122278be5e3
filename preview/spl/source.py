"""The text of a search that remembers where each character was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_COMMENT = re.compile(r"```.*?```", re.DOTALL)
_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|```.*?```', re.DOTALL)


@dataclass(frozen=True)
class Source:
    """A search text and, for each character, the offset of its origin in the typed search."""

    text: str
    origins: Sequence[int]

    @classmethod
    def typed(cls, text: str) -> Source:
        """Wrap the text as the user typed it."""
        return cls(text, range(len(text) + 1))

    @classmethod
    def made(cls, text: str, place: int) -> Source:
        """Wrap a text that counts as typed at one place, such as the definition of a macro."""
        return cls(text, [place] * (len(text) + 1))

    def origin(self, position: int) -> int:
        """Return where the character at a position was typed."""
        return self.origins[min(position, len(self.origins) - 1)]

    def replace(self, start: int, end: int, text: str) -> Source:
        """Return the source with a span replaced; the new text counts as typed at its start."""
        place = self.origin(start)
        origins: list[int] = [*self.origins[:start], *[place] * len(text), *self.origins[end:]]
        return Source(self.text[:start] + text + self.text[end:], origins)

    def without_comments(self) -> Source:
        """Blank out ```comments```, which Splunk ignores outside quotation marks."""

        def blank(found: re.Match[str]) -> str:
            return " " * len(found.group()) if _COMMENT.fullmatch(found.group()) else found.group()

        return Source(_STRING_OR_COMMENT.sub(blank, self.text), self.origins)
