"""foreach: an eval for each of some fields."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.errors import DataError, SearchError
from preview.spl.pipeline import Pipeline, parse_pipeline
from preview.spl.wildcards import segments

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.source import Source

_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)

# The options that rename the placeholders.
_PLACEHOLDERS = {
    "fieldstr": "<<FIELD>>",
    "matchstr": "<<MATCHSTR>>",
    "matchseg1": "<<MATCHSEG1>>",
    "matchseg2": "<<MATCHSEG2>>",
    "matchseg3": "<<MATCHSEG3>>",
}


@dataclass(frozen=True)
class Foreach(Command):
    """Runs the template with its placeholders filled in.

    :ivar placeholders: what stands in the template, by the option that can rename it.
    """

    takes_subsearch = True
    call: Call
    patterns: list[str]
    template: Source
    placeholders: dict[str, str]

    @classmethod
    def parse(cls, call: Call) -> Foreach:
        """Check the fields and the template."""
        arguments = Arguments(call, ["mode", *_PLACEHOLDERS])
        if arguments.options.text("mode", "multifield") != "multifield":
            raise arguments.unsupported(f"mode={arguments.options.text('mode', '')}")
        if not arguments.words or not arguments.words[-1].subsearch:
            raise call.error("foreach ends with a template in square brackets")
        template = call.subsearches[arguments.words.pop().offset]
        patterns = arguments.names()
        if not patterns:
            raise call.error("foreach needs at least one field")
        placeholders = {
            name: arguments.options.text(name, text) for name, text in _PLACEHOLDERS.items()
        }
        used = [name for name, text in placeholders.items() if text in template.text]
        if "matchstr" in used and any(name.startswith("matchseg") for name in used):
            raise call.error("<<MATCHSTR>> does not go with <<MATCHSEG1>> to <<MATCHSEG3>>")
        command = cls(call, patterns, template, placeholders)
        for pattern in patterns:
            command.filled(pattern, pattern.replace("*", "x"))
        return command

    def filled(self, pattern: str, name: str) -> Pipeline:
        """Return the template for one field, parsed.

        :raises SearchError: the template has a placeholder without a value, or is no eval.
        """
        values = {self.placeholders[key]: text for key, text in _values(pattern, name).items()}
        source = self.template
        known = map(re.escape, sorted(self.placeholders.values(), key=len, reverse=True))
        for token in reversed(list(re.finditer(f"{'|'.join(known)}|<<\\w+>>", source.text))):
            if token.group() == self.placeholders["fieldstr"] and not _IDENTIFIER.fullmatch(name):
                self._check_quoted(token, name)
            if token.group() not in values:
                raise self.call.error(
                    f"{token.group()} has no documented value for the field {pattern}: with one "
                    "wildcard take <<MATCHSTR>>, with two or three <<MATCHSEG1>> and so on"
                )
            source = source.replace(token.start(), token.end(), values[token.group()])
        pipeline = parse_pipeline(source, self.call.scope, nested=True, stage=True)
        for call, _ in pipeline.commands:
            if call.name != "eval":
                raise SearchError("a foreach template takes eval only", "foreach", call.position)
        return pipeline

    def _check_quoted(self, token: re.Match[str], name: str) -> None:
        """Refuse a name that eval reads as an expression, where it is not the field that is set.

        "enclose the <<FIELD>> template value in single quotation marks in the right side of the
        eval command".
        """
        before, after = token.string[: token.start()], token.string[token.end() :]
        is_set = re.search(r"(?:\beval\s+|,\s*)\w*$", before) and re.match(r"\w*\s*=(?!=)", after)
        is_quoted = before.count("'") % 2 or before.count('"') % 2
        if not (is_set or is_quoted):
            raise self.call.error(f"write '{token.group()}', as eval does not take {name} bare")

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows after every eval.

        :raises DataError: a row lacks a field that a wildcard finds, or two patterns find it.
        """
        names = [(pattern, name) for pattern in self.patterns for name in table.matching(pattern)]
        for name, count in Counter(name for _, name in names).items():
            if count > 1:
                raise DataError(f"foreach finds the field {name} twice")
        for pattern, name in names:
            if "*" in pattern and any(name not in row for row in table.rows):
                raise DataError(
                    f"a result has no {name}: whether foreach leaves it out is not documented, "
                    "so put fillnull before it"
                )
            table = run_pipeline(self.filled(pattern, name), context, table)
        return table


def _values(pattern: str, name: str) -> dict[str, str]:
    """Return what the placeholders stand for, by the option that renames them.

    :raises DataError: the wildcards can be filled in two ways.
    """
    found = segments(pattern, name)
    values = {"fieldstr": name}
    if len(found) == 1:
        values["matchstr"] = found[0]
    # "do not use the <<MATCHSTR>> template value together with any <<MATCHSEG*>>".
    values.update({f"matchseg{index}": text for index, text in enumerate(found[:3], 1)})
    return values
