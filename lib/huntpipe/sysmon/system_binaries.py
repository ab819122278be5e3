"""Names of Windows' own binaries, where they are, and names that look like them."""

from __future__ import annotations

import re
from functools import lru_cache

from huntpipe.sysmon.windows_path import base_name, folder

_IN_SYSTEM32 = (
    *("svchost", "lsass", "csrss", "smss", "wininit", "winlogon", "services", "spoolsv", "lsaiso"),
    *("taskhostw", "taskhost", "dllhost", "conhost", "rundll32", "regsvr32", "sihost", "dwm"),
    *("userinit", "logonui", "fontdrvhost"),
)
_SYSTEM32 = ("windows\\system32", "windows\\syswow64")
_FOLDERS = {
    **{f"{name}.exe": _SYSTEM32 for name in _IN_SYSTEM32},
    "explorer.exe": ("windows", "windows\\syswow64"),
    "iexplore.exe": tuple(
        f"{programs}\\internet explorer" for programs in ("program files", "program files (x86)")
    ),
    "wmiprvse.exe": tuple(f"{system32}\\wbem" for system32 in _SYSTEM32),
}
_COMPONENT_STORE = "windows\\winsxs"
_ROOT = re.compile(r"^(?:\\\\\?\\|\\\?\?\\)?[a-z]:\\|^(?=\\?systemroot\\)\\?")

_SHORTEST_COMPARED = len("smss1.exe")
_SHORTEST_WITH_TWO_SLIPS = len("explorer.exe")
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "l", "5": "s"})


def imitates_system_binary(path: str) -> bool:
    """Tell whether a file has the name of a system binary, or nearly, outside its folder.

    Nearly means one slip, in names of eight letters and more two: a character more, less, other, or
    swapped with its neighbour. Digits count as the letters they look like. Names of four letters
    are compared exactly only.
    """
    if "\\" not in path:
        return False
    name = base_name(path).lower()
    place = _ROOT.sub("", folder(path).lower()).replace("systemroot", "windows", 1)
    if name in _FOLDERS:
        return place not in _FOLDERS[name] and not place.startswith(_COMPONENT_STORE)
    # In these folders are Windows' own files only, some with names one slip apart.
    return not place.startswith((*_SYSTEM32, _COMPONENT_STORE)) and _nearly_has_system_name(name)


@lru_cache(maxsize=4096)
def _nearly_has_system_name(name: str) -> bool:
    plain = name.translate(_LOOK_ALIKES)
    return any(
        _slips(plain, binary.translate(_LOOK_ALIKES))
        <= (2 if len(binary) >= _SHORTEST_WITH_TWO_SLIPS else 1)
        for binary in _FOLDERS
        if len(binary) >= _SHORTEST_COMPARED
    )


def _slips(one: str, other: str) -> int:
    """Return the optimal string alignment distance of two strings.

    Source: https://en.wikipedia.org/wiki/Damerau-Levenshtein_distance.
    """
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                row[j] = min(row[j], before_last[j - 2] + 1)
        before_last, last = last, row
    return last[-1]
