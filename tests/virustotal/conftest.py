"""A simulated VirusTotal over HTTPS for each test."""

from __future__ import annotations

from typing import Iterator

import pytest

from preview.virustotal.server import serve
from preview.virustotal.service import Service
from tests.certificates import Authority, make_authority

# Made up, and searched for in everything that leaves a command.
API_KEY = "0123456789abcdef" * 4


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
