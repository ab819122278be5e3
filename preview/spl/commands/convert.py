"""convert: fields to and from times, durations and plain numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError, UnsupportedError
from preview.spl.timeformat import format_time, parse_time
from preview.spl.values import Row, collapse, format_number, matching_fields, number, texts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from preview.spl.pipeline import Call

DEFAULT_FORMAT = "%m/%d/%Y %H:%M:%S"
_MEMORY = {"": 1.0, "k": 1.0, "m": 1024.0, "g": 1024.0 * 1024.0}


def _ctime(text: str, template: str) -> str | None:
    moment = number(text)
    return None if moment is None else format_time(moment, template)


def _mktime(text: str, template: str) -> str | None:
    moment = parse_time(text, template)
    return None if moment is None else format_number(moment)


def _num(text: str, template: str) -> str | None:
    """Return a number; what else auto() and num() make numbers of is not documented."""
    del template
    value = number(text)
    if value is None and any(each.isdigit() for each in text):
        raise DataError(f"num({text}) is not supported: use the conversion that the value takes")
    return None if value is None else format_number(value)


def _rmcomma(text: str, template: str) -> str | None:
    del template
    return text.replace(",", "")


def _rmunit(text: str, template: str) -> str | None:
    del template
    found = re.match(r"\s*[+-]?\d+(\.\d+)?", text)
    return found.group().strip() if found else None


def _memk(text: str, template: str) -> str | None:
    """Return kilobytes; a number without a unit is kilobytes."""
    del template
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([kmg]?)b?\s*", text, re.IGNORECASE)
    return format_number(float(found[1]) * _MEMORY[found[2].lower()]) if found else None


def _dur2sec(text: str, template: str) -> str | None:
    """Return the seconds of [D+]HH:MM:SS."""
    del template
    found = re.fullmatch(r"(?:(\d+)\+)?(?:(\d+):)?(\d+):(\d+)(\.\d+)?", text.strip())
    if found is None:
        return None
    days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[:4])
    whole = ((days * 24 + hours) * 60 + minutes) * 60 + seconds
    return format_number(whole + float(found[5] or 0))


def _mstime(text: str, template: str) -> str | None:
    """Return the seconds of [MM:]SS.SSS."""
    del template
    found = re.fullmatch(r"(?:(\d+):)?(\d+(?:\.\d+)?)", text.strip())
    return format_number(int(found[1] or 0) * 60 + float(found[2])) if found else None


_FUNCTIONS: dict[str, Callable[[str, str], str | None]] = {
    "ctime": _ctime,
    "dur2sec": _dur2sec,
    "memk": _memk,
    "mktime": _mktime,
    "mstime": _mstime,
    "num": _num,
    "rmcomma": _rmcomma,
    "rmunit": _rmunit,
}


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
            if word.text not in _FUNCTIONS:
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
        template = arguments.text("timeformat", DEFAULT_FORMAT)
        try:
            format_time(0, template)
        except UnsupportedError as error:
            place = arguments.options["timeformat"].position
            raise UnsupportedError(error.message, call.name, place) from error
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
        columns = table.columns()
        rows = [self._converted(row, columns) for row in table.rows]
        return Table(
            rows,
            table.adding(*(c.output for c in self.conversions if "*" not in c.output)),
            table.is_events,
        )

    def _converted(self, row: Row, columns: list[str]) -> Row:
        result = dict(row)
        for conversion in self.conversions:
            for name in matching_fields(conversion.name, columns):
                found = [self._value(conversion.function, text) for text in texts(row.get(name))]
                value = collapse([text for text in found if text is not None])
                output = name if "*" in conversion.output else conversion.output
                if value is None:
                    result.pop(output, None)
                else:
                    result[output] = value
        return result

    def _value(self, function: str, text: str) -> str | None:
        value = _FUNCTIONS[function](text, self.template)
        if value is None and function != "num":
            raise DataError(
                f"{function}() of {text[:50]!r}, which it cannot convert, is not supported"
            )
        return value
