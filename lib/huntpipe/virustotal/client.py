"""Asks VirusTotal about one value at a time, over pooled and verified HTTPS connections.

https://docs.virustotal.com/reference/overview, /reference/errors
"""

from __future__ import annotations

import ipaddress
import json
import re
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Optional
from urllib.parse import SplitResult, urlsplit

import urllib3

from huntpipe.virustotal.deadline import deadline
from huntpipe.virustotal.errors import (
    AccessDeniedError,
    LookupFailedError,
    ObjectNotFoundError,
    QuotaExceededError,
    TransientError,
    UnreadableAnswerError,
)
from huntpipe.virustotal.pool import make_pool
from huntpipe.virustotal.report import Report, read_report

if TYPE_CHECKING:
    from huntpipe.virustotal.indicator import Indicator

API = "https://www.virustotal.com/api/v3"

# The largest reports are a few hundred kilobytes.
_LARGEST_ANSWER = 8 * 1024 * 1024
_READ = 64 * 1024

_API_KEY = re.compile(r"[0-9A-Za-z_-]{1,256}")


@dataclass(frozen=True)
class Connection:
    """How VirusTotal is reached.

    :param api_key: sent with every request and never part of a message.
    :param base_url: address of the API, https; http is possible to this machine itself.
    :param ca_bundle: path of a PEM file of the authorities to trust; empty for the system's.
    :param proxy: URL of a proxy, without credentials; empty for none.
    :param proxy_credentials: ``user:password`` for the proxy; empty for none.
    :param concurrency: number of connections kept open.
    :param timeout: seconds one request may take as a whole, from connecting to the last byte. The
        system may take longer to resolve the server's name; then nothing is sent.
    """

    api_key: str = field(repr=False)
    base_url: str = API
    ca_bundle: str = ""
    proxy: str = ""
    proxy_credentials: str = field(default="", repr=False)
    concurrency: int = 4
    timeout: float = 15.0


class Client:
    """Looks values up; safe to use from several threads.

    :raises ValueError: key, base URL, proxy or CA bundle cannot be used; the message says why.
    """

    def __init__(self, connection: Connection) -> None:
        if not _API_KEY.fullmatch(connection.api_key):
            raise ValueError(
                "the stored API key is not one: it consists of letters and digits; enter it again "
                "on the setup page of Huntpipe"
            )
        self._base_url = checked_base_url(connection.base_url)
        self._timeout = connection.timeout
        self._headers = {
            "x-apikey": connection.api_key,
            "accept": "application/json",
            "user-agent": "huntpipe",
        }
        self._pool = _pool(connection)

    def look_up(self, indicator: Indicator) -> Report:
        """Return what VirusTotal knows of a value.

        :raises ObjectNotFoundError: VirusTotal does not know it.
        :raises AccessDeniedError: key, account, or certificate refused: stop asking.
        :raises QuotaExceededError: wait before asking again.
        :raises TransientError: worth another try.
        :raises LookupFailedError: no answer for this value.
        """
        status, headers, body = self._get(f"{self._base_url}/{indicator.path}")
        if status == 200:
            return read_report(_json(body), indicator.kind)
        raise _failure(status, headers, _error_code(body))

    def _get(self, url: str) -> tuple[int, Any, bytes]:
        try:
            with deadline(self._timeout):
                response = self._pool.request(
                    "GET",
                    url,
                    headers=self._headers,
                    # A redirect would carry the key to another address.
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
                return response.status, response.headers, _body(response)
        except urllib3.exceptions.SSLError as cause:
            if not isinstance(cause.args[0], ssl.SSLCertVerificationError):
                raise TransientError("the encrypted connection broke") from cause
            raise AccessDeniedError(
                "the certificate of the server is not trusted: if a proxy inspects HTTPS, set "
                "ca_bundle in [virustotal] of huntpipe.conf to its authority"
            ) from cause
        except urllib3.exceptions.ProxyError as cause:
            raise TransientError("the proxy gives no connection to the server") from cause
        except urllib3.exceptions.TimeoutError as cause:
            raise TransientError(f"no answer from the server in {self._timeout:g} s") from cause
        except urllib3.exceptions.HTTPError as cause:
            # The text of the cause can hold addresses with credentials: its name is enough.
            raise TransientError(f"no answer from the server ({type(cause).__name__})") from cause


def checked_base_url(url: str) -> str:
    """Return the base URL without a slash at its end.

    :raises ValueError: it is neither https nor http to this machine itself.
    """
    parts = _split(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname))
    if not safe or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise ValueError(
            "base_url in [virustotal] of huntpipe.conf is not usable: it must start with https://, "
            "and hold no user name, question mark or number sign"
        )
    return url.rstrip("/")


