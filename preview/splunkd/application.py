"""The REST API as an ASGI application, for requests of this machine only.

Bodies are bounded. The host has to be a name of the loopback interface, so that no other name that
resolves to it gets in, and a page of another origin is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, List, Protocol
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.responses import Response as HttpResponse
from starlette.routing import Route

if TYPE_CHECKING:
    from typing import Mapping

    from starlette.requests import Request as HttpRequest
    from starlette.routing import BaseRoute

    from preview.splunkd.messages import Response

LARGEST_BODY = 4 * 1024 * 1024  # bytes; a batch of the KV store is the largest that is sent
METHODS = ["GET", "POST", "DELETE"]
_PREFIXES = ["/services/{path:path}", "/servicesNS/{path:path}"]


class Answers(Protocol):
    """What knows the response to a request."""

    def answer(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Response:
        """Return the response."""


def application(rest: Answers, pages: List[BaseRoute] | None = None) -> Starlette:
    """Return the application.

    :param pages: further routes beside those of the API.
    """

    async def answer(request: HttpRequest) -> HttpResponse:
        url = f"{request.scope['raw_path'].decode('ascii')}?{request.url.query}"
        return await respond(rest, request, url, dict(request.headers))

    routes: List[BaseRoute] = [Route(path, answer, methods=METHODS) for path in _PREFIXES]
    hosts = ["127.0.0.1", "localhost"]
    return Starlette(
        routes=[*routes, *(pages or [])],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False)],
    )


async def respond(
    rest: Answers, request: HttpRequest, url: str, headers: Mapping[str, str]
) -> HttpResponse:
    """Return the response to a request, whatever address and session it came by."""
    if is_foreign(request):
        return PlainTextResponse("Pages of another origin may not ask.", 403)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_BODY:
            return PlainTextResponse(f"A request has at most {LARGEST_BODY} bytes.", 413)
    response = await run_in_threadpool(rest.answer, request.method, url, headers, body)
    if response.stream is not None:
        return StreamingResponse(response.stream, response.status, media_type=response.content_type)
    return HttpResponse(response.body, response.status, media_type=response.content_type)


def is_foreign(request: HttpRequest) -> bool:
    """Say whether a browser sends the request for a page of another origin."""
    origin = request.headers.get("origin")
    other = origin is not None and urlsplit(origin).netloc != request.headers.get("host")
    return other or request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}
