"""The simulated VirusTotal on a port of this machine, over HTTP or HTTPS."""

from __future__ import annotations

import socket
import struct
import time
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Iterator, Mapping, Optional

from preview.virustotal.service import ROOT, Reply, Service

if TYPE_CHECKING:
    import ssl
    from io import BufferedIOBase

_CLOSE_WITH_RESET = struct.pack("ii", 1, 0)


@contextmanager
def serve(service: Service, certificate: Optional[ssl.SSLContext] = None) -> Iterator[str]:
    """Answer on a free port of the loopback interface until the block ends.

    :param certificate: serves HTTPS with it, HTTP without.
    :returns: the base URL of the API.
    """

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            _write(self, service.answer(self.path, self.headers.get("x-apikey")))

        def log_message(self, *_: object) -> None:
            """Stay silent: the service keeps its own record."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.daemon_threads = True
    if certificate:
        server.socket = certificate.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        scheme = "https" if certificate else "http"
        yield f"{scheme}://localhost:{server.server_port}{ROOT.rstrip('/')}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _write(handler: BaseHTTPRequestHandler, reply: Reply) -> None:
    time.sleep(reply.delay)
    if reply.reset:
        handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _CLOSE_WITH_RESET)
        handler.close_connection = True
        handler.connection.close()
        return
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": str(len(reply.body)),
        **reply.headers,
    }
    # A wrong length leaves the connection in the middle of an answer.
    handler.close_connection = headers["Content-Length"] != str(len(reply.body))
    try:
        _send(handler.wfile, _head(reply.status, headers), reply.pause_before_body)
        _send(handler.wfile, reply.body, reply.pause)
    except OSError:
        # The client went away, as it may: a slow or huge answer is not waited for.
        handler.close_connection = True


def _head(status: int, headers: Mapping[str, str]) -> bytes:
    phrase = BaseHTTPRequestHandler.responses[HTTPStatus(status)][0]
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {headers[name]}" for name in headers)]
    return "".join(f"{line}\r\n" for line in [*lines, ""]).encode("ascii")


def _send(wire: BufferedIOBase, data: bytes, pause: float) -> None:
    """Send at once, or with a pause in seconds after each byte."""
    if not pause:
        wire.write(data)
        return
    for byte in data:
        wire.write(bytes([byte]))
        time.sleep(pause)
