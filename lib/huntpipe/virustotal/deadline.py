"""Sockets whose work ends at a deadline, whatever the other side does.

The timeout of a socket starts anew with every byte that arrives, so a server that sends its headers
byte by byte is waited for without end. Here each wait lasts no longer than what is left of the
whole exchange. Only the resolver of the system cannot be hurried: where it outlasts the deadline,
nothing is sent.
"""

from __future__ import annotations

import socket
import ssl
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Iterable, Iterator

from urllib3.util.ssl_ import create_urllib3_context

# On time.monotonic(). A connection serves one thread after the other: the deadline is the thread's.
_end: ContextVar[float] = ContextVar("_end")


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Let all that this thread does on these sockets end within so many seconds.

    What would last longer raises ``socket.timeout``.
    """
    token = _end.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _end.reset(token)


class _Socket(socket.socket):
    """A socket that waits until the deadline at most."""

    def connect(self, address: Any) -> None:
        self._wait_no_longer()
        super().connect(address)

    def recv(self, *arguments: Any, **options: Any) -> bytes:
        self._wait_no_longer()
        return super().recv(*arguments, **options)

    def recv_into(self, *arguments: Any, **options: Any) -> int:
        self._wait_no_longer()
        return super().recv_into(*arguments, **options)

    def send(self, *arguments: Any, **options: Any) -> int:
        self._wait_no_longer()
        return super().send(*arguments, **options)

    def sendall(self, *arguments: Any, **options: Any) -> None:
        self._wait_no_longer()
        super().sendall(*arguments, **options)

    def _wait_no_longer(self) -> None:
        left = _end.get() - time.monotonic()
        if left <= 0:
            # Up to Python 3.9 this is another class than TimeoutError, and the one that is caught.
            raise socket.timeout("the deadline has passed")
        self.settimeout(left)


class _TlsSocket(_Socket, ssl.SSLSocket):
    """The same with encryption, which begins with a handshake."""

    def do_handshake(self, block: bool = False) -> None:
        self._wait_no_longer()
        super().do_handshake(block)


def tls_context(ca_bundle: str) -> ssl.SSLContext:
    """Return what makes TLS of such a socket and verifies the certificate of the other side.

    :param ca_bundle: path of a PEM file of the authorities to trust; empty for the system's.
    :raises OSError: the file holds none.
    """
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    context.sslsocket_class = _TlsSocket
    if ca_bundle:
        context.load_verify_locations(ca_bundle)
    else:
        context.load_default_certs()
    return context


def connected(host: str, port: int, options: Iterable[Any] = ()) -> socket.socket:
    """Return a connection to the first address of a host that takes one.

    :param options: what ``setsockopt`` gets, each.
    :raises OSError: none does. Of its classes, ``socket.gaierror`` says that the host has no
        address, and ``socket.timeout`` that the deadline has passed.
    """
    refusal = OSError("the host has no address")
    for *kind, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        try:
            return _connected_to(address, kind, options)
        except OSError as cause:  # noqa: PERF203 - few addresses
            refusal = cause
    raise refusal


def _connected_to(address: Any, kind: Iterable[int], options: Iterable[Any]) -> socket.socket:
    connection = _Socket(*kind)
    try:
        for option in options:
            connection.setsockopt(*option)
        connection.connect(address)
    except OSError:
        connection.close()
        raise
    return connection
