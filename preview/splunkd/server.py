"""An ASGI application on a port of this machine."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING, Any, Iterator, Optional

import uvicorn

from preview.splunkd.application import application

if TYPE_CHECKING:
    import ssl

    from preview.splunkd.rest import Stores

LOOPBACK = "127.0.0.1"
# Seconds that answers under way get when the server ends.
_GRACE = 1


@contextmanager
def serve(stores: Stores, certificate: Optional[ssl.SSLContext] = None) -> Iterator[str]:
    """Answer for splunkd on a free port until the block ends.

    :param certificate: serves HTTPS with it, HTTP without.
    :returns: the address, as splunkd tells it to a command.
    """
    with listen(application(stores), certificate=certificate) as port:
        yield f"{'https' if certificate else 'http'}://localhost:{port}"


@contextmanager
def listen(app: Any, port: int = 0, certificate: Optional[ssl.SSLContext] = None) -> Iterator[int]:
    """Serve an application on the loopback interface in a thread until the block ends.

    :param port: 0 for any that is free.
    :param certificate: serves HTTPS with it, HTTP without.
    :returns: the port.
    :raises OSError: the port is taken.
    """
    # Requests hold session keys: nothing is logged.
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        server_header=False,
        lifespan="off",
        http="h11",
        ws="none",
        timeout_graceful_shutdown=_GRACE,
    )
    config.load()
    config.ssl = certificate
    with socket.create_server((LOOPBACK, port)) as listener:
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()
