"""Secrets from Splunk's password store, where the setup page puts them.

https://docs.splunk.com/Documentation/Splunk/latest/RESTREF/RESTaccess#storage.2Fpasswords
"""

from __future__ import annotations

import json
from typing import Any

REALM = "huntpipe"
CAPABILITY = "list_storage_passwords"


class MissingCapabilityError(ValueError):
    """The user may not read secrets; the message says what to do."""


class MissingSecretError(ValueError):
    """No such secret is stored; the message says what to do."""


def read_secret(service: Any, name: str) -> str:
    """Return a secret of this app in clear text.

    :param service: a ``splunklib.client.Service``.
    :param name: such as ``virustotal_api_key``.
    :raises MissingCapabilityError: the user lacks ``list_storage_passwords``.
    :raises MissingSecretError: nothing is stored under that name.
    :raises ConnectionError: splunkd does not answer.
    """
    from splunklib.binding import HTTPError  # noqa: PLC0415 - see service.connect

    try:
        secret = _entry(service, f"storage/passwords/{REALM}:{name}:").get("clear_password")
        if secret:
            return str(secret)
        # Without the capability splunkd answers in the same way as without the secret, or with a
        # secret that has no clear text: only the user's rights tell which it is.
        allowed = CAPABILITY in _entry(service, "authentication/current-context")["capabilities"]
    except HTTPError as error:
        if error.status == 401:
            raise ConnectionError("the session of this search has ended: log in again") from error
        if error.status != 403:
            raise ConnectionError(f"splunkd does not give the secret ({error.status})") from error
        allowed = False
    except (OSError, ValueError, KeyError) as error:
        raise ConnectionError(f"splunkd does not answer ({type(error).__name__})") from error
    if allowed:
        raise MissingSecretError(
            f"no {name} is stored: an administrator enters it on the setup page of Huntpipe"
        )
    raise MissingCapabilityError(
        f"your role lacks the capability {CAPABILITY}, which it takes to read {name}: ask an "
        "administrator for the role huntpipe_virustotal"
    )


def _entry(service: Any, path: str) -> dict[str, Any]:
    """Return the content of the one entry at the path, empty where there is none."""
    from splunklib.binding import HTTPError  # noqa: PLC0415 - see service.connect

    try:
        body = service.get(path, output_mode="json").body.read()
    except HTTPError as error:
        if error.status != 404:
            raise
        return {}
    content: dict[str, Any] = json.loads(body)["entry"][0]["content"]
    return content
