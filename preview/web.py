"""The pages of the preview: one HTML file for every view, its bundle, and REST by a cookie.

Like Splunk Web, it hands the requests of a page below ``/en-US/splunkd/__raw`` to splunkd. The
session is in a cookie that scripts cannot read and that no other site's page can send.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, List

from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from preview.splunkd.application import METHODS, is_foreign, respond

if TYPE_CHECKING:
    from starlette.requests import Request as HttpRequest
    from starlette.routing import BaseRoute

    from preview.splunkd.rest import Stores

PAGE = Path(__file__).resolve().parent / "page"
BUNDLE = PAGE / "dist"
STATIC = PAGE.parent.parent / "appserver" / "static"
START = "/en-US/app/huntpipe"

_COOKIE = "huntpipe_preview"
_RAW = "/en-US/splunkd/__raw"
# Splunk's components compile the schemas of dashboards, and set styles, while they run.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; "
    "frame-ancestors 'none'; form-action 'self'"
)


def pages(stores: Stores, bundle: Path = BUNDLE) -> List[BaseRoute]:
    """Return the routes of the pages.

    :param stores: what answers REST, and whose session a page gets.
    :param bundle: the folder of the built page.
    """

    async def start(_: HttpRequest) -> HttpResponse:
        return RedirectResponse(START)

    async def view(request: HttpRequest) -> HttpResponse:
        # A link from elsewhere may open the page; a frame or a script may not fetch it.
        if is_foreign(request) and request.headers.get("sec-fetch-mode") != "navigate":
            return PlainTextResponse("Pages of another origin may not ask.", 403)
        headers = {"content-security-policy": _POLICY, "cache-control": "no-store"}
        response = FileResponse(PAGE / "index.html", headers=headers)
        if request.cookies.get(_COOKIE) not in stores.sessions.users:
            key = stores.sessions.open()
            response.set_cookie(_COOKIE, key, httponly=True, samesite="strict")
        return response

    async def raw(request: HttpRequest) -> HttpResponse:
        path = request.scope["raw_path"].decode("ascii")[len(_RAW) :]
        session = request.cookies.get(_COOKIE, "")
        headers = {**request.headers, "authorization": f"Splunk {session}"}
        return await respond(stores, request, f"{path}?{request.url.query}", headers)

    # A search or the report of make hunt needs REST alone, and may run before the page is built.
    built = [Mount("/static", StaticFiles(directory=bundle))] if bundle.is_dir() else []
    return [
        *built,
        Route("/", start),
        Route(START, view),
        Route(f"{START}/{{name}}", view),
        Route(f"{_RAW}/{{path:path}}", raw, methods=METHODS),
        Mount("/en-US/static/app/huntpipe", StaticFiles(directory=STATIC)),
    ]
