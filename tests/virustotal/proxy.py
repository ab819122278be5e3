"""An HTTP proxy on this machine that tunnels to whoever gives the right password."""

from __future__ import annotations

import base64
import select
import socket
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Iterator, List, Optional

if TYPE_CHECKING:
    import ssl


class Proxy:
    """A proxy.

    :ivar tunnels: the targets it was asked for, ``host:port``, refused ones too.
    """

    def __init__(self, credentials: str) -> None:
        self.tunnels: List[str] = []
        self.authorization = "Basic " + base64.b64encode(credentials.encode()).decode()


@contextmanager
def serve(proxy: Proxy, certificate: Optional[ssl.SSLContext] = None) -> Iterator[str]:
    """Answer on a free port of the loopback interface until the block ends.

    :param certificate: serves HTTPS with it, HTTP without.
    :returns: the address of the proxy.
    """

    class Handler(BaseHTTPRequestHandler):
        def tunnel(self) -> None:
            proxy.tunnels.append(self.path)
            if self.headers.get("proxy-authorization") != proxy.authorization:
                self.send_error(407)
                return
            host, _, port = self.path.rpartition(":")
            with socket.create_connection((host, int(port))) as target:
                self.send_response(200)
                self.end_headers()
                _relay(self.connection, target)
            self.close_connection = True

        do_CONNECT = tunnel  # noqa: N815 - the name is http.server's

        def log_message(self, *_: object) -> None:
            """Stay silent."""

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


def _relay(one: socket.socket, other: socket.socket) -> None:
    while True:
        for sender in select.select([one, other], [], [])[0]:
            data = sender.recv(65536)
            if not data:
                return
            (other if sender is one else one).sendall(data)
