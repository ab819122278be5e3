"""A search head on a free port of this machine, over a handful of events."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Iterator

from splunklib import client

from preview.scratch_app import copy_app
from preview.spl import Configuration, Engine, MemoryStore
from preview.splunkd.application import application
from preview.splunkd.search_head import SearchHead
from preview.splunkd.server import listen

if TYPE_CHECKING:
    from pathlib import Path

# 2018-08-21 00:00 UTC, when the searches are deemed to run.
NOW = 1534809600.0

SAVED_SEARCHES = """
[Signs by user]
description = Counts sign-ins.
search = index=main sourcetype=signin \\
  | stats count by user \\
  | sort user
dispatch.earliest_time = -2h
dispatch.latest_time = now

[Broken]
search = index=main | nosuchcommand
"""


@dataclass
class Server:
    """A running search head.

    :ivar address: scheme, host and port.
    """

    head: SearchHead
    app: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def connect(self) -> Any:
        """Log in as a script does."""
        return client.connect(
            scheme="http",
            host="127.0.0.1",
            port=self.port,
            username="admin",
            password=self.head.sessions.password,
            owner="nobody",
            app="huntpipe",
        )


def records() -> list[dict[str, object]]:
    """Return five events an hour apart, the newest at 23:00."""
    return [
        {
            "_time": NOW - 3600 * age,
            "_raw": f'user={user} note="a < b & c"',
            "index": "main",
            "host": "cloud",
            "source": "test",
            "sourcetype": "signin",
        }
        for age, user in enumerate(["bob", "ann", "bob", "cid", "ann"], start=1)
    ]


@contextmanager
def run_search_head(folder: Path) -> Iterator[Server]:
    app = copy_app(folder, {})
    (app / "default" / "savedsearches.conf").write_text(SAVED_SEARCHES, encoding="utf-8")
    scratch = folder / "scratch"
    scratch.mkdir()
    engine = Engine(app, MemoryStore(records(), Configuration(app)))
    head = SearchHead(app, engine, scratch, NOW)
    with listen(application(head)) as port:
        yield Server(head, app, port)
    head.close()
