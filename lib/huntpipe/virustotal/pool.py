"""Pools of connections: verified, through a proxy or not, and within a deadline."""

from __future__ import annotations

import socket
from base64 import b64encode
from typing import Any, Dict

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, NameResolutionError, NewConnectionError

from huntpipe.virustotal.deadline import connected, tls_context


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        try:
            return connected(self._dns_host.strip("[]"), self.port, self.socket_options or ())
        except socket.gaierror as cause:
            raise NameResolutionError(self.host, self, cause) from cause
        except socket.timeout as cause:
            raise ConnectTimeoutError(self, str(cause)) from cause
        except (OSError, UnicodeError) as cause:
            raise NewConnectionError(self, str(cause)) from cause


class _TlsConnection(_Connection, HTTPSConnection):
    """The same over TLS."""


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def make_pool(
    ca_bundle: str, size: int, proxy: str = "", proxy_credentials: str = ""
) -> PoolManager:
    """Return what sends requests, each within the ``deadline`` of its thread.

    :param ca_bundle: path of a PEM file of the authorities to trust; empty for the system's.
    :param size: number of connections kept open; more are not made.
    :param proxy: URL of a proxy; empty for none.
    :param proxy_credentials: ``user:password`` for the proxy; empty for none.
    :raises OSError: the file holds no authorities.
    """
    context = tls_context(ca_bundle)
    options: Dict[str, Any] = {"ssl_context": context, "maxsize": size, "block": True}
    pool = (
        ProxyManager(
            proxy, proxy_headers=_headers(proxy_credentials), proxy_ssl_context=context, **options
        )
        if proxy
        else PoolManager(**options)
    )
    pool.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
    return pool


def _headers(credentials: str) -> Dict[str, str]:
    """Return the header with user and password, in UTF-8 (RFC 7617); none where there are none."""
    if not credentials:
        return {}
    return {"proxy-authorization": f"Basic {b64encode(credentials.encode()).decode('ascii')}"}
