"""Certificates for the servers that tests start on this machine."""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trustme

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Authority:
    """A certificate authority and one server certificate of it.

    :param bundle: PEM file of the authority, for clients.
    """

    bundle: Path
    server: ssl.SSLContext


def make_authority(folder: Path, host: str = "localhost") -> Authority:
    """Make an authority whose bundle lies in ``folder``."""
    authority = trustme.CA()
    bundle = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(bundle))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(host).configure_cert(server)
    return Authority(bundle, server)
