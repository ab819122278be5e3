"""The stores on a port of this machine, over HTTPS as splunkd has it, or HTTP."""

from __future__ import annotations

from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Iterator, Optional

if TYPE_CHECKING:
    import ssl

    from preview.splunkd.rest import Stores


@contextmanager
def serve(stores: Stores, certificate: Optional[ssl.SSLContext] = None) -> Iterator[str]:
    """Answer on a free port of the loopback interface until the block ends.

    :param certificate: serves HTTPS with it, HTTP without.
    :returns: the address, as splunkd tells it to a command.
    """

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            response = stores.answer(self.command, self.path, headers, body)
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Stay silent: requests hold session keys."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.daemon_threads = True
    if certificate:
        server.socket = certificate.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if certificate else 'http'}://localhost:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
