"""convert: fields to and from times, durations and plain numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Callable

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.timeformat import check_format, format_time
from preview.spl.timereading import check_template, parse_time
from preview.spl.values import Row, Value, assign, format_number, number
from preview.spl.wildcards import matching_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call

DEFAULT_FORMAT = "%m/%d/%Y %H:%M:%S"
_MEMORY = {"": 1, "k": 1, "m": 1024, "g": 1024 * 1024}


def _plain(text: str) -> bool:
    """Return whether a text is a number as Splunk prints numbers."""
    known = number(text)
    return known is not None and format_number(known) == text


def _ctime(text: str, template: str) -> str | None:
    moment = number(text)
    return None if moment is None else format_time(moment, template)


def _mktime(text: str, template: str) -> str | None:
    moment = parse_time(text, template)
    return None if moment is None or moment % 1 else format_number(moment)


def _num(text: str) -> str | None:
    """Return a number; what else num() makes numbers of is not documented."""
    if not _plain(text) and (number(text) is not None or any(each.isdigit() for each in text)):
        raise DataError(f"num({text}) is not supported: use the conversion that the value takes")
    return text if _plain(text) else None


def _rmcomma(text: str) -> str | None:
    return text.replace(",", "")


def _rmunit(text: str) -> str | None:
    """Return the number before a unit, which has no digit or mark of a number itself."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*[^\d\s.,:+-]?[^\d]*", text)
    return found[1] if found and _plain(found[1]) else None


def _memk(text: str) -> str | None:
    """Return kilobytes; a number without a unit is kilobytes."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([kmg]?)", text)
    if found is None:
        return None
    kilobytes = float(found[1]) * _MEMORY[found[2]]
    return format_number(kilobytes) if kilobytes.is_integer() else None


def _dur2sec(text: str) -> str | None:
    """Return the seconds of [D+]HH:MM:SS."""
    found = re.fullmatch(r"(?:(\d+)\+)?(\d\d):([0-5]\d):([0-5]\d)", text)
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return str(((days * 24 + hours) * 60 + minutes) * 60 + seconds)


def _mstime(text: str) -> str | None:
    """Return the seconds of [MM:]SS.SSS."""
    found = re.fullmatch(r"(?:(\d+):)?(\d+)(\.\d{3})", text)
    return f"{int(found[1] or 0) * 60 + int(found[2])}{found[3]}" if found else None


_FUNCTIONS: dict[str, Callable[[str], str | None]] = {
    "dur2sec": _dur2sec,
    "memk": _memk,
    "mstime": _mstime,
    "num": _num,
    "rmcomma": _rmcomma,
    "rmunit": _rmunit,
}
# The functions of timeformat, and what checks it.
_BY_FORMAT: dict[str, Callable[[str, str], str | None]] = {"ctime": _ctime, "mktime": _mktime}
_CHECKS: dict[str, Callable[[str], None]] = {"ctime": check_format, "mktime": check_template}


@dataclass(frozen=True)
class Conversion:
    """One conversion: a function, a field (with wildcards) and the field it sets."""

    function: str
    name: str
    output: str


@dataclass(frozen=True)
class Convert(Command):
    """Converts fields; num() makes null of what it cannot convert."""

    conversions: list[Conversion]
    template: str

    @classmethod
    def parse(cls, call: Call) -> Convert:
        """Check the functions, the fields and the time format."""
        arguments = Arguments(call, ["timeformat"])
        conversions: list[Conversion] = []
        while arguments.words:
            if conversions:
                arguments.accept(",")
            word = arguments.take("a function")
            if word.says("auto", "none"):
                raise arguments.unsupported(f"the function {word.text}()", word)
            if word.text not in {*_FUNCTIONS, *_BY_FORMAT}:
                raise arguments.error(f"the function {word.text}() does not exist", word)
            arguments.expect("(")
            name = arguments.name()
            arguments.expect(")")
            output = arguments.name("a name after AS") if arguments.accept("as") else name
            if "*" in name and output != name:
                raise arguments.error("AS does not go with a wildcard", word)
            conversions.append(Conversion(word.text, name, output))
        if not conversions:
            raise call.error("convert needs a function such as ctime(field)")
        template = arguments.options.text("timeformat", DEFAULT_FORMAT)
        for conversion in conversions:
            check = _CHECKS.get(conversion.function)
            if check:
                call.at(call.position, partial(check, template))
        return cls(conversions, template)

    def mentions(self) -> Iterable[str]:
        """Return the fields that are converted."""
        return [each.name for each in self.conversions]

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {*(each.output for each in self.conversions)}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields converted."""
        del context
        steps = self._steps(table.columns())
        rows = [self._converted(row, steps) for row in table.rows]
        return Table(
            rows,
            table.adding(*(c.output for c in self.conversions if "*" not in c.output)),
            table.is_events,
        )

    def _steps(self, columns: list[str]) -> list[Conversion]:
        """Return the conversions without wildcards.

        :raises DataError: two set the same field.
        """
        steps = [
            Conversion(each.function, name, name if "*" in each.output else each.output)
            for each in self.conversions
            for name in matching_fields(each.name, columns)
        ]
        for name, count in Counter(step.output for step in steps).items():
            if count > 1:
                raise DataError(f"two conversions set the field {name}: use two convert commands")
        return steps

    def _converted(self, row: Row, steps: list[Conversion]) -> Row:
        result = dict(row)
        for step in steps:
            if step.name in row:
                assign(result, step.output, self._value(step.function, row[step.name]))
        return result

    def _value(self, function: str, text: Value) -> str | None:
        if isinstance(text, list):
            raise DataError(f"{function}() of a multivalue field is not supported: use mvexpand")
        if function in _BY_FORMAT:
            value = _BY_FORMAT[function](text, self.template)
        else:
            value = _FUNCTIONS[function](text)
        if value is None and function != "num":
            raise DataError(
                f"{function}() of {text[:50]!r}, which it cannot convert, is not supported"
            )
        return value
