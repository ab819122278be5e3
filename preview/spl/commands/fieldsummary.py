"""fieldsummary: statistics of every field."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from preview.spl.arguments import Arguments
from preview.spl.command import Command, Context, Table
from preview.spl.errors import DataError
from preview.spl.jsonpath import NumberText, dump
from preview.spl.values import format_number, number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from preview.spl.pipeline import Call
    from preview.spl.values import Number, Row

COLUMNS = ["field", "count", "distinct_count", "is_exact", "max", "mean", "min"]
COLUMNS += ["numeric_count", "stdev", "values"]


@dataclass(frozen=True)
class Fieldsummary(Command):
    """Makes one row for each field, with up to so many of its values (0: all)."""

    maximum: int
    names: list[str]

    @classmethod
    def parse(cls, call: Call) -> Fieldsummary:
        """Check the option and the fields."""
        arguments = Arguments(call, ["maxvals"])
        return cls(arguments.options.integer("maxvals", 100), arguments.names())

    def run(self, table: Table, context: Context) -> Table:
        """Return the statistics, in the order of the field names."""
        del context
        names = {each for name in self.names or ["*"] for each in table.matching(name)}
        rows = [self._summary(name, table) for name in sorted(names & {*table.columns()})]
        return Table(rows, COLUMNS)

    def _summary(self, name: str, table: Table) -> Row:
        values = list(_values(name, table))
        counts = Counter(values)
        if self.maximum and len(counts) > self.maximum:
            raise DataError(
                f"{name} has more than {self.maximum} values, of which Splunk estimates the "
                "count: give maxvals=0"
            )
        numbers = [known for known in map(number, values) if known is not None]
        if numbers and len(numbers) < len(values):
            raise DataError(f"{name} has numbers and other values: its summary is not documented")
        row: Row = {
            "field": name,
            "count": str(len(values)),
            "distinct_count": str(len(counts)),
            "is_exact": "1",
            "numeric_count": str(len(numbers)),
            "values": dump(
                [{"value": text, "count": NumberText(counts[text])} for text in _ordered(counts)]
            ),
        }
        if numbers:
            row["max"] = _shown(max(numbers))
            row["mean"] = _shown(statistics.fmean(numbers))
            row["min"] = _shown(min(numbers))
            row["stdev"] = _shown(statistics.stdev(numbers) if len(numbers) > 1 else 0)
        return row


def _values(name: str, table: Table) -> Iterator[str]:
    for row in table.rows:
        value = row.get(name)
        if isinstance(value, list) or value == "":
            raise DataError(f"{name} has several values, or an empty one: how it counts is open")
        if value is not None:
            yield value


def _ordered(counts: Counter[str]) -> list[str]:
    """Return the values, "sorted first by highest count and then by distinct value".

    :raises DataError: numbers are in another order as text.
    """
    by_text = sorted(counts, key=lambda text: (-counts[text], text))
    if by_text != sorted(by_text, key=lambda text: (-counts[text], number(text) or 0)):
        raise DataError("the order of these numbers in values is not documented")
    return by_text


def _shown(value: Number) -> str:
    """Return a statistic.

    :raises DataError: it has more than the four decimals that the page's example shows.
    """
    if round(value, 4) != value:
        raise DataError(
            f"the decimals of {value} are not documented: take stats, and round() the result"
        )
    return format_number(value)
