"""The pages of the preview, and what they may ask."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING, Any, Iterator, Mapping

import pytest

from preview.splunkd.application import application
from preview.splunkd.server import listen
from preview.web import START, pages

if TYPE_CHECKING:
    from pathlib import Path

    from tests.preview.rest_server import Server

RAW = "/en-US/splunkd/__raw/services/server/info?output_mode=json"


@pytest.fixture(scope="module")
def port(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("page")
    (folder / "secret.js").write_text("hidden", encoding="utf-8")
    bundle = folder / "dist"
    bundle.mkdir()
    (bundle / "main.js").write_text("built()", encoding="utf-8")
    with listen(application(server.head, pages(server.head, bundle))) as number:
        yield number


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})
    response = connection.getresponse()
    answer = response.status, dict(response.getheaders()), response.read().decode()
    connection.close()
    return answer


def cookie(port: int) -> str:
    return get(port, START)[1]["set-cookie"].partition(";")[0]


def test_rest_is_served_before_the_page_is_built(server: Server, tmp_path: Path) -> None:
    with listen(application(server.head, pages(server.head, tmp_path / "none"))) as port:
        assert get(port, "/static/main.js")[0] == 404
        assert get(port, RAW, cookie=cookie(port))[0] == 200


def test_root_leads_to_the_app(port: int) -> None:
    status, headers, _ = get(port, "/")
    assert (status, headers["location"]) == (307, START)


@pytest.mark.parametrize("path", [START, f"{START}/huntpipe_overview", f"{START}/search?q=x"])
def test_every_view_is_the_one_page(port: int, path: str) -> None:
    status, headers, body = get(port, path)
    assert status == 200
    assert "not Splunk" in body
    assert "default-src 'self'" in headers["content-security-policy"]


def test_bundle_is_served_and_nothing_beside_it(port: int) -> None:
    assert get(port, "/static/main.js")[2] == "built()"
    for path in ("/static/../secret.js", "/static/..%2Fsecret.js", "/static/%2Fetc%2Fpasswd"):
        status, _, body = get(port, path)
        assert status == 404
        assert "hidden" not in body


def test_page_asks_rest_with_its_cookie(port: int) -> None:
    status, _, body = get(port, RAW, cookie=cookie(port))
    assert status == 200
    assert json.loads(body)["entry"][0]["content"]["serverName"] == "huntpipe-preview"


def test_rest_of_the_page_takes_the_cookie(port: int) -> None:
    assert get(port, RAW)[0] == 401
    assert get(port, RAW, cookie="huntpipe_preview=guess")[0] == 401


def test_time_modifiers_are_told_in_moments(port: int) -> None:
    path = "/en-US/splunkd/__raw/services/search/timeparser?output_mode=json&time="
    session = cookie(port)
    status, _, body = get(port, f"{path}-24h%40h", cookie=session)
    assert status == 200
    assert json.loads(body) == {"-24h@h": "2018-08-20T00:00:00.000+00:00"}
    assert get(port, f"{path}tomorrowish", cookie=session)[0] == 400


def test_cookie_is_kept_from_scripts_and_other_sites(port: int) -> None:
    set_cookie = get(port, START)[1]["set-cookie"].lower()
    assert "httponly" in set_cookie
    assert "samesite=strict" in set_cookie


@pytest.mark.parametrize("path", [START, RAW])
def test_other_origins_get_neither_page_nor_data(port: int, path: str) -> None:
    session = cookie(port)
    assert get(port, path, cookie=session, origin="http://evil.example")[0] == 403
    assert get(port, path, cookie=session, sec_fetch_site="cross-site")[0] == 403


def test_link_from_elsewhere_opens_the_page(port: int) -> None:
    headers: Any = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert get(port, START, **headers)[0] == 200
