"""Registry keys: a hive and the names below it.

Hives: https://learn.microsoft.com/windows/win32/sysinfo/predefined-keys, their short forms in
reg.exe and Sysmon, PowerShell's drives (``HKLM:``) and the kernel's ``REGISTRY`` root.
Lower case: the registry ignores it.
"""

from __future__ import annotations

import re
from typing import Iterator

from huntpipe.indicators.components import read_components, single_backslashes

_HIVE = re.compile(
    r"[hH\\](?:[kK](?<=[hH].)(?<![A-Za-z0-9_]..)(?i:(?:lm|cu|cr|u|cc|pd|ey_(?:local_machine|current_user"
    r"|classes_root|users|current_config|performance_data|dyn_data)):?\\{1,2})"
    r"|[rR](?<=\\.)(?i:egistry\\{1,2}(?:machine|user|a)\\{1,2}))",
)


def find_registry_keys(text: str) -> Iterator[str]:
    """Yield every key, in order of appearance."""
    offset = 0
    while match := _HIVE.search(text, offset):
        offset, names = read_components(text, match.start(), match.end(), key=True)
        offset = max(offset, match.end())
        if names:
            yield single_backslashes(match.group() + names, 0).lower()
