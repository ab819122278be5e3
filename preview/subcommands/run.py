"""``python -m preview run COMMAND ARGS...``: JSON lines through one command."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, List, Optional

from preview.table import format_table
from preview.wire import CommandFailed, WireError, pipe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction

    from preview.body import Event, FieldValue


def add(subparsers: _SubParsersAction[ArgumentParser]) -> None:
    """Add the subcommand to the command line."""
    parser = subparsers.add_parser("run", help="pipe JSON lines through one of the app's commands")
    parser.add_argument("command", help="a search command of the app, such as asnlookup")
    parser.add_argument("arguments", nargs="*", help="its options and fields, as in a search")
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Pipe the JSON lines of standard input through a command and print the result."""
    try:
        outcome = pipe(options.command, options.arguments, read_json_lines(sys.stdin.read()))
    except (CommandFailed, WireError, KeyError, ValueError) as error:
        print(error.args[0] if error.args else error, file=sys.stderr)
        return 1
    for level, text in outcome.messages:
        print(f"{level}: {text}", file=sys.stderr)
    if options.format == "json":
        for event in outcome.events:
            print(json.dumps(event, ensure_ascii=False))
    else:
        print(format_table(outcome.events))
    return 0


def read_json_lines(text: str) -> List[Event]:
    """Return the events of JSON lines; values become text or lists of text.

    :raises ValueError: if a line is no JSON object; the message names it.
    """
    events = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            event = json.loads(line)
        except ValueError as error:
            raise ValueError(f"line {number} is not JSON: {error}") from error
        if not isinstance(event, dict):
            raise ValueError(f"line {number} is not a JSON object")  # noqa: TRY004 - it is input
        fields = {name: _value(value) for name, value in event.items()}
        events.append({name: value for name, value in fields.items() if value is not None})
    return events


def _value(value: object) -> Optional[FieldValue]:
    if value is None or value == []:
        return None
    if isinstance(value, list):
        return [_text(item) for item in value]
    return _text(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
