"""A server that never ends its answer and is never late with the next byte of it."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from threading import Thread
from typing import Iterator


@contextmanager
def serve(beginning: bytes, pause: float = 0.05) -> Iterator[int]:
    """Answer every connection until the block ends.

    :param beginning: sent at once; then comes one byte after each ``pause``, in seconds.
    :returns: the port on the loopback interface.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_accept, args=(listener, beginning, pause), daemon=True).start()
        yield listener.getsockname()[1]


def _accept(listener: socket.socket, beginning: bytes, pause: float) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return  # The block has ended.
        Thread(target=_drip, args=(connection, beginning, pause), daemon=True).start()


def _drip(connection: socket.socket, data: bytes, pause: float) -> None:
    with connection:
        while True:
            try:
                connection.sendall(data)
            except OSError:
                return  # The client went away.
            time.sleep(pause)
            data = b"x"
