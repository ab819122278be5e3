"""fieldsummary: statistics of every field."""

from __future__ import annotations

import json
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.values import Row, format_number, matching_fields, number, texts

if TYPE_CHECKING:
    from preview.spl.pipeline import Call

COLUMNS = ["field", "count", "distinct_count", "is_exact", "max", "mean", "min"]
COLUMNS += ["numeric_count", "stdev", "values"]


@dataclass(frozen=True)
class Fieldsummary(Command):
    """Makes one row for each field."""

    maximum: int
    names: list[str]

    @classmethod
    def parse(cls, call: Call) -> Fieldsummary:
        """Check the option and the fields."""
        arguments = Arguments(call, ["maxvals"])
        return cls(arguments.integer("maxvals", 100), arguments.names())

    def run(self, table: Table, context: Context) -> Table:
        """Return the statistics, in the order of the field names."""
        del context
        columns = table.columns()
        names = [each for name in self.names or ["*"] for each in matching_fields(name, columns)]
        rows = [self._summary(name, table) for name in sorted(set(names) & set(columns))]
        return Table(rows, COLUMNS)

    def _summary(self, name: str, table: Table) -> Row:
        values = [text for row in table.rows for text in texts(row.get(name))]
        numbers = [known for known in map(number, values) if known is not None]
        counts = Counter(values)
        listed = counts.most_common(self.maximum or None)
        row: Row = {
            "field": name,
            "count": str(len(values)),
            "distinct_count": str(len(counts)),
            "is_exact": "1",
            "numeric_count": str(len(numbers)),
            "values": json.dumps(
                [{"value": text, "count": count} for text, count in listed], separators=(",", ":")
            ),
        }
        if numbers:
            row["max"] = format_number(max(numbers))
            row["mean"] = format_number(statistics.fmean(numbers))
            row["min"] = format_number(min(numbers))
            row["stdev"] = format_number(statistics.stdev(numbers) if len(numbers) > 1 else 0)
        return row
