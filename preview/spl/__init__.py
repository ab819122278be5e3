"""The search language of the preview: parse, check, run; refuse rather than answer wrongly.

The interface, which the REST server, the command line and the tests build on::

    from preview.spl import Engine, SampleStore, SearchError

    store = SampleStore(sample_folder, Configuration(app_folder))
    engine = Engine(app_folder, store)
    engine.parse("search index=x | stats count by host")       # checks, reads no event
    results = engine.search(spl, earliest="-24h@h", latest="now", now=1534809600.0)
    engine.follow(results, "| head 5")                         # further commands over results
    results.fields      # ["host", "count"]
    results.rows        # [{"host": "a", "count": "3"}]; a list of texts where multivalue
    results.messages    # [Message(kind="WARN", text="...")]
    results.is_events   # True while no transforming command has run

A search that is not run raises ``SearchError`` with ``message``, ``command``, ``position`` (an
offset into the search as typed) and ``kind``: ``malformed``, ``unsupported`` (Splunk has it, the
preview has not), ``missing`` (a macro, lookup or saved search that the app lacks) or ``data``
(only the events showed it). Times are UTC.

Any object with ``between(earliest, latest)`` can be the store: ``MemoryStore(records,
configuration)`` takes dicts, ``SampleStore`` a folder with ``events/*.jsonl``.
"""

from preview.spl.command import Message
from preview.spl.configuration import Configuration
from preview.spl.daemon import Daemon
from preview.spl.engine import Engine, Results
from preview.spl.errors import DataError, MissingError, SearchError, UnsupportedError
from preview.spl.store import Event, EventStore, MemoryStore, SampleStore

__all__ = [
    "Configuration",
    "Daemon",
    "DataError",
    "Engine",
    "Event",
    "EventStore",
    "MemoryStore",
    "Message",
    "MissingError",
    "Results",
    "SampleStore",
    "SearchError",
    "UnsupportedError",
]
