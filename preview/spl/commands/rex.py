"""rex: fields from the named groups of a regular expression, or replacement by sed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Fields, Table
from preview.spl.errors import DataError
from preview.spl.pcre import Pcre, compile_pcre
from preview.spl.sed import Replace, compile_sed
from preview.spl.values import Row, collapse

if TYPE_CHECKING:
    import re

    from preview.spl.pipeline import Call


@dataclass(frozen=True)
class Rex(Command):
    """Extracts the groups of the first match, or of up to max_match matches (0: all)."""

    field: str
    pattern: Pcre | None
    limit: int
    offset_field: str
    replace: Replace | None

    @classmethod
    def parse(cls, call: Call) -> Rex:
        """Check the options and the expression."""
        arguments = Arguments(call, ["field", "max_match", "offset_field", "mode"])
        quotes = [call.arguments.text[word.offset] for word in arguments.words]
        if quotes != ['"']:
            raise call.error("rex takes one expression, in double quotes")
        word, field = arguments.words[0], arguments.options.text("field", "_raw")
        if "mode" in arguments.options:
            arguments.options.choice("mode", ["sed"], "")
            if {"max_match", "offset_field"} & arguments.options.keys():
                raise call.error("max_match and offset_field do not go with mode=sed")
            replace = call.at(word.position, lambda: compile_sed(word.text))
            return cls(field, None, 0, "", replace)
        pattern = call.at(word.position, lambda: compile_pcre(word.text))
        limit, offset_field = (
            arguments.options.integer("max_match", 1),
            arguments.options.text("offset_field", ""),
        )
        if not pattern.names:
            raise arguments.error("the regular expression has no named group such as (?<name>...)")
        if offset_field and (len(pattern.names) > 1 or limit != 1):
            raise arguments.unsupported("offset_field of several groups or matches", word)
        return cls(field, pattern, limit, offset_field, None)

    def inputs(self) -> Fields:
        """Return the fields it looks at."""
        return frozenset([self.field])

    def fields_after(self, known: Fields) -> Fields:
        """Return the fields with its own."""
        return None if known is None else known | {*self._names()}

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows with the fields added or replaced."""
        del context
        rows = [self._changed(row) for row in table.rows]
        return Table(rows, table.adding(*self._names()), table.is_events)

    def _names(self) -> list[str]:
        """Return the fields that it can add."""
        names = self.pattern.names if self.pattern else []
        return [*names, self.offset_field] if self.offset_field else list(names)

    def _changed(self, row: Row) -> Row:
        text = row.get(self.field)
        if text is None:
            return row
        if isinstance(text, list):
            raise DataError(
                f"rex on the multivalue field {self.field} is not supported: use mvexpand"
            )
        if self.replace is not None:
            return {**row, self.field: self.replace(text)}
        return self._extracted(row, text) if self.pattern else row

    def _extracted(self, row: Row, text: str) -> Row:
        matches = (
            list(islice(self.pattern.finditer(text), self.limit or None)) if self.pattern else []
        )
        if not matches:
            return row
        result = dict(row)
        for name in matches[0].re.groupindex:
            value = collapse(_captured(matches, name, row))
            if value is not None:
                result[name] = value
                if self.offset_field:
                    result[self.offset_field] = _offset(matches[0], name)
        return result


def _captured(matches: list[re.Match[str]], name: str, row: Row) -> list[str]:
    """Return what a group captured in each match.

    :raises DataError: nothing, or not in every match: what the field becomes is not documented.
    """
    found = [match[name] for match in matches]
    texts = [text for text in found if text]
    if len(texts) < len(found) and (texts or "" in found or name in row):
        raise DataError(
            f"the group {name} captures nothing in a match: what Splunk makes of it is not "
            "documented, so let the group take one character or more"
        )
    return texts


def _offset(match: re.Match[str], name: str) -> str:
    """Return the first and the last place of a group, from 0."""
    if not match.string[: match.end(name)].isascii():
        raise DataError("offset_field in text beyond ASCII is not supported")
    return f"{name}={match.start(name)}-{match.end(name) - 1}"