def _split(url: str) -> SplitResult:
    """Return the parts of a URL, all empty where it is malformed."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - raises where it is none
    except ValueError:
        return urlsplit("")
    return parts


def _is_loopback(host: Optional[str]) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _pool(connection: Connection) -> urllib3.PoolManager:
    # A proxy would see the key of a request that is not encrypted, and none is needed on the way to
    # this machine itself.
    encrypted = _split(connection.base_url).scheme == "https"
    proxy = _checked_proxy(connection.proxy) if encrypted else ""
    try:
        return make_pool(
            connection.ca_bundle, connection.concurrency, proxy, connection.proxy_credentials
        )
    except OSError as cause:
        raise ValueError(
            "ca_bundle in [virustotal] of huntpipe.conf cannot be read as a PEM file of "
            f"certificate authorities ({cause.strerror or cause})"
        ) from cause


def _checked_proxy(url: str) -> str:
    """Return the URL of the proxy, empty for none.

    :raises ValueError: it cannot be one.
    """
    parts = _split(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc):
        raise ValueError(
            "proxy in [virustotal] of huntpipe.conf is not usable: it reads like "
            "https://proxy.company:3128; its user name and password belong on the setup page"
        )
    return url


def _body(response: urllib3.BaseHTTPResponse) -> bytes:
    """Read the body piece by piece: it may be larger than is good."""
    pieces = []
    size = 0
    try:
        while piece := response.read1(_READ, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > _LARGEST_ANSWER:
                raise UnreadableAnswerError(f"the answer is larger than {_LARGEST_ANSWER} bytes")
    finally:
        # Closes the connection unless the body was read to its end, and gives its place back.
        response.close()
        response.release_conn()
    return b"".join(pieces)


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as cause:
        raise UnreadableAnswerError("the answer is not JSON") from cause


def _error_code(body: bytes) -> str:
    """Return the code of an error object, or an empty string."""
    try:
        answer = _json(body)
    except UnreadableAnswerError:
        return ""
    error = answer.get("error") if isinstance(answer, dict) else None
    code = error.get("code") if isinstance(error, dict) else None
    # Only a plain word: the text of a foreign server does not belong in a search's messages.
    return code if isinstance(code, str) and code.isalnum() and len(code) < 64 else ""


def _failure(status: int, headers: Any, code: str) -> Exception:
    named = f"{status} {code}".rstrip()
    if status in {401, 403}:
        return AccessDeniedError(
            f"VirusTotal refused the API key ({named}): check the key on the setup page of Huntpipe"
        )
    if status == 404 and code == "NotFoundError":
        return ObjectNotFoundError("VirusTotal does not know this value")
    if status == 429:
        return QuotaExceededError(f"VirusTotal's quota is spent ({named})", _retry_after(headers))
    if status >= 500:
        return TransientError(f"VirusTotal failed ({named})")
    return LookupFailedError(f"VirusTotal answered {named}")


def _retry_after(headers: Any) -> Optional[float]:
    """Return the seconds of a Retry-After header (RFC 9110, 10.2.3); dates are not read."""
    value = headers.get("retry-after", "")
    return float(value) if value.isascii() and value.isdigit() else None
