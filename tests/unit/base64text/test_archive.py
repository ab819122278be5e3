from __future__ import annotations

import io
import tarfile
import zipfile

from huntpipe.base64text.archive import members


def zipped(names: list[str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


def tarred(names: list[str]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name in names:
            archive.addfile(tarfile.TarInfo(name))
    return file.getvalue()


def test_members_of_zip_and_tar_are_listed_in_order() -> None:
    names = ["b.exe", "a/readme.txt"]
    assert members(zipped(names), "zip") == names
    assert members(tarred(names), "tar") == names


def test_the_list_ends_after_a_hundred() -> None:
    names = [f"{number}.txt" for number in range(300)]
    assert members(zipped(names), "zip") == names[:100]
    assert members(tarred(names), "tar") == names[:100]


def test_a_damaged_archive_lists_what_can_be_read() -> None:
    assert members(zipped(["a", "b"])[:40], "zip") == []
    assert members(tarred(["a", "b"])[:700], "tar") == ["a"]


def test_other_files_have_no_members() -> None:
    assert members(b"MZ", "pe") == []
