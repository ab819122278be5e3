"""The connection to splunkd, with the rights of the user who searches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

APP_NAME = "huntpipe"

_TIMEOUT = 30


def connect(splunkd_uri: str, session_key: str) -> Any:
    """Return a ``splunklib.client.Service`` for what this app shares among all users.

    The SDK's own connection is to the app that searches, which may be any.

    :param splunkd_uri: scheme, host and port of splunkd's management interface.
    :param session_key: that of the search.
    """
    # Costs more than all other imports of a command, and most commands never connect.
    from splunklib.binding import handler  # noqa: PLC0415
    from splunklib.client import Service  # noqa: PLC0415

    uri = urlsplit(splunkd_uri)
    return Service(
        handler=handler(timeout=_TIMEOUT),
        scheme=uri.scheme,
        host=uri.hostname,
        port=uri.port,
        token=session_key,
        owner="nobody",
        app=APP_NAME,
    )
