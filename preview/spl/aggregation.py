"""The arguments that stats, chart, timechart and their kin share: functions, AS and BY."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Callable

from preview.spl.aggregates import (
    FUNCTIONS,
    TIMED,
    UNSUPPORTED,
    Aggregate,
    canonical,
    maker,
)
from preview.spl.arguments import option
from preview.spl.errors import SearchError
from preview.spl.grammar import Node, parse, read_name
from preview.spl.options import Options
from preview.spl.typed import as_field
from preview.spl.values import Row, texts
from preview.spl.wildcards import filled, matching_fields

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from preview.spl.command import Fields
    from preview.spl.expression import Expression
    from preview.spl.pipeline import Call

Read = Callable[[Row], Sequence[str]]
_ONE = ("1",)
_STATS = frozenset({"stats", "eventstats", "streamstats"})


@dataclass(frozen=True)
class Statistic:
    """One statistical function over a field, an expression or the rows themselves.

    :ivar function: its name without aliases.
    :ivar field: the field, None for an expression or a count of rows; may have wildcards.
    :ivar name: the output column; with wildcards where the field has them.
    """

    function: str
    field: str | None
    name: str
    make: Callable[[], Aggregate]
    read: Read
    inputs: frozenset[str] = frozenset()

    def expanded(self, columns: Iterable[str]) -> list[Statistic]:
        """Return one statistic for each column that a wildcard field means."""
        if self.field is None or "*" not in self.field:
            return [self]
        return [
            Statistic(
                self.function, name, filled(self.name, self.field, name), self.make, reader(name)
            )
            for name in matching_fields(self.field, columns)
        ]


def reader(name: str) -> Read:
    """Return what reads the values of a field."""
    return lambda row: texts(row.get(name))


@dataclass(frozen=True)
class Aggregation:
    """The parsed arguments of a command of the stats family.

    :ivar over: the row field of chart.
    :ivar by: the fields of the BY clause.
    :ivar of_clauses: the names of those options that stand in an OVER or BY clause.
    """

    statistics: Sequence[Statistic]
    options: Options
    over: str | None
    by: Sequence[str]
    of_clauses: AbstractSet[str]

    def inputs(self, *more: str) -> Fields:
        """Return the fields that are looked at, None where wildcards leave them to the data."""
        named = frozenset([*more, *self.by, *([self.over] if self.over else [])])
        named = named.union(*(statistic.inputs for statistic in self.statistics))
        if any(statistic.function in TIMED for statistic in self.statistics):
            named |= {"_time"}
        return None if any("*" in name for name in named) else named

    def columns(self, *more: str) -> Fields:
        """Return the output columns, None where wildcards leave them to the data."""
        if any("*" in statistic.name for statistic in self.statistics):
            return None
        return frozenset([*more, *self.by, *(statistic.name for statistic in self.statistics)])

    def added_to(self, known: Fields) -> Fields:
        """Return the fields that rows can have with the output columns, None for any."""
        columns = self.columns()
        return None if known is None or columns is None else known | columns

    def expanded(self, columns: Iterable[str]) -> list[Statistic]:
        """Return the statistics with wildcards resolved against the columns of the rows."""
        known = [name for name in columns if name not in self.by]
        return [each for statistic in self.statistics for each in statistic.expanded(known)]


def parse_aggregation(call: Call, options: Sequence[str] = ()) -> Aggregation:
    """Parse the arguments of a call.

    :param options: the names of the options that the command may have.
    :raises SearchError: a function or option is unknown, or the syntax is not that of stats.
    """
    clauses = _Clauses(call, options)
    for node in parse("aggregation", "aggregation", call.arguments, call.name).children:
        clauses.take(node)
    if not clauses.statistics:
        raise call.error("a statistical function is missing, such as count")
    _check_names(clauses, call)
    for name in clauses.by:
        if "*" in name:
            raise call.error("a BY clause takes no wildcards")
        if name.lower() == "as":
            raise call.error("a BY clause takes no AS: use rename")
    return Aggregation(
        clauses.statistics, clauses.options, clauses.over, clauses.by, clauses.of_clauses
    )


def _check_names(clauses: _Clauses, call: Call) -> None:
    """Refuse outputs of one name, and one output under several names (stats, Renaming fields)."""
    by = clauses.by if call.name in _STATS else []  # charts have rules of their own
    names = Counter([*(statistic.name for statistic in clauses.statistics), *by])
    for name, count in names.items():
        if count > 1:
            raise call.error(f"the output {name!r} is named twice: use AS")
    fields = Counter((each.function, each.field) for each in clauses.statistics if each.field)
    for (function, field), count in fields.items():
        if count > 1:
            raise call.error(f"{function}({field}) cannot have several names: use eval")


class _Clauses:
    """Sorts the parts of an aggregation."""

    def __init__(self, call: Call, known: Sequence[str]) -> None:
        self.call = call
        self.statistics: list[Statistic] = []
        self.options = Options(call, known)
        self.over: str | None = None
        self.by: list[str] = []
        self.of_clauses: set[str] = set()

    def take(self, node: Node) -> None:
        """Take a function, an option, or a whole OVER or BY clause."""
        if node.data == "option":
            self.options.add(option(node, self.call))
        elif node.data == "over":
            self.over = read_name(node.children[0].children[0])
            for child in node.children[1:]:
                self._clause_option(child)
        elif node.data == "by":
            for child in node.children:
                if child.data == "option":
                    self._clause_option(child)
                else:
                    self.by.append(read_name(child.children[0]))
        else:
            self.statistics.append(_statistic(node, self.call))

    def _clause_option(self, node: Node) -> None:
        found = option(node, self.call)
        self.options.add(found)
        self.of_clauses.add(found.name.lower())


def _statistic(node: Node, call: Call) -> Statistic:
    """Compile one function with its argument and its output name."""
    position = call.arguments.origin(node.meta.start_pos)
    if node.data == "eval_aggregate":
        raise call.unsupported("eval() around functions", position, "use eval afterwards")
    token = str(node.children[0])
    make = maker(token)
    if make is None:
        raise _unknown(token, call, position)
    parts = {child.data: child.children[0] for child in node.children[1:]}
    alias = read_name(parts["alias"].children[0]) if "alias" in parts else None
    if alias is None and token != token.lower():
        raise call.unsupported(f"the name of the output of {token}()", position, "use AS")
    argument = parts.get("argument")
    function = canonical(token)
    if argument is None:
        if function != "count":
            raise SearchError(f"{token}() needs a field", call.name, position)
        return Statistic(function, None, alias or token.lower(), make, lambda _: _ONE)
    if argument.data == "name":
        name = read_name(argument.children[0])
        if alias and alias.count("*") != name.count("*"):
            raise SearchError("AS needs as many wildcards as the field", call.name, position)
        label = alias or f"{token}({name})"
        return Statistic(function, name, label, make, reader(name), frozenset([name]))
    # https://qiita.com/frozencatpisces/items/d791ebc6d848ab5f89e4
    if alias is None and call.name in _STATS:
        raise SearchError("an output of eval() needs a name: use AS", call.name, position)
    text = call.arguments.text[argument.meta.start_pos : argument.meta.end_pos]
    expression = call.compiler.build(argument, call.arguments)
    read = _expression_reader(expression, function, call)
    label = alias or f"{token}(eval({text}))"
    return Statistic(function, None, label, make, read, expression.fields)


def _expression_reader(expression: Expression, function: str, call: Call) -> Read:
    """Return what reads an eval() argument: of a condition, count counts where it is true."""
    evaluate = expression.evaluate
    if not expression.boolean:
        return lambda row: texts(as_field(evaluate(row)))
    if function != "count":
        raise call.error(f"{function}(eval()) needs a value, no condition", expression.position)
    return lambda row: _ONE if evaluate(row) is True else ()


def _unknown(name: str, call: Call, position: int) -> SearchError:
    if name.lower() in UNSUPPORTED:
        return call.unsupported(f"the function {name}()", position)
    near = get_close_matches(name.lower(), FUNCTIONS, 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return SearchError(
        f"the statistical function {name!r} does not exist.{hint}", call.name, position
    )
