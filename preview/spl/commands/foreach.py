"""foreach: an eval for each of some fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table, run_pipeline
from preview.spl.errors import DataError, SearchError
from preview.spl.pipeline import Pipeline, parse_pipeline
from preview.spl.values import matching_fields

if TYPE_CHECKING:
    from preview.spl.pipeline import Call
    from preview.spl.source import Source

_TOKEN = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True)
class Foreach(Command):
    """Runs the template with <<FIELD>>, <<MATCHSTR>> and <<MATCHSEG1>> to 3 filled in."""

    takes_subsearch = True
    call: Call
    patterns: list[str]
    template: Source

    @classmethod
    def parse(cls, call: Call) -> Foreach:
        """Check the fields and the template."""
        arguments = Arguments(call, ["mode"])
        if arguments.text("mode", "multifield") != "multifield":
            raise arguments.unsupported(f"mode={arguments.text('mode', '')}")
        if not arguments.words or not arguments.words[-1].subsearch:
            raise call.error("foreach ends with a template in square brackets")
        word = arguments.words.pop()
        patterns = arguments.names()
        if not patterns:
            raise call.error("foreach needs at least one field")
        command = cls(call, patterns, call.subsearches[word.offset])
        for token in _TOKEN.findall(command.template.text):
            if token not in ("FIELD", "MATCHSTR", "MATCHSEG1", "MATCHSEG2", "MATCHSEG3"):
                raise arguments.unsupported(f"<<{token}>>", word)
        for pattern in patterns:
            command.filled(pattern, pattern.replace("*", "x"))
        return command

    def filled(self, pattern: str, name: str) -> Pipeline:
        """Return the template for one field, parsed."""
        found = re.fullmatch("(.*)".join(map(re.escape, pattern.split("*"))), name, re.DOTALL)
        segments = found.groups() if found else ()
        values = {"FIELD": name, "MATCHSTR": "".join(segments)}
        values.update({f"MATCHSEG{index}": text for index, text in enumerate(segments, 1)})
        source = self.template
        for token in reversed(list(_TOKEN.finditer(source.text))):
            source = source.replace(token.start(), token.end(), values.get(token.group(1), ""))
        pipeline = parse_pipeline(source, self.call.scope, nested=True, stage=True)
        for call, _ in pipeline.commands:
            if call.name != "eval":
                raise SearchError("a foreach template takes eval only", "foreach", call.position)
        return pipeline

    def run(self, table: Table, context: Context) -> Table:
        """Return the rows after every eval."""
        columns = table.columns()
        for pattern in self.patterns:
            for name in matching_fields(pattern, columns):
                if name not in columns:
                    raise DataError(f"foreach: no row has the field {name}: make it before")
                table = run_pipeline(self.filled(pattern, name), context, table)
        return table
