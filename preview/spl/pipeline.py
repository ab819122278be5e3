"""A search text as a chain of checked commands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, TypeVar

from lark import Token

from preview.spl.commands import check_call, command_class
from preview.spl.default_fields import UNKNOWN_FIELDS
from preview.spl.errors import MissingError, SearchError, unsupported
from preview.spl.expression import Compiler
from preview.spl.grammar import SUBSEARCH_REST, SUBSEARCH_START, Node, parse
from preview.spl.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from preview.spl.clock import Clock
    from preview.spl.command import Command, Fields
    from preview.spl.configuration import Configuration
    from preview.spl.errors import UnsupportedError

Found = TypeVar("Found")
_NAME = re.compile(r"\s*([A-Za-z_]\w*)")
MAX_DEPTH = 10  # subsearches inside subsearches


@dataclass(frozen=True)
class Scope:
    """What a search is parsed against.

    :ivar configuration: the app's macros, lookups, saved searches and commands.
    :ivar clock: when the search runs, and its time range.
    :ivar depth: how many searches it is nested in.
    """

    configuration: Configuration
    clock: Clock
    depth: int = 0


@dataclass(frozen=True)
class Call:
    """One command as it stands in a search.

    :ivar name: the command.
    :ivar position: where its name stands in the typed search.
    :ivar arguments: the text after the name; each subsearch is masked by as many placeholders.
    :ivar subsearches: the text of each subsearch by the offset of its placeholder.
    :ivar first: whether it starts its pipeline.
    """

    name: str
    position: int
    arguments: Source
    subsearches: dict[int, Source]
    first: bool
    scope: Scope

    @property
    def is_event_search(self) -> bool:
        """Whether it gets events from the index."""
        return self.first and self.name == "search"

    @property
    def compiler(self) -> Compiler:
        """Compiles the command's expressions."""
        return Compiler(self.name, self.scope.clock)

    def error(self, message: str, position: int | None = None) -> SearchError:
        """Make an error at a position, by default at the command itself."""
        return SearchError(message, self.name, self.position if position is None else position)

    def unsupported(
        self, what: str, position: int | None = None, instead: str = ""
    ) -> UnsupportedError:
        """Make the refusal of something that Splunk has and the preview has not.

        :param instead: what to do.
        """
        return unsupported(
            what, self.name, self.position if position is None else position, instead
        )

    def missing(self, message: str, position: int) -> MissingError:
        """Make the refusal of a name that nothing is known under."""
        return MissingError(message, self.name, position)

    def at(self, position: int, find: Callable[[], Found]) -> Found:
        """Return what is found; an error gets the name and a place of this command."""
        try:
            return find()
        except SearchError as error:
            raise error.at(self.name, position) from error

    def deeper(self) -> Scope:
        """Return the scope of a search inside this one."""
        scope = replace(self.scope, depth=self.scope.depth + 1)
        if scope.depth > MAX_DEPTH:
            raise self.error(f"searches nest deeper than {MAX_DEPTH}")
        return scope

    def subsearch(self, start: int) -> Pipeline:
        """Parse the subsearch that starts at an offset of the arguments."""
        return parse_pipeline(self.subsearches[start], self.deeper(), nested=True)

    def stage(self, start: int) -> Pipeline:
        """Parse a subpipeline that works on the rows of this command."""
        return parse_pipeline(self.subsearches[start], self.scope, nested=True, stage=True)


@dataclass(frozen=True)
class Pipeline:
    """Commands that run one after the other."""

    commands: Sequence[tuple[Call, Command]]

    def needed(self) -> Fields:
        """Return the fields of the events that the commands after the first look at.

        None means any: no command ends the fields that are not looked at.
        """
        needed: frozenset[str] = frozenset()
        for _, command in self.commands[1:]:
            inputs = command.inputs()
            if inputs is None:
                return None
            needed |= inputs
            if command.closed:
                return needed
        return None

    def gives_whole_events(self) -> bool:
        """Return whether the results are events with all their fields."""
        first, _ = self.commands[0]
        return first.is_event_search and all(
            command.fields_after(None) is None for _, command in self.commands
        )


def parse_pipeline(
    source: Source, scope: Scope, *, nested: bool = False, stage: bool = False
) -> Pipeline:
    """Parse and check every command of a search.

    :param nested: a subsearch, which starts with the name of a command.
    :param stage: a subpipeline that is given rows, so that no command has to generate them.
    :raises SearchError: at the first fault.
    """
    if not source.text.strip():
        raise SearchError("the search is empty", "", source.origin(0))
    tree = parse("pipeline", "pipeline", source)
    piped = isinstance(tree.children[0], Token)
    nodes = [child for child in tree.children if isinstance(child, Node)]
    commands: list[tuple[Call, Command]] = []
    known: Fields = None
    for index, node in enumerate(nodes):
        call = _call(node, source, scope, first=index == 0 and not stage)
        if index == 0 and not piped and not nested:
            call = _implicit_search(call, node, source)
        kind = command_class(call)
        check_call(call, kind)
        command = kind.parse(call)
        if any(each.is_event_search for each, _ in commands):
            _check_mentions(call, command, [each for each, _ in commands])
        _check_fields(call, command.reads(), known)
        known = command.fields_after(known)
        commands.append((call, command))
    return Pipeline(commands)


def _check_mentions(call: Call, command: Command, before: Sequence[Call]) -> None:
    """Refuse a command over a field that Splunk makes of every event and the preview does not."""
    for name in UNKNOWN_FIELDS.intersection(command.mentions()):
        if not any(re.search(rf"\b{name}\b", each.arguments.text) for each in before):
            raise call.unsupported(f"the field {name}")


def _check_fields(call: Call, reads: Iterable[str], known: Fields) -> None:
    """Refuse a command over a field that no row can have, which would give a silent nothing."""
    for name in reads:
        if known is not None and name not in known and not name.startswith("_"):
            fields = ", ".join(sorted(known)) or "none"
            raise call.missing(
                f"no row has the field {name!r} here: there are {fields}", call.position
            )


def _call(node: Node, source: Source, scope: Scope, *, first: bool) -> Call:
    start, end = node.meta.start_pos, node.meta.end_pos
    found = _NAME.match(source.text, start, end)
    cut = found.end() if found else start
    name = found.group(1).lower() if found else ""
    text, subsearches = source.text[cut:end], {}
    for child in node.children:
        if isinstance(child, Node):
            left, right = child.meta.start_pos, child.meta.end_pos
            mask = SUBSEARCH_START + SUBSEARCH_REST * (right - left - 1)
            text = text[: left - cut] + mask + text[right - cut :]
            inner = Source(source.text[left + 1 : right - 1], source.origins[left + 1 : right])
            subsearches[left - cut] = inner
    origins = [*source.origins[cut:end], source.origin(end)]
    return Call(name, source.origin(start), Source(text, origins), subsearches, first, scope)


def _implicit_search(call: Call, node: Node, source: Source) -> Call:
    """Read a search that starts without a pipe: its first command is search, named or not."""
    if call.name == "search" and not re.match(r"\s*[=!<>]", call.arguments.text):
        return call
    cut = len(source.text[node.meta.start_pos : node.meta.end_pos]) - len(call.arguments.text)
    start = node.meta.start_pos
    head = Source(source.text[start : start + cut], source.origins[start : start + cut])
    arguments = Source(head.text + call.arguments.text, [*head.origins, *call.arguments.origins])
    subsearches = {offset + cut: inner for offset, inner in call.subsearches.items()}
    return replace(call, name="search", arguments=arguments, subsearches=subsearches)
