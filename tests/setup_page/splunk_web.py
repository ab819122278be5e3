"""As much of Splunk Web as a setup page meets: the view, static files, splunkd behind a proxy."""

from __future__ import annotations

import re
import shlex
import xml.etree.ElementTree as ET
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Iterator, List
from urllib.parse import parse_qs, urlsplit

from preview.splunkd.messages import Response
from tests.shared import REPOSITORY

if TYPE_CHECKING:
    from tests.virustotal.search import SearchHead

CSRF_TOKEN = "1234567890"  # noqa: S105 - made up
STATIC = REPOSITORY / "appserver" / "static"
VIEW = REPOSITORY / "default" / "data" / "ui" / "views" / "setup.xml"
PROXY = "/en-US/splunkd/__raw"

_search = re.compile(r'\| makeresults \| eval (\w+)="([^"]*)" \| vtcheck (.+) \| table (.+)')


@dataclass
class SplunkWeb:
    """A logged-in Splunk Web.

    :param session: of the user who is logged in.
    :ivar responses: the bodies of all responses so far.
    """

    head: SearchHead
    session: str = "admin-session"
    responses: List[bytes] = field(default_factory=list)

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Response:
        """Return the response to a request of the browser."""
        if path.startswith(PROXY):
            return self._splunkd(method, path, headers, body)
        if path == "/en-US/app/huntpipe/setup":
            return Response(200, _page().encode(), "text/html; charset=utf-8")
        if path.startswith("/en-US/static/app/huntpipe/"):
            name = path.rpartition("/")[2]
            kind = "text/css" if name.endswith(".css") else "text/javascript"
            return Response(200, (STATIC / name).read_bytes(), kind)
        return Response(404, b"")

    def _splunkd(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Response:
        """Pass a request on with the session of the cookie; writes need the page's token."""
        if SimpleCookie(headers.get("cookie", "")).get("splunkd_8000") is None:
            return Response.of({"messages": [{"type": "ERROR", "text": "log in"}]}, 401)
        if method != "GET" and headers.get("x-splunk-form-key") != CSRF_TOKEN:
            return Response.of({"messages": [{"type": "ERROR", "text": "CSRF"}]}, 401)
        path = path[len(PROXY) :]
        if urlsplit(path).path == "/services/search/jobs":
            return self._search(parse_qs(body.decode())["search"][0])
        splunkd_headers = {**headers, "authorization": f"Splunk {self.session}"}
        return self.head.stores.answer(method, path, splunkd_headers, body)

    def _search(self, text: str) -> Response:
        """Run a search of the only form that the setup page has."""
        match = _search.fullmatch(text)
        if match is None:
            raise AssertionError(text)
        name, value, arguments, table = match.groups()
        outcome = self.head.search([{name: value}], *shlex.split(arguments), session=self.session)
        rows = [
            {column: event[column] for column in table.split() if event.get(column)}
            for event in outcome.events
        ]
        return Response.of({"results": rows})


@contextmanager
def serve(web: SplunkWeb) -> Iterator[str]:
    """Answer on a free port of the loopback interface until the block ends.

    :returns: the address of the setup page.
    """

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            response = web.answer(self.command, self.path, headers, body)
            web.responses.append(response.body)
            self.send_response(response.status)
            self.send_header("Content-Type", response.content_type)
            self.send_header("Content-Length", str(len(response.body)))
            if response.content_type.startswith("text/html"):
                self.send_header("Set-Cookie", "splunkd_8000=made-up; HttpOnly; Path=/")
                self.send_header("Set-Cookie", f"splunkweb_csrf_token_8000={CSRF_TOKEN}; Path=/")
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_DELETE = answer  # noqa: N815 - the names are http.server's

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("localhost", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}/en-US/app/huntpipe/setup"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _page() -> str:
    """Return the view as Splunk Web renders a panel of HTML."""
    view = ET.parse(VIEW).getroot()  # noqa: S314 - our own file
    panel = view.find("./row/panel/html")
    if panel is None:
        raise AssertionError(VIEW)
    content = "".join(ET.tostring(child, encoding="unicode") for child in panel)
    static = "/en-US/static/app/huntpipe"
    return (
        f'<!DOCTYPE html><html lang="en"><title>{view.findtext("label")}</title>'
        # Splunk Web's own styles give a button a display, which the attribute hidden does not undo.
        "<style>.btn { display: inline-block }</style>"
        f'<link rel="stylesheet" href="{static}/{view.get("stylesheet")}">'
        f"<main><h1>{view.findtext('label')}</h1><p>{view.findtext('description')}</p>{content}"
        f'</main><script src="{static}/{view.get("script")}"></script></html>'
    )
