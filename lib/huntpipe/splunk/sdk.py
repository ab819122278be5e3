"""The one place that touches private names of the Splunk SDK, each with its reason.

``tests/unit/splunk/test_sdk.py`` fails with a clear message when an SDK changes any of them.
"""

from __future__ import annotations

import re
import sys

from huntpipe.splunk.deferred import deferred, replaced
from huntpipe.splunk.errors import ProtocolError
from huntpipe.splunk.members import inspect_stand_in
from huntpipe.splunk.pipes import widen

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, BinaryIO, List, Optional, Tuple, Union

with (
    # The REST client, recordings, logging by file, stack traces, hosts in brackets. logging asks
    # for traceback, urllib.parse for ipaddress.
    deferred(
        *("splunklib.client", "logging.config", "xml.etree.ElementTree"),
        *("gzip", "ipaddress", "shutil", "tempfile", "traceback"),
    ),
    replaced(inspect_stand_in()),
):
    from splunklib.searchcommands import (
        Configuration,
        Option,
        StreamingCommand,
        dispatch,
        validators,
    )
    from splunklib.searchcommands.internals import MetadataDecoder

__all__ = ["ChunkedCommand", "Configuration", "Option", "validators"]
"""Commands take the SDK's names from here, so that nobody imports it before ``deferred``."""

_TRANSPORT_HEADER = re.compile(rb"chunked\s+1\.0\s*,\s*(\d+)\s*,\s*(\d+)\s*\n")
_LONGEST_TRANSPORT_HEADER = 256


class ChunkedCommand(StreamingCommand):  # type: ignore[misc] # the SDK has no types
    """A streaming command that takes and gives the bodies of chunks as bytes.

    Options, the getinfo exchange, logging, messages and errors are the SDK's.
    """

    @classmethod
    def main(cls) -> None:
        """Serve the search that standard input and output belong to."""
        widen(sys.stdin, sys.stdout)
        dispatch(cls, sys.argv, sys.stdin, Output(sys.stdout.buffer))

    def transform(self, body: bytes) -> Tuple[List[bytes], int]:
        """Return what goes back for the body of a chunk, in pieces, and its number of events."""
        raise NotImplementedError

    def finish_search(self) -> None:
        """Do what is to be done before the reply to the last chunk goes out."""

    def stream(self, records: Any) -> Any:
        """Refuse the legacy protocol, the only one that calls this."""
        raise ProtocolError(
            f"{self.name} speaks only the chunked protocol: "
            f"set chunked = true in the stanza [{self.name}] of commands.conf"
        )

    def _read_chunk(self, istream: BinaryIO) -> Optional[Tuple[Any, bytes]]:
        """Read a chunk, its body as bytes.

        The SDK's own decodes the body to text, which costs as much as all the rest, and takes a
        body that is cut short for a whole one.
        """
        header = istream.readline(_LONGEST_TRANSPORT_HEADER)
        if not header:
            return None
        match = _TRANSPORT_HEADER.fullmatch(header)
        if match is None:
            raise ProtocolError(f"expected the header of a chunk, not {header[:80]!r}")
        metadata = self._read_exactly(istream, int(match[1]), "metadata")
        body = self._read_exactly(istream, int(match[2]), "body")
        try:
            return MetadataDecoder().decode(metadata.decode()), body
        except ValueError as error:
            raise ProtocolError(f"the metadata of a chunk is not JSON: {error}") from error

    @staticmethod
    def _read_exactly(istream: BinaryIO, size: int, part: str) -> bytes:
        data = istream.read(size)
        if len(data) != size:
            raise ProtocolError(
                f"the {part} of a chunk ended after {len(data)} of {size} bytes: "
                "splunkd or the search was stopped, or the connection broke"
            )
        return data

    def _execute_chunk_v2(self, process: Any, chunk: Tuple[Any, bytes]) -> None:
        """Transform one chunk.

        The SDK's own parses every event to a dictionary and hands those to ``process``.
        """
        metadata, body = chunk
        writer = self._record_writer
        if not isinstance(writer._buffer, _BodyBuffer):  # noqa: SLF001 - see _BodyBuffer
            writer._buffer = _BodyBuffer()  # noqa: SLF001
        reply, writer._pending_record_count = self.transform(body)  # noqa: SLF001 - feeds its totals
        writer._buffer.body = Pieces(reply)  # noqa: SLF001
        if getattr(metadata, "finished", False):
            self.finish_search()

    def _report_unexpected_error(self) -> None:
        """Tell the user of an error. The SDK's own shows file and line, of use to us alone."""
        # After a chunk that could not be read the SDK takes its last reply for this one's and sends
        # nothing: the search would end without a word.
        self._record_writer.is_flushed = False
        error = sys.exc_info()[1]
        if isinstance(error, ProtocolError):
            self.write_error(f"{self.name}: {error}")
        else:
            super()._report_unexpected_error()

    def write_debug(self, message: str, *args: Any) -> None:
        """Write a message for the search inspector, as the other four do."""
        super().write_debug("{}", message.format(*args) if args else message)

    # The SDK's own put every message through str.format: one with a brace in it raises.

    def write_info(self, message: str, *args: Any) -> None:
        """Write a message for the user."""
        super().write_info("{}", message.format(*args) if args else message)

    def write_warning(self, message: str, *args: Any) -> None:
        """Write a warning for the user."""
        super().write_warning("{}", message.format(*args) if args else message)

    def write_error(self, message: str, *args: Any) -> None:
        """Write an error for the user."""
        super().write_error("{}", message.format(*args) if args else message)

    def write_fatal(self, message: str, *args: Any) -> None:
        """Write a fatal error for the user."""
        super().write_fatal("{}", message.format(*args) if args else message)


class Pieces:
    """The body of a reply that is never joined: to copy it once more takes as long as a pipe.

    The SDK's record writer encodes it, asks for its length and hands it to its output.
    """

    def __init__(self, pieces: List[bytes]) -> None:
        self.pieces = pieces

    def __len__(self) -> int:
        return sum(map(len, self.pieces))

    def encode(self, *_: str) -> Pieces:
        return self


class Output:
    """Standard output that takes a body in pieces."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: Union[bytes, Pieces]) -> None:
        """Write bytes or all pieces of a body."""
        for piece in data.pieces if isinstance(data, Pieces) else (data,):
            self._stream.write(piece)

    def flush(self) -> None:
        self._stream.flush()


class _BodyBuffer:
    """Stands where the SDK's record writer keeps its text buffer, whose text it sends as a body."""

    def __init__(self) -> None:
        self.truncate()

    def getvalue(self) -> Pieces:
        return self.body

    def seek(self, _: int) -> None:
        """Nothing: ``truncate`` follows."""

    def truncate(self) -> None:
        self.body = Pieces([])
