"""printf: a text by a template, as sprintf() of C makes it.

Search Reference, "Conversion functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/conversion-functions
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from preview.spl.errors import DataError, SearchError, UnsupportedError
from preview.spl.functions.registry import function
from preview.spl.typed import Typed, as_number, as_text

_DIRECTIVE = re.compile(r"%(?:(%)|([-+ #0']*)(\*|\d+)?(\.(?:\*|\d*))?([a-zA-Z]))?")
_WIDEST = 1000  # a limit of the preview
_ALIASES = {"i": "d", "z": "s", "p": "X"}


@function("printf", "tv*")
def printf(template: str, *values: Typed) -> str:
    """Format values by a template.

    :raises SearchError: the template is malformed, or there are more or fewer values than it asks.
    :raises DataError: a value does not fit its directive.
    """
    remaining = list(values)

    def take() -> Typed:
        if not remaining:
            raise SearchError(f"printf: {template!r} has more directives than arguments")
        return remaining.pop(0)

    def substitute(found: re.Match[str]) -> str:
        percent, flags, width, precision, kind = found.groups()
        if percent:
            return "%"
        if kind is None:
            raise SearchError(f"printf: {template!r} has a % that starts no directive")
        size = _size(take() if width == "*" else int(width or 0))
        point = None
        if precision is not None:
            point = _size(take() if precision == ".*" else int(precision[1:] or 0))
        return _Directive(flags, size, point, _ALIASES.get(kind, kind)).format(take())

    text = _DIRECTIVE.sub(substitute, template)
    if remaining:
        raise SearchError(f"printf: {template!r} has fewer directives than arguments")
    return text


def _size(value: Typed) -> int:
    size = as_number(value)
    if not isinstance(size, int) or not 0 <= size <= _WIDEST:
        raise DataError(f"printf: {as_text(value)!r} is no width or precision up to {_WIDEST}")
    return size


@dataclass(frozen=True)
class _Directive:
    """One directive; ``precision`` is None where it has none."""

    flags: str
    width: int
    precision: int | None
    kind: str

    def format(self, value: Typed) -> str:
        """Return the value as the directive wants it."""
        if value is None:
            raise DataError("printf of null is not documented: use coalesce()")
        if self.kind in "sc":
            return self._text(value)
        if self.kind in "duoxX":
            return self._integer(value)
        if self.kind in "eEfFgG":
            return self._decimal(value)
        if self.kind in "aA":
            raise UnsupportedError(f"printf: %{self.kind} is not supported by the preview")
        raise SearchError(f"printf: %{self.kind} is no directive")

    def _text(self, value: Typed) -> str:
        self._allow("-")
        text = str(as_text(value))[: self.precision] if self.kind == "s" else _character(value)
        return text.ljust(self.width) if "-" in self.flags else text.rjust(self.width)

    def _integer(self, value: Typed) -> str:
        number = as_number(value)
        signed = self.kind == "d"
        if not isinstance(number, int) or (number < 0 and not signed):
            raise DataError(f"printf: {as_text(value)!r} does not fit %{self.kind}")
        self._allow("-+ 0'" if signed else "-0'" if self.kind == "u" else "-0")
        if self.kind in "xX" and "#" in self.flags and number == 0:
            raise DataError("printf: a zero with # is not supported by the preview")
        if self.precision == 0 and number == 0:
            return " " * self.width
        return self._number(number)

    def _decimal(self, value: Typed) -> str:
        number = as_number(value)
        if number is None:
            raise DataError(f"printf: {as_text(value)!r} does not fit %{self.kind}")
        self._allow("-+ 0#'" if self.kind in "fF" else "-+ 0#")
        return self._number(float(number))

    def _number(self, number: float) -> str:
        point = "" if self.precision is None else f".{self.precision}"
        if "'" not in self.flags:
            kind = "d" if self.kind == "u" else self.kind
            return f"%{self.flags}{self.width or ''}{point}{kind}" % number
        if len(self.flags) > 1 or self.width or (point and isinstance(number, int)):
            raise DataError("printf: ' with other flags or a width is not supported")
        return format(number, f",{point}{'d' if isinstance(number, int) else 'f'}")

    def _allow(self, flags: str) -> None:
        """Refuse flags of which neither the reference nor C says what they do here."""
        hexadecimal = "#" if self.kind in "xX" else ""
        wrong = set(self.flags) - set(flags + hexadecimal)
        padded = self.kind in "duoxX" and "0" in self.flags and self.precision is not None
        if wrong or padded:
            raise UnsupportedError(
                f"printf: the flags {self.flags!r} of %{self.kind} are not supported"
            )


def _character(value: Typed) -> str:
    """Return the character of a code point, or the first one of a text."""
    number = as_number(value)
    if number is None:
        text = str(as_text(value))
        if text:
            return text[0]
    elif isinstance(number, int) and 0 < number <= 0x10FFFF:
        return chr(number)
    raise DataError(f"printf: {as_text(value)!r} does not fit %c")
