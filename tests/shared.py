"""Where tests find the licensed sample data that lies beside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("HUNTPIPE_SHARED", REPOSITORY.parent / "shared")) / "data"


def shared_data(name: str) -> Path:
    """Return the path of a shared data file or folder, or skip the calling test.

    :param name: path below the data folder, such as ``asn/asn_cases.json``.
    """
    path = DATA / name
    if not path.exists():
        pytest.skip(f"shared data {name} is not beside this repository")
    return path
