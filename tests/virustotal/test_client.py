"""The client against a server that answers as VirusTotal does, and as it should not."""

from __future__ import annotations

import hashlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING, Type

import pytest

from huntpipe.virustotal.client import Client, Connection, checked_base_url
from huntpipe.virustotal.errors import (
    AccessDeniedError,
    LookupFailedError,
    ObjectNotFoundError,
    QuotaExceededError,
    TransientError,
    UnreadableAnswerError,
)
from huntpipe.virustotal.indicator import Indicator, parse_indicator
from preview.virustotal import reports
from preview.virustotal.errors import STATUS
from preview.virustotal.server import serve
from preview.virustotal.service import Reply, Service
from tests.certificates import Authority, make_authority
from tests.virustotal.proxy import Proxy
from tests.virustotal.proxy import serve as serve_proxy
from tests.virustotal.search import API_KEY

if TYPE_CHECKING:
    from pathlib import Path

SHA256 = hashlib.sha256(b"huntpipe").hexdigest()
FILE = Indicator("file", SHA256)

EFFECT = {
    400: LookupFailedError,
    401: AccessDeniedError,
    403: AccessDeniedError,
    404: ObjectNotFoundError,
    409: LookupFailedError,
    424: LookupFailedError,
    429: QuotaExceededError,
    503: TransientError,
    504: TransientError,
}


@pytest.fixture
def connection(base_url: str, authority: Authority) -> Connection:
    return Connection(API_KEY, base_url, ca_bundle=str(authority.bundle), timeout=2)


@pytest.fixture
def client(connection: Connection) -> Client:
    return Client(connection)


def test_every_kind_of_object_is_found(client: Client, service: Service) -> None:
    service.add(reports.file_report(SHA256, 40, label="trojan.x", names=("a.exe",)))
    service.add(reports.ip_report("8.8.8.8", 0))
    service.add(reports.domain_report("evil.net", 7))
    service.add(reports.url_report("http://evil.net/x?y=1", 3))
    counts = {
        text: client.look_up(parse_indicator(text)).malicious
        for text in (SHA256, "8.8.8.8", "evil.net", "http://evil.net/x?y=1")
    }
    assert list(counts.values()) == [40, 0, 7, 3]


def test_unknown_object_is_not_found(client: Client) -> None:
    with pytest.raises(ObjectNotFoundError):
        client.look_up(FILE)


@pytest.mark.parametrize("code", STATUS)
def test_every_error_code_has_its_effect(client: Client, service: Service, code: str) -> None:
    service.replies["*"].append(Reply.error(code))
    with pytest.raises(EFFECT[STATUS[code]]):
        client.look_up(FILE)


@pytest.mark.parametrize(
    ("reply", "effect"),
    [
        pytest.param(
            Reply(200, b"<html>Welcome to the hotel</html>"), UnreadableAnswerError, id="html"
        ),
        pytest.param(Reply(200, b""), UnreadableAnswerError, id="empty"),
        pytest.param(
            Reply(200, b'{"data": {"attributes": '), UnreadableAnswerError, id="truncated_json"
        ),
        pytest.param(Reply(200, b"[" * 100_000), UnreadableAnswerError, id="nested_deeply"),
        pytest.param(Reply(200, b"\xff\xfe\x00"), UnreadableAnswerError, id="not_utf8"),
        pytest.param(Reply(200, b" " * 9_000_000), UnreadableAnswerError, id="huge"),
        pytest.param(
            Reply(200, b'{"data"', {"Content-Length": "9999"}),
            TransientError,
            id="shorter_than_promised",
        ),
        pytest.param(Reply(reset=True), TransientError, id="reset"),
        pytest.param(Reply(200, b"{}", delay=5), TransientError, id="late"),
        pytest.param(Reply(200, b" " * 99, pause=0.1), TransientError, id="slow_body"),
        pytest.param(Reply(pause_before_body=0.1), TransientError, id="slow_headers"),
        pytest.param(
            Reply(200, b"1;" + b" " * 99, {"Transfer-Encoding": "chunked"}, pause=0.1),
            TransientError,
            id="slow_chunk_size",
        ),
        pytest.param(
            Reply(200, b"plain", {"Content-Encoding": "gzip"}), TransientError, id="not_gzip"
        ),
        pytest.param(
            Reply(500, b"<html>Internal Server Error</html>"), TransientError, id="html_500"
        ),
        pytest.param(Reply(502, b""), TransientError, id="empty_502"),
        pytest.param(Reply(204), LookupFailedError, id="no_content"),
        pytest.param(
            Reply(302, b"", {"Location": "https://localhost:1/"}), LookupFailedError, id="redirect"
        ),
        pytest.param(Reply(404, b"<html>no such page</html>"), LookupFailedError, id="html_404"),
        pytest.param(
            Reply.of(400, {"data": {"error": "InvalidArgumentError"}}),
            LookupFailedError,
            id="malformed_error_object",
        ),
        pytest.param(
            Reply.of(404, {"error": {"code": "NotFoundError"}}),
            ObjectNotFoundError,
            id="error_without_message",
        ),
        pytest.param(
            Reply.of(429, {"error": "wrong type"}), QuotaExceededError, id="error_of_wrong_type"
        ),
    ],
)
def test_odd_answers_have_their_effect(
    client: Client, service: Service, reply: Reply, effect: Type[Exception]
) -> None:
    service.replies["*"].append(reply)
    started = time.monotonic()
    with pytest.raises(effect):
        client.look_up(FILE)
    assert time.monotonic() - started < 10


