"""PowerShell's encoded commands in a command line.

PowerShell takes any beginning of ``-EncodedCommand`` and ``-ec``, after ``-``, ``/`` or a dash, and
as value base64 of UTF-16LE text
(https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_powershell_exe).
"""

from __future__ import annotations

import base64
import binascii
import re

_POWERSHELL = re.compile(r"powershell|pwsh", re.IGNORECASE)
_OPTION = re.compile(
    r"(?:^|\s)[-/\u2013\u2014\u2015](e|ec|en\w*)[\s:]+([A-Za-z0-9+/]+={0,2})(?=\s|$)",
    re.IGNORECASE,
)
_OPTION_NAME = "encodedcommand"


def has_encoded_command(command_line: str) -> bool:
    """Tell whether a command line gives PowerShell a command in base64 of UTF-16LE.

    Carets and quotes, which cmd.exe takes away, do not hide it.
    """
    plain = command_line.replace("^", "").replace('"', "").replace("'", "")
    if not _POWERSHELL.search(plain):
        return False
    return any(
        _is_option(option.lower()) and _is_utf16_base64(value)
        for option, value in _OPTION.findall(plain)
    )


def _is_option(name: str) -> bool:
    return name == "ec" or _OPTION_NAME.startswith(name)


def _is_utf16_base64(value: str) -> bool:
    """Tell whether a value is base64 of UTF-16LE text, most of it ASCII as in any script."""
    try:
        decoded = base64.b64decode(value, validate=True).decode("utf-16-le")
    except (binascii.Error, UnicodeDecodeError):
        return False
    return 2 * sum(map(str.isascii, decoded)) > len(decoded)
