"""A simulated VirusTotal and a search head for each test."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Callable, Iterator

import pytest

from preview.virustotal.server import serve
from preview.virustotal.service import Service
from tests.certificates import Authority, make_authority
from tests.virustotal.search import API_KEY, PROXY_CREDENTIALS, SearchHead, search_head

if TYPE_CHECKING:
    from pathlib import Path

QUOTA_OFF = {"quota_minute": "0", "quota_day": "0", "quota_month": "0"}


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def service() -> Service:
    return Service(API_KEY, per_minute=0, per_day=0)


@pytest.fixture
def base_url(service: Service, authority: Authority) -> Iterator[str]:
    with serve(service, authority.server) as url:
        yield url


@pytest.fixture
def make_head(
    tmp_path: Path, authority: Authority, service: Service
) -> Iterator[Callable[..., SearchHead]]:
    """Return a function that starts a search head with settings.

    Whatever its commands say, in results, messages and on standard error, and whatever lies in the
    KV store and in its folder in the end, is searched for secrets.
    """
    heads = []
    with ExitStack() as stack:

        def make(**settings: str) -> SearchHead:
            head = stack.enter_context(search_head(tmp_path, authority, service, settings))
            heads.append(head)
            return head

        yield make
    for head in heads:
        said = "".join([*head.said, repr(head.stores.kvstore.collections), repr(service.requests)])
        written = b"".join(
            path.read_bytes()
            for path in head.app.rglob("*")
            if path.is_file() and "vendor" not in path.parts
        )
        for secret in (API_KEY, *PROXY_CREDENTIALS.split(":")[1:], "hunter-session"):
            assert secret not in said
            assert secret.encode() not in written


@pytest.fixture
def head(make_head: Callable[..., SearchHead]) -> SearchHead:
    """A search head without a quota."""
    return make_head(**QUOTA_OFF)
