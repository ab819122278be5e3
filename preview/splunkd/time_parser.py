"""``search/timeparser``: the moments that time modifiers mean, by which pages check what is typed.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTsearch#search.2Ftimeparser
"""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Dict, Optional
from xml.sax.saxutils import escape, quoteattr

from preview.spl.timemodifier import TimeModifierError, resolve
from preview.splunkd.messages import Request, Response, RestError

if TYPE_CHECKING:
    from preview.splunkd.rest import Endpoint


def time_parser(now: Optional[float]) -> Endpoint:
    """Return the endpoint.

    :param now: epoch seconds at which searches are deemed to run, None for the real time.
    """

    def answer(request: Request) -> Response:
        moment = time.time() if now is None else now
        modifiers = request.repeated.get("time", [])
        found = {modifier: _moment(modifier, moment) for modifier in modifiers}
        return Response.of(found) if request.wants_json else _xml(found)

    return answer


def _moment(modifier: str, now: float) -> str:
    """Return the moment in ISO 8601.

    :raises RestError: 400 where there is none.
    """
    try:
        seconds = resolve(modifier, now)
    except TimeModifierError as error:
        raise RestError(400, str(error), "FATAL") from error
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="milliseconds")


def _xml(found: Dict[str, str]) -> Response:
    keys = "".join(f"<key name={quoteattr(k)}>{escape(v)}</key>" for k, v in found.items())
    return Response(200, f"<response><dict>{keys}</dict></response>".encode(), "text/xml")