def test_odd_answers_leave_the_connections_usable(client: Client, service: Service) -> None:
    service.add(reports.file_report(SHA256, 40))
    huge = Reply(200, b" " * 9_000_000)
    for _ in range(6):
        service.replies["*"].append(huge)
        with pytest.raises(UnreadableAnswerError):
            client.look_up(FILE)
    assert client.look_up(FILE).malicious == 40


def test_redirect_is_not_followed(client: Client, service: Service, authority: Authority) -> None:
    elsewhere = Service(API_KEY)
    with serve(elsewhere, authority.server) as url:
        redirect = Reply(302, b"", {"Location": f"{url}/{FILE.path}"})
        service.replies["*"].append(redirect)
        with pytest.raises(LookupFailedError):
            client.look_up(FILE)
    assert elsewhere.requests == []


def test_server_says_how_long_to_wait(client: Client, service: Service) -> None:
    service.replies["*"].append(Reply.error("QuotaExceededError", headers={"Retry-After": "77"}))
    with pytest.raises(QuotaExceededError) as refusal:
        client.look_up(FILE)
    assert refusal.value.retry_after == 77


def test_connections_are_pooled(client: Client, service: Service) -> None:
    threads_before = threading.active_count()
    with ThreadPoolExecutor(4) as pool:
        files = [Indicator("file", f"{number:064x}") for number in range(40)]
        for error in pool.map(lambda file: _failure_of(client, file), files):
            assert isinstance(error, ObjectNotFoundError)
    # The server has one thread for each connection.
    assert threading.active_count() - threads_before <= 4
    assert len(service.requests) == 40


def _failure_of(client: Client, indicator: Indicator) -> Exception:
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the caller says which
        client.look_up(indicator)
    return caught.value


def test_unknown_authority_is_refused(
    connection: Connection, service: Service, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = make_authority(tmp_path_factory.mktemp("other"))
    client = Client(replace(connection, ca_bundle=str(other.bundle)))
    with pytest.raises(AccessDeniedError, match="ca_bundle"):
        client.look_up(FILE)
    assert service.requests == []


def test_certificate_of_another_host_is_refused(
    service: Service, tmp_path_factory: pytest.TempPathFactory
) -> None:
    authority = make_authority(tmp_path_factory.mktemp("named"), host="elsewhere.test")
    with serve(service, authority.server) as url:
        client = Client(Connection(API_KEY, url, ca_bundle=str(authority.bundle)))
        with pytest.raises(AccessDeniedError):
            client.look_up(FILE)
    assert service.requests == []


@pytest.mark.parametrize(
    "url",
    [
        "https://www.virustotal.com/api/v3",
        "https://vt.company.net:8443/api/v3/",
        "http://localhost:8000/api/v3",
        "http://127.0.0.1:8000/api/v3",
        "http://[::1]:8000/api/v3",
    ],
)
def test_base_url_may_be_https_or_loopback(url: str) -> None:
    assert checked_base_url(url) == url.rstrip("/")


@pytest.mark.parametrize(
    "url",
    [
        "http://www.virustotal.com/api/v3",
        "http://localhost.evil.net/",
        "http://127.0.0.1.evil.net/",
        "http://localhost@evil.net/",
        "https://user:password@www.virustotal.com/",
        "https://www.virustotal.com/?x=1",
        "https://[/",
        "https://www.virustotal.com:99999/",
        "https:///api",
        "ftp://localhost/",
        "www.virustotal.com",
        "",
    ],
)
def test_base_url_that_would_show_the_key_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="base_url"):
        checked_base_url(url)


