"""Whatever the other side does, an exchange ends in time."""

from __future__ import annotations

import socket
import sys
import time
from contextlib import ExitStack
from typing import Any, Iterator

import pytest

from huntpipe.virustotal.client import Client, Connection
from huntpipe.virustotal.deadline import connected, deadline, tls_context
from huntpipe.virustotal.errors import TransientError
from huntpipe.virustotal.indicator import Indicator
from tests.virustotal.dripping import serve
from tests.virustotal.search import API_KEY

FILE = Indicator("file", "f" * 64)
# The header of a TLS handshake of 16,000 bytes.
TLS_BEGINNING = b"\x16\x03\x03\x3e\x80"


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    """All of it takes a second; many times that is still far from what the server would take."""
    started = time.monotonic()
    yield
    assert time.monotonic() - started < 30


def test_bytes_that_come_one_by_one_are_not_waited_for() -> None:
    with serve(b"") as port, deadline(1):
        connection = connected("127.0.0.1", port)
        with connection, connection.makefile("rb") as answer, pytest.raises(socket.timeout):
            answer.read()


def test_handshake_is_not_waited_for() -> None:
    with serve(TLS_BEGINNING) as port, deadline(1):
        connection = connected("127.0.0.1", port)
        with connection, pytest.raises(socket.timeout):
            tls_context("").wrap_socket(connection, server_hostname="localhost")


def test_nothing_is_sent_after_the_deadline() -> None:
    with serve(b"") as port:
        with deadline(30):
            connection = connected("127.0.0.1", port)
        with connection, deadline(0), pytest.raises(socket.timeout):
            connection.sendall(b"late")
        with deadline(0), pytest.raises(socket.timeout):
            connected("127.0.0.1", port)


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\nX: "], ids=["status", "headers"])
def test_answer_of_a_proxy_is_not_waited_for(beginning: bytes) -> None:
    with serve(beginning) as port:
        proxy = f"http://127.0.0.1:{port}"
        client = Client(Connection(API_KEY, "https://localhost:1/api", proxy=proxy, timeout=1))
        with pytest.raises(TransientError, match="in 1 s"):
            client.look_up(FILE)


def test_handshake_of_a_proxy_is_not_waited_for() -> None:
    with serve(TLS_BEGINNING) as port:
        proxy = f"https://127.0.0.1:{port}"
        client = Client(Connection(API_KEY, "https://localhost:1/api", proxy=proxy, timeout=1))
        with pytest.raises(TransientError):
            client.look_up(FILE)


def resolve_to(monkeypatch: pytest.MonkeyPatch, ports: list[int]) -> None:
    """Let any name have these ports of the loopback interface as its addresses."""

    def addresses(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", port)) for port in ports]

    monkeypatch.setattr(socket, "getaddrinfo", addresses)


def test_address_that_refuses_leaves_the_next_one(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(b"x") as port, deadline(30):
        resolve_to(monkeypatch, [1, port])
        with connected("any.test", 443) as connection:
            assert connection.recv(1) == b"x"


@pytest.mark.skipif(sys.platform != "linux", reason="others answer when the backlog is full")
def test_addresses_that_do_not_answer_share_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        listener = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        port = listener.getsockname()[1]
        # One connection fills the backlog: what comes later gets no answer.
        stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        resolve_to(monkeypatch, [port] * 100)
        stack.enter_context(deadline(1))
        with pytest.raises(socket.timeout):
            connected("any.test", 443)
