"""Names of Windows' own binaries, where they are, and names that look like them."""

from __future__ import annotations

import re

from huntpipe.sysmon.windows_path import base_name, folder

_SYSTEM32 = "svchost lsass csrss smss wininit winlogon services spoolsv taskhostw taskhost dllhost"
_SYSTEM32 += " conhost rundll32 regsvr32 lsaiso sihost dwm userinit logonui fontdrvhost"

# Where each binary is, below the Windows folder. WinSxS holds the component store of all.
_FOLDERS = {f"{name}.exe": ("system32", "syswow64") for name in _SYSTEM32.split()}
_FOLDERS["explorer.exe"] = ("", "syswow64")
_FOLDERS["wmiprvse.exe"] = ("system32\\wbem", "syswow64\\wbem")

_WINDOWS = re.compile(
    r"^(?:\\\\\?\\|\\\?\?\\)?(?:[a-z]:\\windows|\\systemroot|%systemroot%)(?:\\(.*))?$"
)
_LOOK_ALIKES = str.maketrans({"0": "o", "1": "l", "5": "s"})


def imitates_system_binary(path: str) -> bool:
    """Tell whether a file has the name of a system binary, or nearly, outside its folder.

    Nearly means one character more, less, other or swapped with its neighbour, or digits for the
    letters they look like. Names of four letters and less are compared exactly only.
    """
    name = base_name(path).lower()
    if "\\" not in path:
        return False
    below_windows = _WINDOWS.match(folder(path).lower())
    place = below_windows[1] or "" if below_windows else None
    if name in _FOLDERS:
        return place is None or not (place in _FOLDERS[name] or place.startswith("winsxs\\"))
    return place is None and any(_is_near(name, binary) for binary in _FOLDERS)


def _is_near(name: str, binary: str) -> bool:
    """Tell whether a name other than a system binary's own differs from it by one slip."""
    if len(binary) <= len("dwm1.exe"):
        return False
    return name.translate(_LOOK_ALIKES) == binary.translate(_LOOK_ALIKES) or _one_slip(name, binary)


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two different strings are one insertion, deletion, change or swap apart."""
    if abs(len(one) - len(other)) > 1:
        return False
    short, long = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(short, long)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start + 1 : start + 2] + short[start : start + 1] + short[start + 2 :]
    return short[start + 1 :] == long[start + 1 :] or swapped == long[start:]
