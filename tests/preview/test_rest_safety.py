"""What the REST server refuses: strangers, foreign pages, large bodies, other files."""

from __future__ import annotations

import http.client
import json
import socket
from typing import TYPE_CHECKING, Mapping

import pytest

from preview.splunkd.application import LARGEST_BODY

if TYPE_CHECKING:
    from tests.preview.rest_server import Server


def ask(
    server: Server, method: str, path: str, body: str = "", **headers: str
) -> tuple[int, Mapping[str, str], str]:
    """Send a request as it stands, with a session unless ``authorization`` is given."""
    session = server.head.sessions.open()
    sent = {"authorization": f"Splunk {session}", **headers}
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    named = {name.replace("_", "-"): value for name, value in sent.items()}
    connection.request(method, path, body.encode(), named)
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return answer


@pytest.mark.parametrize(
    "path",
    [
        "/services/server/info",
        "/services/apps/local",
        "/services/search/jobs",
        "/services/search/v2/jobs/export",
        "/servicesNS/nobody/huntpipe/saved/searches",
        "/servicesNS/nobody/huntpipe/storage/passwords",
        "/servicesNS/nobody/huntpipe/configs/conf-huntpipe",
        "/services/data/ui/views",
    ],
)
@pytest.mark.parametrize("authorization", ["", "Splunk guess", "Basic YWRtaW46YWRtaW4="])
def test_request_without_a_session_is_refused(
    server: Server, path: str, authorization: str
) -> None:
    assert ask(server, "GET", path, authorization=authorization)[0] == 401


def test_sessions_and_passwords_differ_each_time(server: Server) -> None:
    keys = {server.head.sessions.open() for _ in range(100)}
    assert len(keys) == 100
    assert min(map(len, keys)) >= 40
    assert type(server.head.sessions)().password != server.head.sessions.password


def test_server_listens_on_the_loopback_interface_alone(server: Server) -> None:
    # Another address of the loopback network stands for every interface that is not 127.0.0.1.
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", server.port), timeout=5).close()


def test_other_host_names_are_refused(server: Server) -> None:
    assert ask(server, "GET", "/services/server/info", host="evil.example")[0] == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec_fetch_site": "cross-site"},
    ],
)
def test_pages_of_another_origin_are_refused(server: Server, headers: Mapping[str, str]) -> None:
    status, answered, _ = ask(server, "GET", "/services/server/info", **headers)
    assert status == 403
    assert not [name for name in answered if name.lower().startswith("access-control")]


def test_preflight_is_refused(server: Server) -> None:
    headers = {"origin": "http://evil.example", "access_control_request_method": "POST"}
    status, answered, _ = ask(server, "OPTIONS", "/services/search/jobs", **headers)
    assert status == 405
    assert not [name for name in answered if name.lower().startswith("access-control")]


def test_body_that_is_too_large_is_refused(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        head = f"POST /services/search/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Length: {10**12}"
        connection.sendall(f"{head}\r\n\r\n".encode())
        block = b"x" * 65536
        try:
            for _ in range(LARGEST_BODY // len(block) + 1):
                connection.sendall(block)
        except OSError:
            pass  # the server has hung up, its answer is still there
        assert connection.recv(64).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    "path",
    [
        "/services/configs/conf-..%2F..%2Fsecret",
        "/services/configs/conf-..%2Flocal%2Fsecret",
        "/services/properties/..%2F..%2Fsecret",
        "/services/data/ui/views/..%2F..%2F..%2F..%2Fsecret",
        "/services/data/ui/views/..%2Fnav%2Fdefault",
        "/services/data/ui/html/..",
        "/services/../../etc/passwd",
    ],
)
def test_no_address_leads_out_of_the_app(server: Server, path: str) -> None:
    for name in ("secret.conf", "secret.xml"):
        (server.app.parent / name).write_text("[stanza]\nkey = hidden\n", encoding="utf-8")
    status, _, body = ask(server, "GET", path)
    assert status == 404
    assert "hidden" not in body


@pytest.mark.parametrize(
    "search",
    [
        "| inputlookup ../../secret.csv",
        "| inputlookup /etc/passwd",
        "| makeresults | outputlookup ../secret.csv",
    ],
)
def test_no_search_leads_out_of_the_app(server: Server, search: str) -> None:
    (server.app.parent / "secret.csv").write_text("a\nhidden\n", encoding="utf-8")
    body = f"exec_mode=oneshot&output_mode=json&search={search}"
    status, _, answer = ask(server, "POST", "/services/search/jobs", body)
    assert status == 400
    assert "hidden" not in answer


def test_posted_settings_leave_the_app_alone(server: Server) -> None:
    path = "/servicesNS/nobody/huntpipe/configs/conf-huntpipe/virustotal?output_mode=json"
    assert ask(server, "POST", path, "quota_minute=7")[0] == 200
    (entry,) = json.loads(ask(server, "GET", path)[2])["entry"]
    assert entry["content"]["quota_minute"] == "7"
    local = (server.app / "local" / "huntpipe.conf").read_text(encoding="utf-8")
    assert "quota_minute" not in local


def test_views_navigation_and_times_are_those_of_the_app(server: Server) -> None:
    for kind, name in (("views", "about"), ("nav", "default")):
        path = f"/servicesNS/nobody/huntpipe/data/ui/{kind}/{name}?output_mode=json"
        (entry,) = json.loads(ask(server, "GET", path)[2])["entry"]
        file = server.app / "default" / "data" / "ui" / kind / f"{name}.xml"
        assert entry["content"]["eai:data"] == file.read_text(encoding="utf-8")
    times = json.loads(ask(server, "GET", "/services/data/ui/times?output_mode=json")[2])
    assert "-24h@h" in [entry["content"]["earliest_time"] for entry in times["entry"]]
