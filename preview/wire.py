"""The side of the chunked protocol that splunkd plays, for tests and the preview.

It starts a command as splunkd does and is strict: a reply that breaks the protocol, loses, adds or
reorders an event, or touches a field that is not the command's fails loudly.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import threading
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from preview.body import MULTIVALUE_PREFIX, BodyError, Event, decode_body, encode_body

APP = Path(__file__).resolve().parent.parent
MAX_RESULT_ROWS = 50_000

_transport_header = re.compile(rb"chunked 1\.0,(\d+),(\d+)\n").fullmatch
_INDEX = "_chunked_idx"
# What splunkd itself gives every event; no command of ours has any business with these.
_SPLUNKS_OWN = {"host", "source", "sourcetype", "index", "linecount", "splunk_server"}


class WireError(Exception):
    """A command broke the protocol."""


class CommandFailed(Exception):  # noqa: N818 - it is the command that failed, properly
    """A command refused its arguments or gave up, and said so.

    :param messages: what it said, as (level, text).
    """

    def __init__(self, messages: Sequence[Tuple[str, str]]) -> None:
        super().__init__("; ".join(text for _, text in messages))
        self.messages = list(messages)


@dataclass(frozen=True)
class Session:
    """What splunkd tells a command of the search that it serves."""

    session_key: str = "preview"
    splunkd_uri: str = "https://127.0.0.1:8089"
    app: str = "search"
    username: str = "admin"
    sid: str = "1.1"
    search: str = ""


@dataclass
class Outcome:
    """What a command gave for a search."""

    events: List[Event] = field(default_factory=list)
    messages: List[Tuple[str, str]] = field(default_factory=list)
    configuration: Dict[str, Any] = field(default_factory=dict)
    stderr: str = ""


def script_of(command: str, app: Path = APP) -> Path:
    """Return the script of a command.

    :raises KeyError: if commands.conf has no such command with the chunked protocol.
    """
    conf = ConfigParser(interpolation=None, strict=False)
    conf.read(app / "default" / "commands.conf", encoding="utf-8")
    if not conf.has_section(command) or not conf.getboolean(command, "chunked", fallback=False):
        raise KeyError(f"commands.conf has no chunked command {command!r}")
    return app / "bin" / conf.get(command, "filename")


def pipe(
    command: str,
    arguments: Sequence[str],
    events: Iterable[Event],
    *,
    ours: Optional[Iterable[str]] = None,
    chunk_size: int = MAX_RESULT_ROWS,
    **options: Any,
) -> Outcome:
    """Pipe events through a command and return what came back.

    :param ours: the fields that the command may set; default: those it states, or all but the
        arguments and Splunk's own.
    :param options: those of :class:`Wire`.
    :raises WireError: if the command breaks the protocol.
    :raises CommandFailed: if the command reports an error and ends.
    """
    everything = list(events)
    with Wire(command, arguments, **options) as wire:
        for start in range(0, len(everything), chunk_size):
            wire.execute(everything[start : start + chunk_size], ours=ours)
        wire.finish()
    return wire.outcome


class Wire:
    """One running command.

    :param command: name of its stanza in commands.conf.
    :param arguments: as they stand in the search, quotes removed.
    :param session: what it is told of the search.
    :param app: the folder of the app.
    :param python: the interpreter.
    :param environment: the whole environment of the process.
    :param time_limit: seconds until it is killed.
    """

    def __init__(  # noqa: PLR0913 - keyword-only settings with sensible defaults
        self,
        command: str,
        arguments: Sequence[str] = (),
        *,
        session: Session = Session(),  # noqa: B008 - it is frozen
        app: Path = APP,
        python: str = sys.executable,
        environment: Optional[Mapping[str, str]] = None,
        time_limit: float = 120,
    ) -> None:
        self.outcome = Outcome()
        self._arguments = list(arguments)
        self._session = session
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - closed in __exit__
        self._process = subprocess.Popen(
            [python, str(script_of(command, app))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._stderr,
            env={"PATH": os.environ.get("PATH", "")} if environment is None else dict(environment),
        )
        self._timer = threading.Timer(time_limit, self._process.kill)
        self._timer.start()
        self._dispatch_dir = tempfile.TemporaryDirectory()
        self._command = command

    def __enter__(self) -> Wire:
        try:
            self._getinfo()
        except BaseException:
            self._close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def execute(self, events: Sequence[Event], *, ours: Optional[Iterable[str]] = None) -> None:
        """Send one chunk of events and take its reply into the outcome."""
        selected = self._selected_fields()
        if selected is None:
            sent, fields = list(events), _union(events)
        else:
            sent = [
                {**{f: event[f] for f in selected if f in event}, _INDEX: str(number)}
                for number, event in enumerate(events)
            ]
            fields = [*selected, _INDEX]
        body = self.exchange(encode_body(fields, sent))
        try:
            replies = decode_body(body)
        except BodyError as error:
            raise WireError(f"{self._command}: {error}") from error
        may_change = self._is_ours if ours is None else set(ours).__contains__
        self._compare(sent, replies, may_change)
        for event, reply in zip(events, replies):
            if selected is not None:
                del reply[_INDEX]
            given = {name: value for name, value in reply.items() if value != "" or name in event}
            self.outcome.events.append({**event, **given})

    def exchange(self, body: bytes = b"", *, finished: bool = False) -> bytes:
        """Send the body of one chunk and return that of the reply, unread."""
        self.send(b'{"action":"execute","finished":%s}' % (b"true" if finished else b"false"), body)
        metadata, reply = self.receive()
        if metadata.get("finished", False) is not finished:
            self._fail(f"finished should be {finished} in {metadata}")
        return reply

    def finish(self) -> None:
        """Send the last, empty chunk, and see that the command ends well."""
        if self.exchange(finished=True):
            raise WireError(f"{self._command}: events in reply to an empty chunk")
        self.end()

    def end(self) -> None:
        """Close the command's input and see that it ends well and says no more."""
        assert self._process.stdin  # noqa: S101 - it is a pipe
        assert self._process.stdout  # noqa: S101
        self._process.stdin.close()
        rest = self._process.stdout.read()
        code = self._process.wait()
        if rest or code:
            self._fail(f"exit code {code}, and after its last reply {rest[:200]!r}")

    def send(self, metadata: bytes, body: bytes = b"") -> None:
        """Write one chunk."""
        assert self._process.stdin  # noqa: S101 - it is a pipe
        try:
            self._process.stdin.write(
                b"chunked 1.0,%d,%d\n" % (len(metadata), len(body)) + metadata + body
            )
            self._process.stdin.flush()
        except OSError as error:
            self._fail(f"it reads no more ({error})")

    def receive(self) -> Tuple[Dict[str, Any], bytes]:
        """Read one reply: its metadata and its body.

        :raises CommandFailed: if the reply has an error message.
        """
        assert self._process.stdout  # noqa: S101 - it is a pipe
        header = self._process.stdout.readline()
        match = _transport_header(header)
        if match is None:
            self._fail(f"not the header of a chunk: {header[:200]!r}")
            raise AssertionError
        metadata = self._process.stdout.read(int(match[1]))
        body = self._process.stdout.read(int(match[2]))
        if len(body) != int(match[2]):
            self._fail(f"the body ended after {len(body)} of {int(match[2])} bytes")
        try:
            reply: Dict[str, Any] = json.loads(metadata or b"{}")
        except ValueError:
            self._fail(f"metadata is not JSON: {metadata[:200]!r}")
        messages = [
            (level, text) for level, text in (reply.get("inspector") or {}).get("messages", [])
        ]
        self.outcome.messages += messages
        if any(level in {"ERROR", "FATAL"} for level, _ in messages):
            raise CommandFailed(self.outcome.messages)
        return reply, body

    def _getinfo(self) -> None:
        searchinfo = {
            "args": self._arguments,
            "raw_args": self._arguments,
            "dispatch_dir": self._dispatch_dir.name,
            "sid": self._session.sid,
            "app": self._session.app,
            "owner": self._session.username,
            "username": self._session.username,
            "session_key": self._session.session_key,
            "splunkd_uri": self._session.splunkd_uri,
            "splunk_version": "9.3.0",
            "search": self._session.search,
            "command": self._command,
            "maxresultrows": MAX_RESULT_ROWS,
            "earliest_time": "0",
            "latest_time": "0",
        }
        getinfo = {"action": "getinfo", "preview": False, "searchinfo": searchinfo}
        self.send(json.dumps(getinfo).encode())
        configuration, body = self.receive()
        if body or configuration.get("type") not in {"streaming", "stateful"}:
            self._fail(f"no reply to getinfo: {configuration}")
        self.outcome.configuration = configuration

    def _selected_fields(self) -> Optional[List[str]]:
        required = self.outcome.configuration.get("required_fields", ["*"])
        return None if "*" in required else list(required)

    def _is_ours(self, name: str) -> bool:
        if name in self._arguments or name.startswith("_") or name in _SPLUNKS_OWN:
            return False
        stated = self._selected_fields()
        return stated is None or name in stated

    def _compare(self, sent: Sequence[Event], replies: Sequence[Event], may_change: Any) -> None:
        if len(sent) != len(replies):
            self._fail(f"{len(sent)} events went in, {len(replies)} came out")
        columns = _union(sent)
        came_back = _union(replies)
        for name in came_back:
            if name not in columns and name.startswith(("_", MULTIVALUE_PREFIX)):
                self._fail(f"the events came back with {name}")
        lost = [name for name in columns if name not in came_back]
        if sent and lost:
            self._fail(f"the events lost their fields {', '.join(lost)}")
        guarded = [name for name in columns if not may_change(name)]
        for number, (event, reply) in enumerate(zip(sent, replies)):
            for name in guarded:
                before, after = event.get(name, ""), reply[name]
                if before != after:
                    self._fail(
                        f"event {number}: {name} was {before!r:.200}, came back {after!r:.200}"
                    )

    def _fail(self, problem: str) -> None:
        self._stderr.seek(0)
        stderr = self._stderr.read().decode("utf-8", "replace")[-2000:]
        raise WireError(f"{self._command}: {problem}\n{stderr}")

    def _close(self) -> None:
        self._timer.cancel()
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        self._stderr.seek(0)
        self.outcome.stderr = self._stderr.read().decode("utf-8", "replace")
        self._stderr.close()
        self._dispatch_dir.cleanup()


def _union(events: Sequence[Event]) -> List[str]:
    names: Dict[str, None] = {}
    for event in events:
        if not event.keys() <= names.keys():
            names.update(dict.fromkeys(event))
    return list(names)