@pytest.mark.parametrize("key", ["", "two words", "line\nbreak", "schlüssel", "k" * 300])
def test_stored_text_that_is_no_key_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(ValueError, match="API key") as refusal:
        Client(Connection(key))
    assert not key or key not in str(refusal.value)


def test_proxy_password_may_hold_any_letters(connection: Connection) -> None:
    proxy = Proxy("käufer:geheim€")
    with serve_proxy(proxy) as address:
        client = Client(replace(connection, proxy=address, proxy_credentials="käufer:geheim€"))
        with pytest.raises(ObjectNotFoundError):
            client.look_up(FILE)
    assert len(proxy.tunnels) == 1


def test_proxy_may_be_encrypted_itself(connection: Connection, authority: Authority) -> None:
    proxy = Proxy("user:right")
    with serve_proxy(proxy, authority.server) as address:
        client = Client(replace(connection, proxy=address, proxy_credentials="user:right"))
        with pytest.raises(ObjectNotFoundError):
            client.look_up(FILE)
    assert len(proxy.tunnels) == 1


def test_certificate_of_a_proxy_is_verified(
    connection: Connection, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = make_authority(tmp_path_factory.mktemp("other"))
    proxy = Proxy("user:right")
    with serve_proxy(proxy, other.server) as address:
        client = Client(replace(connection, proxy=address, proxy_credentials="user:right"))
        with pytest.raises(TransientError, match="the proxy"):
            client.look_up(FILE)
    assert proxy.tunnels == []


def test_refusing_proxy_is_named(connection: Connection, service: Service) -> None:
    with serve_proxy(Proxy("user:right")) as address:
        client = Client(replace(connection, proxy=address, proxy_credentials="user:geheim"))
        with pytest.raises(TransientError, match="the proxy") as failure:
            client.look_up(FILE)
    assert "geheim" not in str(failure.value)
    assert service.requests == []


def test_key_reaches_no_proxy_unencrypted(connection: Connection, service: Service) -> None:
    proxy = Proxy("")
    with serve_proxy(proxy) as address, serve(service) as base_url:
        client = Client(replace(connection, base_url=base_url, proxy=address))
        with pytest.raises(ObjectNotFoundError):
            client.look_up(FILE)
    assert proxy.tunnels == []
    assert len(service.requests) == 1


@pytest.mark.parametrize("content", [None, b"", b"no certificate", b"\xff\xfe"])
def test_ca_bundle_that_is_none_is_refused(
    connection: Connection, tmp_path: Path, content: bytes | None
) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_bytes(content)
    with pytest.raises(ValueError, match="ca_bundle in"):
        Client(replace(connection, ca_bundle=str(bundle)))


def test_folder_is_no_ca_bundle(connection: Connection, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="ca_bundle in"):
        Client(replace(connection, ca_bundle=str(tmp_path)))


@pytest.mark.parametrize(
    "proxy",
    ["proxy:3128", "socks5://proxy:1080", "https://u:p@proxy:3128", "https://proxy:99999"],
)
def test_unusable_proxy_is_refused(proxy: str) -> None:
    with pytest.raises(ValueError, match="proxy in"):
        Client(Connection(API_KEY, proxy=proxy))


def test_secrets_are_not_part_of_the_connection_as_text() -> None:
    connection = Connection(API_KEY, proxy_credentials="user:geheim")
    assert API_KEY not in repr(connection)
    assert "geheim" not in repr(connection)
