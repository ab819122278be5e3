"""Eval expressions, compiled once and applied to every row.

Follows the Search Reference, "eval" and "Evaluation functions":
https://help.splunk.com/en/splunk-enterprise/search/spl-search-reference/10.0/evaluation-functions/evaluation-functions
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable

from lark import Token

from preview.spl import operators
from preview.spl.default_fields import UNKNOWN_FIELDS
from preview.spl.errors import DataError, SearchError, UnsupportedError, unsupported
from preview.spl.grammar import Node, parse, read_name, unquote
from preview.spl.source import Source
from preview.spl.target import Target
from preview.spl.typed import Typed, parse_number, read
from preview.spl.values import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from preview.spl.clock import Clock

Evaluate = Callable[[Row], Typed]

_NO_LITERAL = object()


@dataclass(frozen=True)
class Expression:
    """One compiled expression.

    :ivar evaluate: gives the value over a row.
    :ivar boolean: whether it is a Boolean expression, which eval cannot assign.
    :ivar fields: the fields it reads.
    :ivar literal: its value where it is a literal, else a private marker.
    :ivar position: where it stands in the typed search.
    """

    evaluate: Evaluate
    boolean: bool
    fields: frozenset[str]
    position: int
    literal: Any = _NO_LITERAL

    @property
    def is_literal(self) -> bool:
        """Whether the value is written in the search itself."""
        return self.literal is not _NO_LITERAL


@dataclass(frozen=True)
class Compiler:
    """Compiles the expressions of one command.

    :ivar command: the name that errors give.
    :ivar clock: the moments that now() and its kin return.
    """

    command: str
    clock: Clock

    def expression(self, source: Source) -> Expression:
        """Compile one expression."""
        return self.build(parse("expression", "expression", source, self.command), source)

    def typed(self, text: str) -> Expression:
        """Compile an expression of a setting."""
        return self.expression(Source.typed(text))

    def condition(self, source: Source) -> Expression:
        """Compile one Boolean expression."""
        return self.boolean(self.expression(source))

    def assignments(self, source: Source) -> list[tuple[Target, Expression]]:
        """Compile ``name = expression, ...``."""
        tree = parse("expression", "assignments", source, self.command)
        return [self._assignment(node, source) for node in tree.children if isinstance(node, Node)]

    def _assignment(self, node: Node, source: Source) -> tuple[Target, Expression]:
        name, value = node.children[0].children[0], node.children[2]
        target = Target(read_name(name))
        if any(field.isdigit() or field in UNKNOWN_FIELDS for field in target.fields):
            raise self.unsupported(f"the field name {target.name}", _place(name, source))
        return target, self.value(self.build(value, source))

    def boolean(self, expression: Expression) -> Expression:
        """Return the expression, which has to be Boolean."""
        if not expression.boolean:
            raise SearchError(
                "a Boolean expression is needed here, such as a comparison",
                self.command,
                expression.position,
            )
        return expression

    def value(self, expression: Expression) -> Expression:
        """Return the expression, which has to give a value."""
        if expression.boolean:
            raise SearchError(
                "fields cannot be assigned a Boolean result: use if([condition], [then], [else])",
                self.command,
                expression.position,
            )
        return expression

    def error(self, message: str, position: int) -> SearchError:
        """Make an error of this command."""
        return SearchError(message, self.command, position)

    def unsupported(self, what: str, position: int, instead: str = "") -> UnsupportedError:
        """Make the refusal of something that Splunk has and the preview has not."""
        return unsupported(what, self.command, position, instead)

    def build(self, node: Node, source: Source) -> Expression:
        """Compile a node of the grammar."""
        position = _place(node, source)
        if node.data in _LEAVES:
            return self._leaf(node, position)
        if node.data in ("call", "like_list", "like_call", "in_list"):
            return self._call(node, source, position)
        if node.data in _ADDITIVE:
            self._check_mixed(node, position)
        children = [self.build(child, source) for child in node.children if isinstance(child, Node)]
        fields = frozenset().union(*(child.fields for child in children))
        if node.data == "group":
            return children[0]
        if node.data in _LOGIC:
            evaluate = _LOGIC[node.data](*(self.boolean(child).evaluate for child in children))
            return Expression(evaluate, True, fields, position)
        evaluators = [self.operand(child).evaluate for child in children]
        symbols = [str(child) for child in node.children if isinstance(child, Token)]
        if node.data in ("product", "negative", "positive") or "-" in symbols:
            for child in children:
                self.number(child)
        return Expression(
            _arithmetic(node.data, symbols, evaluators), node.data == "compare", fields, position
        )

    def _check_mixed(self, node: Node, position: int) -> None:
        """Refuse "." beside "+" or "-": the reference does not say which comes first."""
        first = node.children[0]
        if first.data in _ADDITIVE and first.data != node.data:
            raise self.unsupported('"." beside "+" or "-" without parentheses', position)

    def operand(self, expression: Expression) -> Expression:
        """Return the expression, which an operator takes as a value."""
        if expression.boolean:
            raise self.error(
                "a Boolean expression is no operand here: use AND, OR, or if()",
                expression.position,
            )
        return expression

    def number(self, expression: Expression) -> Expression:
        """Return the expression, which must not be a quoted text where a number is needed."""
        if isinstance(expression.literal, str):
            raise self.error(
                f"a number is needed here, not the text {expression.literal!r}", expression.position
            )
        return expression

    def _leaf(self, node: Node, position: int) -> Expression:
        token = str(node.children[0])
        if node.data == "number":
            if "e" in token.lower():
                raise self.unsupported(f"the number {token} with an exponent", position)
            return literal(parse_number(token), position)
        if node.data == "string":
            return literal(unquote(token), position)
        name = read_name(token)
        if name in UNKNOWN_FIELDS:
            raise self.unsupported(f"the field {name}", position)
        if token.lower() in ("null", "true", "false"):
            raise self.unsupported(
                f"the field {token} without single quotes, beside the function {token}(),", position
            )
        if name.startswith(" "):
            raise self.error("a field name cannot start with a space", position)
        return field(name, position)

    def _call(self, node: Node, source: Source, position: int) -> Expression:
        from preview.spl.functions import build_call  # noqa: PLC0415 # they need this module

        children = list(node.children)
        name = {"like_list": "like", "like_call": "like", "in_list": "in"}.get(node.data)
        if name is None:
            name = str(children.pop(0))
        arguments: list[Expression] = []
        for child in children:
            parts = child.children if child is not None and child.data == "arguments" else [child]
            arguments.extend(self.build(part, source) for part in parts if part is not None)
        return build_call(self, name, arguments, position)


def literal(value: Typed, position: int) -> Expression:
    """Make the expression of a constant."""
    return Expression(lambda _: value, isinstance(value, bool), frozenset(), position, value)


def field(name: str, position: int) -> Expression:
    """Make the expression that reads a field."""
    return Expression(lambda row: read(row.get(name)), False, frozenset([name]), position)


def _arithmetic(operator: str, symbols: Sequence[str], operands: Sequence[Evaluate]) -> Evaluate:
    if operator == "compare":
        return _two(operators.COMPARISONS[symbols[0]], operands)
    if operator in ("sum", "product"):
        return _two(operators.ARITHMETIC[symbols[0]], operands)
    if operator == "concatenation":
        return _two(operators.concatenate, operands)
    only = operands[0]
    if operator == "negative":
        return lambda row: operators.negate(only(row))
    return only


def _two(apply: Callable[[Typed, Typed], Typed], operands: Sequence[Evaluate]) -> Evaluate:
    left, right = operands
    return lambda row: apply(left(row), right(row))


def _and(left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(row: Row) -> Typed:
        first = left(row)
        if first is False:
            return False
        second = right(row)
        return False if second is False else (first and second)

    return evaluate


def _or(left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(row: Row) -> Typed:
        first = left(row)
        if first is True:
            return True
        second = right(row)
        if second is True:
            return True
        return None if first is None or second is None else False

    return evaluate


def _xor(left: Evaluate, right: Evaluate) -> Evaluate:
    def evaluate(row: Row) -> Typed:
        first, second = left(row), right(row)
        if first is None or second is None:
            raise DataError("XOR of a condition over null is not documented: test isnull() first")
        return first is not second

    return evaluate


def _not(only: Evaluate) -> Evaluate:
    """Return NOT: what is null is not true, so that NOT of it is.

    Recorded of Splunk 8.2.2: https://qiita.com/frozencatpisces/items/bb0adbf22712565c15e1
    """
    return lambda row: only(row) is not True


_LOGIC: dict[str, Callable[..., Evaluate]] = {"and_": _and, "or_": _or, "xor_": _xor, "not_": _not}
_ADDITIVE = {"sum", "concatenation"}
_LEAVES = {"number", "string", "field", "quoted_field"}


def _place(node: Any, source: Source) -> int:
    if isinstance(node, Token):
        return source.origin(node.start_pos or 0)
    return source.origin(getattr(node.meta, "start_pos", 0))
