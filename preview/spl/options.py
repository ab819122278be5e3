"""The options of a call, ``name=value``: texts, words, whole numbers and Booleans.

Follows the Search Reference, "Understanding SPL syntax", Optional arguments, Data types:
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/introduction/understanding-spl-syntax
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.arguments import Word
    from preview.spl.errors import SearchError
    from preview.spl.pipeline import Call

_BOOLEANS = {
    **dict.fromkeys(("true", "t", "yes", "1"), True),
    **dict.fromkeys(("false", "f", "no", "0"), False),
}


@dataclass(frozen=True)
class Option:
    """``name=value``.

    :ivar position: where the name stands in the typed search.
    """

    name: str
    value: Word
    position: int


class Options(dict[str, Option]):
    """The options that a call gives, by their names in lower case."""

    def __init__(self, call: Call, known: Sequence[str]) -> None:
        """Start without any.

        :param known: the names of those that the call may have.
        """
        super().__init__()
        self._call = call
        self._known = known

    def add(self, option: Option) -> None:
        """Take an option.

        :raises SearchError: the call may not have it, or has it already.
        """
        name = option.name.lower()
        if name not in self._known:
            raise self._call.unsupported(f"the option {option.name}=", option.position)
        if name in self:
            raise self._call.error(f"{option.name}= is given twice", option.position)
        self[name] = option

    def text(self, name: str, default: str) -> str:
        """Return an option as text."""
        return self[name].value.text if name in self else default

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """Return an option that is one of some words."""
        value = self.text(name, default).lower()
        if value not in choices:
            raise self._bad(name, f"one of {', '.join(choices)}")
        return value

    def boolean(self, name: str, *, default: bool) -> bool:
        """Return an option as true or false."""
        if name not in self:
            return default
        value = self.text(name, "").lower()
        if value not in _BOOLEANS:
            raise self._bad(name, "true or false")
        return _BOOLEANS[value]

    def integer(self, name: str, default: int, minimum: int = 0, maximum: int | None = None) -> int:
        """Return an option as a whole number from a minimum up to a maximum, if there is one."""
        if name not in self:
            return default
        value = self[name].value.whole
        if value is None or value < minimum or (maximum is not None and value > maximum):
            limits = f"{minimum} or more" if maximum is None else f"{minimum} to {maximum}"
            raise self._bad(name, f"a whole number, {limits}")
        return value

    def _bad(self, name: str, wanted: str) -> SearchError:
        value = self[name].value
        return self._call.error(f"{name}={value.text} must be {wanted}", value.position)
