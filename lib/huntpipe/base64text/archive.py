"""The members of an archive, listed and not unpacked."""

from __future__ import annotations

import io
import itertools

from huntpipe.base64text.kinds import TAR, ZIP

_MOST_MEMBERS = 100


def members(data: bytes, kind: str) -> list[str]:
    """Return the names of the first hundred members; none when the archive is damaged.

    :param kind: as ``binary_kind`` names it; only zip and tar have members.
    """
    if kind == ZIP:
        return _zip_members(data)
    if kind == TAR:
        return _tar_members(data)
    return []


def _zip_members(data: bytes) -> list[str]:
    import zipfile  # noqa: PLC0415  archives are rare, and it would slow the start of every search

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()[:_MOST_MEMBERS]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError):
        return []


def _tar_members(data: bytes) -> list[str]:
    import tarfile  # noqa: PLC0415  the same

    names: list[str] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
            names.extend(member.name for member in itertools.islice(archive, _MOST_MEMBERS))
    except (tarfile.TarError, ValueError, OSError, EOFError):
        pass
    return names
