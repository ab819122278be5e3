"""rex: fields from the named groups of a regular expression, or replacement by sed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError, UnsupportedError
from preview.spl.functions.text import expand_template
from preview.spl.pcre import compile_pcre
from preview.spl.values import Row, collapse, joined, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

Replace = Callable[[str], str]


@dataclass(frozen=True)
class Rex(Command):
    """Extracts the groups of the first match, or of up to max_match matches (0: all)."""

    field: str
    pattern: re.Pattern[str] | None
    limit: int
    offset_field: str
    replace: Replace | None

    @classmethod
    def parse(cls, call: Call) -> Rex:
        """Check the options and the expression."""
        arguments = Arguments(call, ["field", "max_match", "offset_field", "mode"])
        if len(arguments.words) != 1 or not arguments.words[0].quoted:
            raise call.error("rex takes one expression, in double quotes")
        word = arguments.words[0]
        field = arguments.text("field", "_raw")
        sed = arguments.text("mode", "") == "sed"
        if "mode" in arguments.options and not sed:
            raise call.error("mode can only be sed", arguments.options["mode"].position)
        try:
            if sed:
                return cls(field, None, 0, "", _sed(word.text))
            pattern = compile_pcre(word.text)
        except UnsupportedError as error:
            raise UnsupportedError(error.message, call.name, word.position) from error
        except ValueError as error:
            raise call.error(str(error), word.position) from error
        if not pattern.groupindex:
            raise call.error(
                "the regular expression has no named group such as (?<name>...)", word.position
            )
        offset_field = arguments.text("offset_field", "")
        return cls(field, pattern, arguments.integer("max_match", 1), offset_field, None)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.field])

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return (
            None
            if known is None
            else known | {*(self.pattern.groupindex if self.pattern else ()), self.offset_field}
        )

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields added or replaced."""
        del context
        if self.replace is not None:
            rows = [self._replaced(row, self.replace) for row in table.rows]
            return Table(rows, table.fields, table.is_events)
        pattern = self.pattern or re.compile("")
        names = list(pattern.groupindex)
        rows = [self._extracted(row, pattern) for row in table.rows]
        if self.offset_field:
            names.append(self.offset_field)
        return Table(rows, table.adding(*names), table.is_events)

    def _replaced(self, row: Row, replace: Replace) -> Row:
        values = [replace(text) for text in texts(row.get(self.field))]
        value = collapse(values)
        return row if value is None else {**row, self.field: value}

    def _extracted(self, row: Row, pattern: re.Pattern[str]) -> Row:
        value = row.get(self.field)
        if isinstance(value, list):
            raise DataError(
                f"rex on the multivalue field {self.field} is not supported: use mvexpand"
            )
        found: dict[str, list[str]] = {}
        offsets: list[str] = []
        for index, match in enumerate(pattern.finditer(joined(value)) if value is not None else ()):
            if self.limit and index >= self.limit:
                break
            for name, text in match.groupdict().items():
                if text is not None:
                    found.setdefault(name, []).append(text)
                    offsets.append(f"{name}={match.start(name)}-{match.end(name) - 1}")
        added = {name: collapse(each) for name, each in found.items()}
        if self.offset_field and offsets:
            added[self.offset_field] = "&".join(offsets)
        return {**row, **{name: each for name, each in added.items() if each is not None}}


def _sed(text: str) -> Replace:
    """Return what a sed expression does: ``s/regex/replacement/flags`` or ``y/abc/xyz/``."""
    if len(text) < 2 or text[0] not in "sy":
        raise ValueError("a sed expression is s/regex/replacement/flags or y/from/to/")
    mark = re.escape(text[1])
    part = rf"((?:\\.|[^{mark}\\])*)"
    found = re.fullmatch(f"{part}{mark}{part}{mark}(.*)", text[2:], re.DOTALL)
    if found is None:
        raise ValueError(f"the sed expression {text!r} needs three {text[1]!r}")
    old, new, flags = (each.replace("\\" + text[1], text[1]) for each in found.groups())
    if text[0] == "y":
        if len(old) != len(new) or flags:
            raise ValueError("y/from/to/ needs as many characters on both sides, and no flags")
        table = str.maketrans(old, new)
        return lambda value: value.translate(table)
    if re.search(r"(?<!\\)&", new):
        raise UnsupportedError("& in a sed replacement is not supported by the preview")
    if flags not in ("", "g"):
        raise UnsupportedError(f"the sed flags {flags!r} are not supported by the preview")
    pattern = compile_pcre(old)
    substitute = expand_template(new.replace("\\&", "&"), pattern)
    count = 0 if flags == "g" else 1
    return lambda value: pattern.sub(substitute, value, count)
